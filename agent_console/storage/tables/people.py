"""People: profiles, their names, the links that join them, and what else is said of two."""

from sqlalchemy import BigInteger, Boolean, Column, Table, Text, UniqueConstraint

from agent_console.storage.tables.columns import Id, Instant, metadata, refers, row_id

CONSOLE = "console"
"""The kind of connection that stands for the agents themselves."""
NUMBER = "number"
"""The kind of profile that is one telephone number an agent said to be a customer's."""

connection = Table(
    "connection",
    metadata,
    row_id(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("last_ok_at", Instant),
    Column("failing_since", Instant),
    Column("failure_kind", Text),
    Column("failure_message", Text),
    Column("lease_owner", Text),
    Column("lease_until", Instant),
)

profile = Table(
    "profile",
    metadata,
    row_id(),
    Column("customer_id", Id, nullable=True, index=True),
    refers("connection_id", "connection"),
    Column("kind", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("admin_url", Text),
    Column("content", BigInteger, nullable=False, comment="hash of the record, to notice changes"),
    Column("first_heard", Instant, nullable=False),
    Column("last_heard", Instant, nullable=False),
    Column("gone_at", Instant, comment="when its source was found to have it no longer"),
    Column("asked_at", Instant, comment="when the source last told it by its id"),
    UniqueConstraint("connection_id", "kind", "external_id"),
)

identity = Table(
    "identity",
    metadata,
    row_id(),
    refers("profile_id", "profile"),
    refers("connection_id", "connection"),
    Column("kind", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column(
        "order_ref", Text, nullable=False, comment="external id of the order it came with, or ''"
    ),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    UniqueConstraint("profile_id", "kind", "raw", "order_ref"),
)

link = Table(
    "link",
    metadata,
    row_id(),
    refers("a_id", "profile", indexed=True),
    refers("b_id", "profile", indexed=True),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("ended_by", Text),
    Column("ended_at", Instant),
)

kept_apart = Table(
    "kept_apart",
    metadata,
    row_id(),
    refers("a_id", "profile", indexed=True),
    refers("b_id", "profile", indexed=True),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    refers("lifted_by", "link", optional=True, indexed=True),
)

dismissal = Table(
    "dismissal",
    metadata,
    row_id(),
    refers("a_id", "profile", indexed=True),
    refers("b_id", "profile", indexed=True),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("evidence", Text, nullable=False, comment="JSON: what spoke for one person by then"),
    Column("ended_by", Text),
    Column("ended_at", Instant),
)

household = Table(
    "household",
    metadata,
    row_id(),
    refers("a_id", "profile", indexed=True),
    refers("b_id", "profile", indexed=True),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("ended_by", Text),
    Column("ended_at", Instant),
)

hand_off = Table(
    "hand_off",
    metadata,
    row_id(),
    Column("code", Text, nullable=False, unique=True),
    refers("profile_id", "profile", indexed=True),
    Column("order_number", Text),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

verification = Table(
    "verification",
    metadata,
    row_id(),
    refers("profile_id", "profile", indexed=True),
    Column("order_number", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("ended_by", Text),
    Column("ended_at", Instant),
)
