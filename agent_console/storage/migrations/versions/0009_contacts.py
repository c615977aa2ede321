"""Messages are kept as they were read, with whom they concern and how they hang together."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SAME = "the same wherever it is met"
LIES = "where it lies at its source"
BEYOND = "people it is to beyond those kept"
WHOLE = "all of it was read and is kept"
BODY = "the message as read, compressed JSON"
OF_WHOM = "normalised, of whom it concerns"
NONE_YET = "none while nobody is known by the address"
MAY_BE = "what may be an order number, normalised"
SEEN = "seen, or only referred to"


def upgrade() -> None:
    """Make the tables; the one of before was never written to."""
    op.drop_table("contact")
    _contact()
    _contact_party()
    _contact_mention()
    _message_thread()


def downgrade() -> None:
    """Drop them, and make the one of before."""
    for table in ("message_thread", "contact_mention", "contact_party", "contact"):
        op.drop_table(table)
    op.create_table(
        "contact",
        _row_id(),
        *(sa.Column(name, Id, nullable=False) for name in ("profile_id", *POINTERS)),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("external_id", *WAYS)),
        *(sa.Column(name, sa.Text()) for name in ("subject_line", "body")),
        sa.Column("told_utc", Instant),
        *(sa.Column(name, sa.Text()) for name in ("told_local", "told_offset")),
        sa.Column("heard_at", Instant, nullable=False),
        _pointing("contact", "profile_id", "profile"),
        *(_pointing("contact", name, name.removesuffix("_id")) for name in POINTERS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "connection_id", "external_id", name=op.f("uq_contact_connection_id_external_id")
        ),
    )
    _index("contact", "profile_id")
    _index("contact", "subject_id")


POINTERS, WAYS = ("connection_id", "subject_id"), ("channel", "direction")


def _contact() -> None:
    op.create_table(
        "contact",
        _row_id(),
        *(sa.Column(name, Id, nullable=False) for name in POINTERS),
        sa.Column("key", sa.Text(), nullable=False, comment=SAME),
        sa.Column("external_id", sa.Text(), nullable=False, comment=LIES),
        sa.Column("message_id", sa.Text()),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False, comment=BEYOND),
        sa.Column("is_whole", sa.Boolean(), nullable=False, comment=WHOLE),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment=BODY),
        sa.Column("heard_at", Instant, nullable=False),
        *(_pointing("contact", name, name.removesuffix("_id")) for name in POINTERS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("key", name=op.f("uq_contact_key")),
    )
    for column in ("subject_id", "message_id", "thread_id"):
        _index("contact", column)


def _contact_party() -> None:
    op.create_table(
        "contact_party",
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("address", sa.Text(), nullable=False, comment=OF_WHOM),
        sa.Column("profile_id", Id, comment=NONE_YET),
        _pointing("contact_party", "contact_id", "contact"),
        sa.PrimaryKeyConstraint("address", "contact_id", name=op.f("pk_contact_party")),
    )
    _index("contact_party", "contact_id")
    _index("contact_party", "profile_id")


def _contact_mention() -> None:
    op.create_table(
        "contact_mention",
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, comment=MAY_BE),
        _pointing("contact_mention", "contact_id", "contact"),
        sa.PrimaryKeyConstraint("reference", "contact_id", name=op.f("pk_contact_mention")),
    )
    _index("contact_mention", "contact_id")


def _message_thread() -> None:
    op.create_table(
        "message_thread",
        sa.Column("message_id", sa.Text(), nullable=False, comment=SEEN),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message_thread")),
    )
    _index("message_thread", "thread_id")


def _row_id() -> sa.Column[Any]:
    return sa.Column("id", Id, autoincrement=True, nullable=False)


def _pointing(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
