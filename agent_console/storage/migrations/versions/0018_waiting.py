"""Who waits for an answer is known at once; what people decide about it stays."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OPEN = sa.text("asked_at > answered_at AND asked_at > done_at")
TURNS = sa.text("kind IN ('message', 'call')")
ASKS = (
    "(kind = 'message' AND direction = 'inbound' AND status = 'received'"
    " OR kind = 'call' AND direction = 'inbound' AND status = 'follow_up')"
)
ANSWERS = (
    "(kind = 'message' AND direction = 'outbound' AND status = 'sent'"
    " OR kind = 'call' AND direction = 'inbound' AND status IN ('inbound', 'resolved')"
    " OR kind = 'call' AND direction = 'outbound'"
    " AND status IN ('outbound', 'resolved', 'voicemail'))"
)
FILL = f"""
INSERT INTO standing (profile_id, asked_at, asked_event, answered_at, done_at)
SELECT profile_id, asked_at, COALESCE((
    SELECT MAX(event_id) FROM timeline_entry
    WHERE timeline_entry.profile_id = told.profile_id AND sort_at = asked_at
    AND kind IN ('message', 'call') AND {ASKS}), 0), answered_at, 0
FROM (
    SELECT profile_id,
        MAX(CASE WHEN {ASKS} THEN sort_at ELSE 0 END) AS asked_at,
        MAX(CASE WHEN {ANSWERS} THEN sort_at ELSE 0 END) AS answered_at
    FROM timeline_entry WHERE kind IN ('message', 'call') GROUP BY profile_id
) AS told
WHERE asked_at > 0 OR answered_at > 0
"""  # noqa: S608 - made of nothing but the words above


def upgrade() -> None:
    """Make the tables; how everybody stands follows from their timelines."""
    op.create_index(
        "ix_timeline_entry_turn",
        "timeline_entry",
        ["profile_id", "sort_at"],
        sqlite_where=TURNS,
        postgresql_where=TURNS,
    )
    op.create_table(
        "standing",
        sa.Column("profile_id", Id, nullable=False, autoincrement=False),
        sa.Column(
            "asked_at",
            sa.BigInteger(),
            nullable=False,
            comment="sort key of the newest, 0 for none",
        ),
        sa.Column("asked_event", Id, nullable=False, comment="the event of it, 0 for none"),
        sa.Column(
            "answered_at", sa.BigInteger(), nullable=False, comment="sort key of the newest, or 0"
        ),
        sa.Column(
            "done_at", sa.BigInteger(), nullable=False, comment="what was asked until then is done"
        ),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_standing")),
    )
    op.execute(FILL)
    op.create_index("ix_standing_asked", "standing", ["asked_at", "asked_event"])
    op.create_index(
        "ix_standing_open",
        "standing",
        ["asked_at", "asked_event"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _make_decisions()


def _make_decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column(
            "seen", sa.BigInteger(), nullable=False, comment="sort key of what had been asked"
        ),
        sa.Column("until", Instant),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_decision_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_profile_id", "decision", ["profile_id"])


def downgrade() -> None:
    """Drop them; who waits is forgotten with what was decided."""
    op.drop_table("decision")
    op.drop_table("standing")
    op.drop_index("ix_timeline_entry_turn", "timeline_entry")
