"""What is said of two people besides links, and who proved to be the customer."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing was said so far."""
    evidence = sa.Column(
        "evidence", sa.Text(), nullable=False, comment="JSON: what spoke for one person by then"
    )
    _of_two("dismissal", evidence)
    _of_two("household", sa.Column("why", sa.Text(), nullable=False))
    op.create_table(
        "verification",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("ended_by", sa.Text()),
        sa.Column("ended_at", Instant),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_verification_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.create_index(op.f("ix_verification_profile_id"), "verification", ["profile_id"])


def _of_two(name: str, more: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("a_id", Id, nullable=False),
        sa.Column("b_id", Id, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        more,
        sa.Column("ended_by", sa.Text()),
        sa.Column("ended_at", Instant),
        *(
            sa.ForeignKeyConstraint([one], ["profile.id"], name=op.f(f"fk_{name}_{one}"))
            for one in ("a_id", "b_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for one in ("a_id", "b_id"):
        op.create_index(op.f(f"ix_{name}_{one}"), name, [one])


def downgrade() -> None:
    """Drop them; what was said is forgotten."""
    for table in ("verification", "household", "dismissal"):
        op.drop_table(table)
