"""The steps that make and change the tables, each in one transaction of its own.

Alembic runs env.py; opening.py asks for it only when HEAD is not what the store has. To add a
step: a file in versions/ that names its predecessor, HEAD below, and a test with an old store.
"""

HEAD = "0028"
"""The newest step this version of the program knows."""
