"""Tables of lookup and sync."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant, SortedText

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _lookup_key()
    _sync_cursor()
    _quarantine()
    _secret()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("secret")
    op.drop_table("quarantine")
    op.drop_table("sync_cursor")
    op.drop_table("lookup_key")


def _lookup_key() -> None:
    op.create_table(
        "lookup_key",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", SortedText, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "profile_id", name=op.f("pk_lookup_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lookup_key_profile", "lookup_key", ["profile_id", "kind"], unique=False)


def _sync_cursor() -> None:
    op.create_table(
        "sync_cursor",
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_sync_cursor_connection_id")
        ),
        sa.PrimaryKeyConstraint("connection_id", "stream", name=op.f("pk_sync_cursor")),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.Column("first_seen", Instant, nullable=False),
        sa.Column("last_seen", Instant, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_quarantine_connection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint(
            "connection_id",
            "stream",
            "fingerprint",
            name=op.f("uq_quarantine_connection_id_stream_fingerprint"),
        ),
    )


def _secret() -> None:
    op.create_table(
        "secret",
        sa.Column("connection", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("connection", "field", name=op.f("pk_secret")),
    )
