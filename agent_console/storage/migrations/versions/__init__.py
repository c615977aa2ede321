"""The steps themselves, one file each, named by number and purpose.

Alembic comes in through the folder. A step that has been released is never edited; to add one,
take the next number, and use only what both SQLite and PostgreSQL understand.
"""
