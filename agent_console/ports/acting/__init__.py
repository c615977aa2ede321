"""What acting asks of the outside: an outbox, a way out, templates, and the moments of a deed.

actions/ and sync/ come in; storage/acting, the connectors that send and machine/templates answer.
"""
