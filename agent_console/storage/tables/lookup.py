"""The one b-tree behind the search box."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text

from agent_console.storage.tables.columns import Id, SortedText, metadata

lookup_key = Table(
    "lookup_key",
    metadata,
    Column("kind", Text, nullable=False),
    Column("value", SortedText, nullable=False),
    Column("profile_id", Id, nullable=False),
    PrimaryKeyConstraint("kind", "value", "profile_id"),
    Index("ix_lookup_key_profile", "profile_id", "kind"),
    sqlite_with_rowid=False,
)
