"""Messages tell of parcels too, beside those who track them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

WAY = "by what way messages told of it; null where it is tracked"


def upgrade() -> None:
    """Add by what way a parcel was told of."""
    op.add_column("parcel", sa.Column("channel", sa.Text, nullable=True, comment=WAY))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("parcel", "channel")
