"""Short codes that open a customer and an order for whoever goes on with them."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; nobody was handed off so far."""
    op.create_table(
        "hand_off",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("order_number", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_hand_off_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_off")),
        sa.UniqueConstraint("code", name=op.f("uq_hand_off_code")),
    )
    op.create_index(op.f("ix_hand_off_profile_id"), "hand_off", ["profile_id"])


def downgrade() -> None:
    """Drop it; the codes open nobody any more."""
    op.drop_table("hand_off")
