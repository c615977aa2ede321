"""The first reading of a large store: it writes all it has into a file, and we read that.

backfill.py is the way in; operation.py has the store write the file, files.py fetches it, and
records.py makes records of its lines. Where that does not work, lists are walked through as ever.
"""
