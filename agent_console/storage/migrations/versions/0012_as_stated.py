"""What stores state of lines and charges, what carriers said last, who was asked for by id."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CHARGES = "JSON: a list of [kind, title, minor units]"
SAID = "the carrier's words of its last scan"
ASKED = "when the source last told it by its id"
COLUMNS = (
    ("order_line", sa.Column("stated_minor", sa.BigInteger())),
    ("order_line", sa.Column("stated_currency", sa.Text())),
    ("customer_order", sa.Column("charges", sa.Text(), comment=CHARGES)),
    ("parcel", sa.Column("said", sa.Text(), comment=SAID)),
    ("parcel", sa.Column("said_utc", Instant)),
    ("parcel", sa.Column("said_local", sa.Text())),
    ("parcel", sa.Column("said_offset", sa.Text())),
    ("profile", sa.Column("asked_at", Instant, comment=ASKED)),
)


def upgrade() -> None:
    """Add the columns; they fill as things are read again."""
    for table, column in COLUMNS:
        op.add_column(table, column)
    op.execute("UPDATE profile SET asked_at = last_heard")


def downgrade() -> None:
    """Drop them."""
    for table, column in reversed(COLUMNS):
        op.drop_column(table, column.name)
