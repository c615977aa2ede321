"""Tables of people."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _connection()
    _profile()
    _identity()
    _link()
    _kept_apart()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("kept_apart")
    op.drop_table("link")
    op.drop_table("identity")
    op.drop_table("profile")
    op.drop_table("connection")


def _connection() -> None:
    op.create_table(
        "connection",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last_ok_at", Instant, nullable=True),
        sa.Column("failing_since", Instant, nullable=True),
        sa.Column("failure_kind", sa.Text(), nullable=True),
        sa.Column("failure_message", sa.Text(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
        sa.UniqueConstraint("name", name=op.f("uq_connection_name")),
    )


def _profile() -> None:
    op.create_table(
        "profile",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("customer_id", Id, nullable=True),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("admin_url", sa.Text(), nullable=True),
        sa.Column(
            "content",
            sa.BigInteger(),
            nullable=False,
            comment="hash of the record, to notice changes",
        ),
        sa.Column("first_heard", Instant, nullable=False),
        sa.Column("last_heard", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_profile_connection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint(
            "connection_id",
            "kind",
            "external_id",
            name=op.f("uq_profile_connection_id_kind_external_id"),
        ),
    )
    op.create_index(op.f("ix_profile_customer_id"), "profile", ["customer_id"], unique=False)


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column(
            "order_ref",
            sa.Text(),
            nullable=False,
            comment="external id of the order it came with, or ''",
        ),
        sa.Column("first_seen", Instant, nullable=False),
        sa.Column("last_seen", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_identity_connection_id")
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_identity_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint(
            "profile_id",
            "kind",
            "raw",
            "order_ref",
            name=op.f("uq_identity_profile_id_kind_raw_order_ref"),
        ),
    )
    op.create_index(op.f("ix_identity_profile_id"), "identity", ["profile_id"], unique=False)
    op.create_index(op.f("ix_identity_value"), "identity", ["value"], unique=False)


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("a_id", Id, nullable=False),
        sa.Column("b_id", Id, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["a_id"], ["profile.id"], name=op.f("fk_link_a_id")),
        sa.ForeignKeyConstraint(["b_id"], ["profile.id"], name=op.f("fk_link_b_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_a_id"), "link", ["a_id"], unique=False)
    op.create_index(op.f("ix_link_b_id"), "link", ["b_id"], unique=False)


def _kept_apart() -> None:
    op.create_table(
        "kept_apart",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("a_id", Id, nullable=False),
        sa.Column("b_id", Id, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("lifted_by", Id, nullable=True),
        sa.ForeignKeyConstraint(["a_id"], ["profile.id"], name=op.f("fk_kept_apart_a_id")),
        sa.ForeignKeyConstraint(["b_id"], ["profile.id"], name=op.f("fk_kept_apart_b_id")),
        sa.ForeignKeyConstraint(["lifted_by"], ["link.id"], name=op.f("fk_kept_apart_lifted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
    )
    op.create_index(op.f("ix_kept_apart_a_id"), "kept_apart", ["a_id"], unique=False)
    op.create_index(op.f("ix_kept_apart_b_id"), "kept_apart", ["b_id"], unique=False)
    op.create_index(op.f("ix_kept_apart_lifted_by"), "kept_apart", ["lifted_by"], unique=False)
