"""By whose fault a parcel is late, as its carrier says, and when each is to be asked for again."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PARCEL = "by whose fault it is late, as far as its source says"
SCAN = "of a scan: by whose fault, as far as its source says"
NEXT = "when it is to be asked for again; null where it is settled"
COLUMNS = (
    ("parcel", sa.Column("fault", sa.Text(), comment=PARCEL)),
    ("observation", sa.Column("fault", sa.Text(), comment=SCAN)),
    ("tracking", sa.Column("next_at", Instant, comment=NEXT)),
)
ASKED, NEXT_AT = "ix_tracking_asked", "ix_tracking_next"


def upgrade() -> None:
    """Add the columns; reasons fill as parcels are read again, all that move are asked for soon."""
    for table, column in COLUMNS:
        op.add_column(table, column)
    op.execute("UPDATE tracking SET next_at = asked_at WHERE NOT is_over")
    op.drop_index(ASKED, "tracking")
    op.create_index(NEXT_AT, "tracking", ["connection_id", "next_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index(NEXT_AT, "tracking")
    op.create_index(ASKED, "tracking", ["connection_id", "is_over", "asked_at"])
    for table, column in reversed(COLUMNS):
        op.drop_column(table, column.name)
