"""What is being written and was not sent yet."""

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text

from agent_console.storage.tables.columns import Instant, metadata, refers

draft = Table(
    "draft",
    metadata,
    refers("profile_id", "profile"),
    Column("kind", Text, nullable=False, comment="reply, note"),
    Column("text", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    PrimaryKeyConstraint("profile_id", "kind"),
)
