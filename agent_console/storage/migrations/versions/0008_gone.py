"""What a source no longer has is remembered as such."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = {
    "customer_order": "when its store was found to have it no longer",
    "profile": "when its source was found to have it no longer",
}


def upgrade() -> None:
    """Add when it was missed."""
    for table, comment in COLUMNS.items():
        op.add_column(table, sa.Column("gone_at", Instant, nullable=True, comment=comment))


def downgrade() -> None:
    """Forget it."""
    for table in COLUMNS:
        op.drop_column(table, "gone_at")
