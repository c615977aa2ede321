"""What is to be done outside, and who did what: the outbox, its labels and the audit."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from agent_console.storage.tables.columns import Instant, metadata, refers, row_id

OPEN = text("state IN ('draft', 'pending', 'sending', 'unknown', 'needs_human')")

intent = Table(
    "intent",
    metadata,
    row_id(),
    Column("key", Text, nullable=False, unique=True, comment="made by whoever wants it"),
    Column("guard", Text, unique=True, comment="names the deed while it lives or is done"),
    Column("kind", Text, nullable=False),
    Column("connection", Text, nullable=False, comment="the name in config.toml"),
    refers("profile_id", "profile", indexed=True),
    Column("order_number", Text),
    Column("request", Text, nullable=False, comment="JSON, frozen"),
    Column("state", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("settle", BigInteger, nullable=False, comment="microseconds"),
    Column("attempts", Integer, nullable=False),
    Column("looks", Integer, nullable=False, comment="in vain, since it was sent last"),
    Column("sent_at", Instant),
    Column("look_at", Instant),
    Column("owner", Text, comment="the process that sends it"),
    Column("outcome", Text, comment="in words"),
    Column("result", Text, comment="JSON of what came of it"),
    Column("released_by", Text, comment="who let it go although facts had changed"),
    Column("takes", Text, index=True, comment="the key of the label whose file goes along"),
    Index("ix_intent_open", "connection", "due_at", sqlite_where=OPEN, postgresql_where=OPEN),
)

WAITING = text("content IS NULL")

label_file = Table(
    "label_file",
    metadata,
    Column("key", Text, primary_key=True, comment="of the intent that bought it"),
    Column("connection", Text, nullable=False),
    Column("format", Text),
    Column("content", LargeBinary),
    Column("picture", LargeBinary, comment="PNG"),
    Column("trouble", Text, comment="why it could not be fetched, in words"),
    Column("next_try", Instant, nullable=False),
    Index(
        "ix_label_file_waiting",
        "connection",
        "next_try",
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    ),
)

UNANSWERED = text("answer IS NULL AND trouble IS NULL")

quote = Table(
    "quote",
    metadata,
    Column("key", Text, primary_key=True),
    Column("connection", Text, nullable=False),
    Column("parcel", Text, nullable=False, comment="JSON"),
    Column("asked_at", Instant, nullable=False),
    Column("answer", Text, comment="JSON"),
    Column("trouble", Text, comment="why there is no answer, in words"),
    Index("ix_quote_open", "connection", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
)

audit = Table(
    "audit",
    metadata,
    row_id(),
    Column("actor", Text, nullable=False),
    Column("number", BigInteger, nullable=False, comment="in the chain of the actor"),
    Column("at", Instant, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False, comment="the key of an intent"),
    Column("detail", Text),
    Column("hash", Text, nullable=False, comment="of this row and the hash before it"),
    UniqueConstraint("actor", "number"),
    Index("ix_audit_about", "about"),
)
