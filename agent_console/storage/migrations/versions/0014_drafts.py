"""What somebody is writing outlives a switch of customers and the end of the window."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "draft",
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="reply, note"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_draft_profile_id")),
        sa.PrimaryKeyConstraint("profile_id", "kind", name=op.f("pk_draft")),
    )


def downgrade() -> None:
    """Drop it; what was not sent is forgotten."""
    op.drop_table("draft")
