"""The one b-tree behind the search box."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text, text

from agent_console.storage.tables.columns import Id, SortedText, metadata

NAMES = text("kind = 'name'")
"""Only words of names are ever looked up beside a profile already found."""

lookup_key = Table(
    "lookup_key",
    metadata,
    Column("kind", Text, nullable=False),
    Column("value", SortedText, nullable=False),
    Column("profile_id", Id, nullable=False),
    PrimaryKeyConstraint("kind", "value", "profile_id"),
    Index("ix_lookup_key_name", "profile_id", "value", sqlite_where=NAMES, postgresql_where=NAMES),
    sqlite_with_rowid=False,
)
