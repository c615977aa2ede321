"""Labels are bought for addresses in parts, kept as files, and mailed once they are there."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WAITING = sa.text("content IS NULL")
OPEN = sa.text("answer IS NULL AND trouble IS NULL")
TAKES = "the key of the label whose file goes along"


def upgrade() -> None:
    """Make the table and the columns; addresses fill as orders are read again."""
    op.add_column(
        "customer_order", sa.Column("address", sa.Text(), comment="JSON: ship_to in parts")
    )
    op.add_column("intent", sa.Column("takes", sa.Text(), comment=TAKES))
    op.create_index("ix_intent_takes", "intent", ["takes"])
    op.create_table(
        "label_file",
        sa.Column("key", sa.Text(), nullable=False, comment="of the intent that bought it"),
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("format", sa.Text()),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("trouble", sa.Text(), comment="why it could not be fetched, in words"),
        sa.Column("next_try", Instant, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_label_file")),
    )
    op.create_index(
        "ix_label_file_waiting",
        "label_file",
        ["connection", "next_try"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "quote",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("parcel", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("answer", sa.Text(), comment="JSON"),
        sa.Column("trouble", sa.Text(), comment="why there is no answer, in words"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_quote")),
    )
    op.create_index(
        "ix_quote_open", "quote", ["connection"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    """Drop them; the files of labels are fetched again from where they were bought."""
    op.drop_table("quote")
    op.drop_table("label_file")
    op.drop_index("ix_intent_takes", "intent")
    op.drop_column("intent", "takes")
    op.drop_column("customer_order", "address")
