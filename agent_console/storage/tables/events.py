"""What sources said, the events these sayings make, and the timeline they are shown on."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from agent_console.storage.tables.columns import (
    Id,
    Instant,
    metadata,
    moment,
    money,
    refers,
    row_id,
)

LIVELY = text("kind <> 'scan'")
"""Whoever was busy lately is told by what people and shops did: parcels are always under way."""
TURNS = text("kind IN ('message', 'call')")
"""What may ask for an answer, or give one; written into its index, so asked in these words."""

subject = Table(
    "subject",
    metadata,
    row_id(),
    refers("profile_id", "profile", optional=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("order_number", Text, comment="of the order a parcel belongs to, if that is certain"),
    UniqueConstraint("kind", "key"),
)

observation = Table(
    "observation",
    metadata,
    row_id(),
    refers("subject_id", "subject"),
    refers("connection_id", "connection"),
    Column("fingerprint", BigInteger, nullable=False),
    Column("event_id", Id, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("external_id", Text),
    Column("code", Text),
    Column("text", Text),
    Column("detail", Text),
    Column("what", Text),
    *moment("told"),
    Column("city", Text),
    Column("region", Text),
    Column("country", Text),
    *money("amount", optional=True),
    Column("order_number", Text),
    Column("shipment_number", Text),
    Column("channel", Text),
    Column("direction", Text),
    Column("author", Text),
    Column("fault", Text, comment="of a scan: by whose fault, as far as its source says"),
    Column("heard_at", Instant, nullable=False),
    Column("told_again_at", Instant, comment="set where a correction was taken back"),
    UniqueConstraint("subject_id", "connection_id", "fingerprint"),
)

event = Table(
    "event",
    metadata,
    row_id(),
    refers("subject_id", "subject"),
    Column("grouping", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("sort_at", BigInteger, nullable=False),
    Column("precision", Text, nullable=False),
    UniqueConstraint("subject_id", "grouping"),
    Index("ix_event_sort", "sort_at", "id", sqlite_where=LIVELY, postgresql_where=LIVELY),
)

timeline_entry = Table(
    "timeline_entry",
    metadata,
    Column("profile_id", Id, nullable=False),
    Column("sort_at", BigInteger, nullable=False, comment="microseconds; a key, not a fact"),
    Column("event_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text),
    Column("words", Text, comment="folded, where the row does not show them in plain letters"),
    *moment("told"),
    *money("amount", optional=True),
    Column("order_number", Text),
    Column("shipment_number", Text),
    Column("channel", Text),
    Column("direction", Text),
    Column("author", Text),
    PrimaryKeyConstraint("profile_id", "sort_at", "event_id"),
    Index("ix_timeline_entry_event", "event_id"),
    Index(
        "ix_timeline_entry_turn",
        "profile_id",
        "sort_at",
        sqlite_where=TURNS,
        postgresql_where=TURNS,
    ),
    sqlite_with_rowid=False,
)
