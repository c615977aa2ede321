"""Parcels as those tell them who track them, and when they were asked."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from agent_console.storage.tables.columns import Id, Instant, metadata, moment, refers, row_id

UNDER_WAY = text("is_open")
LEARNED_FROM = text("learned_from")

parcel = Table(
    "parcel",
    metadata,
    row_id(),
    refers("connection_id", "connection"),
    refers("subject_id", "subject", indexed=True),
    Column("external_id", Text, nullable=False),
    Column(
        "life",
        Integer,
        nullable=False,
        comment="counts how often the source used the number again",
    ),
    Column("carrier", Text),
    Column("number", Text, nullable=False),
    Column("reference", Text, nullable=False, index=True, comment="the number, normalised"),
    Column("unique_id", Text, comment="the carrier's own id; numbers are used again"),
    Column("status", Text, nullable=False),
    Column("status_text", Text),
    *moment("promised"),
    *moment("estimated"),
    *moment("delivered"),
    Column("said", Text, comment="the carrier's words of its last scan"),
    *moment("said"),
    Column("signed_by", Text),
    Column("had_attempt", Boolean, nullable=False),
    Column("fault", Text, comment="by whose fault it is late, as far as its source says"),
    Column("channel", Text, comment="by what way messages told of it; null where it is tracked"),
    Column("first_seen", BigInteger, comment="sort key of the first scan"),
    Column("last_seen", BigInteger, comment="sort key of the last scan"),
    Column("is_exact", Boolean, nullable=False, comment="the scans have instants"),
    Column("url", Text),
    Column("content", BigInteger, nullable=False, comment="hash of the record, to notice changes"),
    Column("first_heard", Instant, nullable=False),
    Column("last_heard", Instant, nullable=False),
    UniqueConstraint("connection_id", "external_id", "life"),
)

tracking = Table(
    "tracking",
    metadata,
    refers("connection_id", "connection"),
    Column("reference", Text, nullable=False, comment="the number asked for, normalised"),
    Column("external_id", Text, comment="the id at the source, once it tracks the number"),
    Column("is_over", Boolean, nullable=False, comment="the parcel came to its end"),
    Column("trouble", Text, comment="why it is not tracked: not_found, refused"),
    Column("reason", Text),
    Column("since", Instant, nullable=False, comment="it is over, or in trouble, since then"),
    Column("asked_at", Instant, nullable=False),
    Column(
        "next_at", Instant, comment="when it is to be asked for again; null where it is settled"
    ),
    PrimaryKeyConstraint("connection_id", "reference"),
    Index("ix_tracking_next", "connection_id", "next_at"),
)

journey = Table(
    "journey",
    metadata,
    Column("subject_id", Id, primary_key=True, autoincrement=False),
    Column("record", Id, nullable=False, index=True, comment="its newest row of parcel"),
    Column("is_open", Boolean, nullable=False, comment="it is still to come"),
    Column("learned_from", Boolean, nullable=False),
    Column("sent", Text, comment="JSON: what was known when it left"),
    Column("shipped", Text, comment="the day it left, as days lie there"),
    Column("delivered", Text, comment="the day it came, as days lie there"),
    Column("trouble", Text, comment="why nothing can be learned from it, in words"),
    Column("scans", Text, comment="JSON: the times of its scans under way"),
    Column("half", Text, comment="by which day it comes as half of those like it"),
    Column("most", Text, comment="and as nine of ten of them"),
    Column("samples", Integer),
    Column("alike", Text, comment="what it has in common with them, in words"),
    Column("said_half", Text, comment="what was said when it had just left"),
    Column("said_most", Text),
    Column("said_median", Text),
    Column("said_estimated", Text, comment="by its carrier"),
    Column("heard_at", Instant, comment="up to when its sources have told of it"),
    Column("looked_at", Instant, nullable=False),
    Index("ix_journey_open", "looked_at", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
    Index(
        "ix_journey_learned", "shipped", sqlite_where=LEARNED_FROM, postgresql_where=LEARNED_FROM
    ),
)

lesson = Table(
    "lesson",
    metadata,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False, comment="JSON, compressed"),
    Column("samples", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
