"""What sync remembers between passes, and what it could not read."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from agent_console.storage.tables.columns import Instant, metadata, refers, row_id

sync_cursor = Table(
    "sync_cursor",
    metadata,
    refers("connection_id", "connection"),
    Column("stream", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    PrimaryKeyConstraint("connection_id", "stream"),
)

quarantine = Table(
    "quarantine",
    metadata,
    row_id(),
    refers("connection_id", "connection"),
    Column("stream", Text, nullable=False),
    Column("external_id", Text),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("fingerprint", BigInteger, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("asked_at", Instant, comment="when its source was last asked for it by its id"),
    Column("times", Integer, nullable=False),
    UniqueConstraint("connection_id", "stream", "fingerprint"),
)

secret = Table(
    "secret",
    metadata,
    Column("connection", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("connection", "field"),
)
