"""How parcels went is kept, and what can be learned from those that have come."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

UNDER_WAY, LEARNED_FROM = sa.text("is_open"), sa.text("learned_from")
DAYS = {
    "shipped": "the day it left, as days lie there",
    "delivered": "the day it came, as days lie there",
    "trouble": "why nothing can be learned from it, in words",
    "scans": "JSON: the times of its scans under way",
    "half": "by which day it comes as half of those like it",
    "most": "and as nine of ten of them",
}


def upgrade() -> None:
    """Make the tables; the worker fills them as it goes along."""
    op.create_table(
        "journey",
        sa.Column("subject_id", Id, nullable=False, autoincrement=False),
        sa.Column("record", Id, nullable=False, comment="its newest row of parcel"),
        sa.Column("is_open", sa.Boolean(), nullable=False, comment="it is still to come"),
        sa.Column("learned_from", sa.Boolean(), nullable=False),
        sa.Column("sent", sa.Text(), comment="JSON: what was known when it left"),
        *(sa.Column(name, sa.Text(), comment=words) for name, words in DAYS.items()),
        sa.Column("samples", sa.Integer()),
        sa.Column("alike", sa.Text(), comment="what it has in common with them, in words"),
        sa.Column("said_half", sa.Text(), comment="what was said when it had just left"),
        sa.Column("said_most", sa.Text()),
        sa.Column("said_median", sa.Text()),
        sa.Column("said_estimated", sa.Text(), comment="by its carrier"),
        sa.Column("heard_at", Instant, comment="up to when its sources have told of it"),
        sa.Column("looked_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_journey")),
    )
    op.create_index(op.f("ix_journey_record"), "journey", ["record"])
    for name, column, some in (
        ("ix_journey_open", "looked_at", UNDER_WAY),
        ("ix_journey_learned", "shipped", LEARNED_FROM),
    ):
        op.create_index(name, "journey", [column], sqlite_where=some, postgresql_where=some)
    op.create_table(
        "lesson",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="JSON, compressed"),
        sa.Column("samples", sa.Integer(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lesson")),
    )


def downgrade() -> None:
    """Drop them; all of it can be learned again, but for what was said when parcels left."""
    op.drop_table("lesson")
    op.drop_table("journey")
