"""The outbox on this store: wishes come in, and those who carry them out go through dispatching.

actions/ come in through outbox.py, sync/ through dispatching.py. Every write is a transaction that
is on the disk when it returns, and that also writes the audit; see steps.py.
"""
