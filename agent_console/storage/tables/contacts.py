"""Messages as they were read, whom they concern, and how they hang together."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from agent_console.storage.tables.columns import Id, Instant, metadata, refers, row_id

contact = Table(
    "contact",
    metadata,
    row_id(),
    refers("connection_id", "connection"),
    refers("subject_id", "subject", indexed=True),
    Column("key", Text, nullable=False, unique=True, comment="the same wherever it is met"),
    Column("external_id", Text, nullable=False, comment="where it lies at its source"),
    Column("message_id", Text, index=True),
    Column("thread_id", BigInteger, nullable=False, index=True),
    Column("folder", Text, nullable=False),
    Column("left_out", Integer, nullable=False, comment="people it is to beyond those kept"),
    Column("is_whole", Boolean, nullable=False, comment="all of it was read and is kept"),
    Column("body", LargeBinary, nullable=False, comment="the message as read, compressed JSON"),
    Column("heard_at", Instant, nullable=False),
)

contact_party = Table(
    "contact_party",
    metadata,
    refers("contact_id", "contact", indexed=True),
    Column("address", Text, nullable=False, comment="normalised, of whom it concerns"),
    Column("profile_id", Id, index=True, comment="none while nobody is known by the address"),
    PrimaryKeyConstraint("address", "contact_id"),
)

contact_mention = Table(
    "contact_mention",
    metadata,
    refers("contact_id", "contact", indexed=True),
    Column("reference", Text, nullable=False, comment="what may be an order number, normalised"),
    PrimaryKeyConstraint("reference", "contact_id"),
)

message_thread = Table(
    "message_thread",
    metadata,
    Column("message_id", Text, primary_key=True, comment="seen, or only referred to"),
    Column("thread_id", BigInteger, nullable=False, index=True),
)

contact_file = Table(
    "contact_file",
    metadata,
    row_id(),
    refers("contact_id", "contact"),
    Column("number", Integer, nullable=False, comment="its place among the files of the message"),
    Column("size", BigInteger, nullable=False, comment="bytes that are kept of it"),
    Column("data", LargeBinary, comment="none where it is too large to be kept"),
    Column("picture", LargeBinary, comment="a small PNG, none where there is none to draw"),
    UniqueConstraint("contact_id", "number"),
)
