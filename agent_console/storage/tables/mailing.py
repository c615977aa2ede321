"""What is known of addresses themselves: mail that came back, and who wants none."""

from sqlalchemy import Boolean, Column, Table, Text

from agent_console.storage.tables.columns import Instant, metadata, refers, row_id

undelivered = Table(
    "undelivered",
    metadata,
    row_id(),
    refers("contact_id", "contact", indexed=True),
    Column("message_id", Text, index=True, comment="of the message that came back, if told"),
    Column("address", Text, index=True, comment="normalised; none where nobody could read it"),
    Column("status", Text, comment="as in RFC 3463"),
    Column("is_hard", Boolean, nullable=False, comment="trying again is useless"),
    Column("heard_at", Instant, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    row_id(),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False, index=True, comment="normalised"),
    Column("of_class", Text, nullable=False, comment="which messages it is about"),
    Column("wish", Text, nullable=False),
    Column("source", Text, nullable=False, comment="who told it to us, by its name"),
    Column("actor", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("why", Text, nullable=False, comment="in the words it was said in"),
)
