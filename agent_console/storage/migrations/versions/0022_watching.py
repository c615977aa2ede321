"""What goes wrong with parcels is found, kept, and taken care of."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Make the tables, and have everybody looked at who has ordered."""
    op.create_table(
        "stirred",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column(
            "profile_id", Id, nullable=False, comment="something happened to it since it was seen"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stirred")),
    )
    op.execute(
        "INSERT INTO stirred (profile_id)"
        " SELECT DISTINCT profile_id FROM customer_order WHERE NOT is_draft"
    )
    op.create_table(
        "watch",
        sa.Column("order_id", Id, nullable=False, autoincrement=False),
        sa.Column("due_at", Instant, nullable=False, comment="when to look at it again"),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_watch")),
    )
    op.create_index(op.f("ix_watch_due_at"), "watch", ["due_at"])
    _make_findings()
    op.create_table(
        "charge",
        sa.Column("order_id", Id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("since", Instant, nullable=False),
        sa.PrimaryKeyConstraint("order_id", "key", name=op.f("pk_charge")),
    )


def _make_findings() -> None:
    op.create_table(
        "finding",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("order_id", Id, nullable=False),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="number of the parcel, normalised; '' the order",
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("closed_at", Instant),
        sa.Column("acts_by", Instant, nullable=False),
        sa.Column("notices_at", Instant, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("promised", Instant),
        sa.Column("expected", Instant),
        sa.Column("city", sa.Text(), comment="where its last scan was"),
        sa.Column("region", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("facts", sa.Text(), nullable=False, comment="JSON: the events it rests on"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_finding_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_order_id"), "finding", ["order_id"])
    op.create_index(
        "ix_finding_open",
        "finding",
        ["order_id", "key", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Drop them; what is wrong is found again, who took care of it is forgotten."""
    for table in ("charge", "finding", "watch", "stirred"):
        op.drop_table(table)
