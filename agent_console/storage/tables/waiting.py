"""Who waits for an answer: how each profile stands, and what people decided about it."""

from sqlalchemy import BigInteger, Column, Index, Table, Text, text

from agent_console.storage.tables.columns import Id, Instant, metadata, refers, row_id

OPEN = text("asked_at > answered_at AND asked_at > done_at")

standing = Table(
    "standing",
    metadata,
    Column("profile_id", Id, primary_key=True, autoincrement=False),
    Column("asked_at", BigInteger, nullable=False, comment="sort key of the newest, 0 for none"),
    Column("asked_event", Id, nullable=False, comment="the event of it, 0 for none"),
    Column("answered_at", BigInteger, nullable=False, comment="sort key of the newest, or 0"),
    Column("done_at", BigInteger, nullable=False, comment="what was asked until then is done"),
    Index("ix_standing_asked", "asked_at", "asked_event"),
    Index(
        "ix_standing_open",
        "asked_at",
        "asked_event",
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
)

decision = Table(
    "decision",
    metadata,
    row_id(),
    refers("profile_id", "profile", indexed=True),
    Column("kind", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("seen", BigInteger, nullable=False, comment="sort key of what had been asked"),
    Column("until", Instant),
)
