"""Parcels that come back from customers stand beside those that went to them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell both apart; all known so far went out."""
    op.add_column(
        "shipment",
        sa.Column(
            "is_return",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="comes back from the customer",
        ),
    )


def downgrade() -> None:
    """Forget what came back."""
    op.execute("DELETE FROM shipment WHERE is_return")
    op.drop_column("shipment", "is_return")
