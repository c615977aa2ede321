"""What a user can see: timelines, customers, search results.

Pure questions over the reading ports; nothing here writes, waits or knows a database. cli/ and ui/
come in. To add a question: one file named after it, one function that takes a Desk.
"""
