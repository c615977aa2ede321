"""What is to be done outside is written down first, and every step of it stays."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('draft', 'pending', 'sending', 'unknown', 'needs_human')")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "intent",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("key", sa.Text(), nullable=False, comment="made by whoever wants it"),
        sa.Column("guard", sa.Text(), comment="names the deed while it lives or is done"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("connection", sa.Text(), nullable=False, comment="the name in config.toml"),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("order_number", sa.Text()),
        sa.Column("request", sa.Text(), nullable=False, comment="JSON, frozen"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("settle", sa.BigInteger(), nullable=False, comment="microseconds"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False, comment="in vain, since it was sent last"),
        sa.Column("sent_at", Instant),
        sa.Column("look_at", Instant),
        sa.Column("owner", sa.Text(), comment="the process that sends it"),
        sa.Column("outcome", sa.Text(), comment="in words"),
        sa.Column("result", sa.Text(), comment="JSON of what came of it"),
        sa.Column("released_by", sa.Text(), comment="who let it go although facts had changed"),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_intent_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intent")),
        sa.UniqueConstraint("key", name=op.f("uq_intent_key")),
        sa.UniqueConstraint("guard", name=op.f("uq_intent_guard")),
    )
    op.create_index(
        "ix_intent_open",
        "intent",
        ["connection", "due_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(op.f("ix_intent_profile_id"), "intent", ["profile_id"])
    _audit()


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False, comment="in the chain of the actor"),
        sa.Column("at", Instant, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, comment="the key of an intent"),
        sa.Column("detail", sa.Text()),
        sa.Column("hash", sa.Text(), nullable=False, comment="of this row and the hash before it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("actor", "number", name=op.f("uq_audit_actor_number")),
    )
    op.create_index("ix_audit_about", "audit", ["about"])


def downgrade() -> None:
    """Drop them; what was not sent yet is forgotten."""
    op.drop_table("audit")
    op.drop_table("intent")
