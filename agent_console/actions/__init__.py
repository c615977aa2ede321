"""What a user can do: one folder a deed, each a function over ports that writes at most once.

cli/ and ui/ come in. A deed knows no other deed, no database and no network. To add one: a folder
named after it, its function, and a test that does it twice.
"""
