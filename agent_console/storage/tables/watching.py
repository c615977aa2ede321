"""What is watched, what is wrong with it, and who takes care of it."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text, text

from agent_console.storage.tables.columns import Id, Instant, metadata, refers, row_id

OPEN = text("closed_at IS NULL")

stirred = Table(
    "stirred",
    metadata,
    row_id(),
    Column("profile_id", Id, nullable=False, comment="something happened to it since it was seen"),
)

watch = Table(
    "watch",
    metadata,
    Column("order_id", Id, primary_key=True, autoincrement=False),
    Column("due_at", Instant, nullable=False, index=True, comment="when to look at it again"),
)

finding = Table(
    "finding",
    metadata,
    row_id(),
    refers("order_id", "customer_order", indexed=True),
    Column("key", Text, nullable=False, comment="number of the parcel, normalised; '' the order"),
    Column("kind", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("acts_by", Instant, nullable=False),
    Column("notices_at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("carrier", Text),
    Column("number", Text),
    Column("promised", Instant),
    Column("expected", Instant),
    Column("city", Text, comment="where its last scan was"),
    Column("region", Text),
    Column("country", Text),
    Column("facts", Text, nullable=False, comment="JSON: the events it rests on"),
    Index(
        "ix_finding_open",
        "order_id",
        "key",
        "kind",
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
)

charge = Table(
    "charge",
    metadata,
    Column("order_id", Id, nullable=False),
    Column("key", Text, nullable=False),
    Column("owner", Text),
    Column("since", Instant, nullable=False),
    PrimaryKeyConstraint("order_id", "key"),
)
