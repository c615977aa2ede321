"""Fewer indexes and shorter lines: what a record writes is what it costs to come in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DROPPED = (
    ("identity", "profile_id", ["profile_id"]),
    ("identity", "value", ["value"]),
    ("shipment", "profile_id", ["profile_id"]),
    ("shipment", "order_id", ["order_id"]),
    ("subject", "profile_id", ["profile_id"]),
    ("timeline_entry", "kind", ["profile_id", "kind", "sort_at", "event_id"]),
    ("lookup_key", "profile", ["profile_id", "kind"]),
)
NAMES = sa.text("kind = 'name'")


WHOLE = "folded, for the search in a history"
SPARED = "folded, where the row does not show them in plain letters"
WITHOUT_ROWID = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Drop what other keys do as well, and keep names alone findable beside a profile."""
    for table, name, _ in DROPPED:
        op.drop_index(f"ix_{table}_{name}", table)
    with op.batch_alter_table("timeline_entry", table_kwargs=WITHOUT_ROWID) as entries:
        entries.alter_column("words", existing_type=sa.Text(), nullable=True, comment=SPARED)
    op.create_index(
        "ix_lookup_key_name",
        "lookup_key",
        ["profile_id", "value"],
        sqlite_where=NAMES,
        postgresql_where=NAMES,
    )


def downgrade() -> None:
    """Make them again."""
    op.drop_index("ix_lookup_key_name", "lookup_key")
    op.execute("UPDATE timeline_entry SET words = '' WHERE words IS NULL")
    with op.batch_alter_table("timeline_entry", table_kwargs=WITHOUT_ROWID) as entries:
        entries.alter_column("words", existing_type=sa.Text(), nullable=False, comment=WHOLE)
    for table, name, columns in DROPPED:
        op.create_index(f"ix_{table}_{name}", table, columns)
