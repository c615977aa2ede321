"""Tables of events."""

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _subject()
    _observation()
    _event()
    _timeline_entry()
    _contact()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("contact")
    op.drop_table("timeline_entry")
    op.drop_table("event")
    op.drop_table("observation")
    op.drop_table("subject")


def _subject() -> None:
    op.create_table(
        "subject",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_subject_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_subject_kind_key")),
    )
    op.create_index(op.f("ix_subject_profile_id"), "subject", ["profile_id"], unique=False)


def _observation() -> None:
    op.create_table(
        "observation",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("told_utc", Instant, nullable=True),
        sa.Column("told_local", sa.Text(), nullable=True),
        sa.Column("told_offset", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("order_number", sa.Text(), nullable=True),
        sa.Column("shipment_number", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("heard_at", Instant, nullable=False),
        sa.Column(
            "told_again_at", Instant, nullable=True, comment="set where a correction was taken back"
        ),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_observation_connection_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_observation_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
        sa.UniqueConstraint(
            "subject_id",
            "connection_id",
            "fingerprint",
            name=op.f("uq_observation_subject_id_connection_id_fingerprint"),
        ),
    )
    op.create_index(op.f("ix_observation_event_id"), "observation", ["event_id"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("grouping", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sort_at", sa.BigInteger(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_event_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("subject_id", "grouping", name=op.f("uq_event_subject_id_grouping")),
    )
    op.create_index("ix_event_sort", "event", ["sort_at", "id"], unique=False)


def _timeline_entry() -> None:
    op.create_table(
        "timeline_entry",
        sa.Column("profile_id", Id, nullable=False),
        sa.Column(
            "sort_at", sa.BigInteger(), nullable=False, comment="microseconds; a key, not a fact"
        ),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="folded, for the search in a history"
        ),
        sa.Column("told_utc", Instant, nullable=True),
        sa.Column("told_local", sa.Text(), nullable=True),
        sa.Column("told_offset", sa.Text(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("order_number", sa.Text(), nullable=True),
        sa.Column("shipment_number", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "profile_id", "sort_at", "event_id", name=op.f("pk_timeline_entry")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_timeline_entry_event", "timeline_entry", ["event_id"], unique=False)
    op.create_index(
        "ix_timeline_entry_kind",
        "timeline_entry",
        ["profile_id", "kind", "sort_at", "event_id"],
        unique=False,
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("profile_id", Id, nullable=False),
        sa.Column("connection_id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("subject_line", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("told_utc", Instant, nullable=True),
        sa.Column("told_local", sa.Text(), nullable=True),
        sa.Column("told_offset", sa.Text(), nullable=True),
        sa.Column("heard_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_contact_connection_id")
        ),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_contact_profile_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_contact_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "connection_id", "external_id", name=op.f("uq_contact_connection_id_external_id")
        ),
    )
    op.create_index(op.f("ix_contact_profile_id"), "contact", ["profile_id"], unique=False)
    op.create_index(op.f("ix_contact_subject_id"), "contact", ["subject_id"], unique=False)
