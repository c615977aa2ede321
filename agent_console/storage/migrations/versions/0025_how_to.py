"""Lines of orders know where their store explains how the article is used."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

HOW_TO = "where the store explains how the article is used"


def upgrade() -> None:
    """Add the column; it fills as orders change."""
    op.add_column("order_line", sa.Column("how_to", sa.Text(), comment=HOW_TO))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("order_line", "how_to")
