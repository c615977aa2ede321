"""Mail that came back marks the message it is about; who wants none is written down."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from alembic import op

from agent_console.storage.tables.columns import Id, Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOST_BYTES = 16 << 20
REPORTS = """
    SELECT contact.id, contact.body, contact.heard_at FROM contact
    JOIN event ON event.subject_id = contact.subject_id
    WHERE event.kind = 'message' AND event.status IN ('bounced', 'complaint') ORDER BY contact.id
"""
PARTIES = "SELECT address FROM contact_party WHERE contact_id = :contact_id"
COMPLAINT = {
    "channel": "email",
    "of_class": "all",
    "wish": "no_mail",
    "source": "complaint",
    "actor": "system",
    "why": "complained about our mail",
}


def upgrade() -> None:
    """Make the tables, and fill them from the reports that are here."""
    op.create_table(
        "undelivered",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("message_id", sa.Text(), comment="of the message that came back, if told"),
        sa.Column("address", sa.Text(), comment="normalised; none where nobody could read it"),
        sa.Column("status", sa.Text(), comment="as in RFC 3463"),
        sa.Column("is_hard", sa.Boolean(), nullable=False, comment="trying again is useless"),
        sa.Column("heard_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_undelivered_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undelivered")),
    )
    for column in ("contact_id", "message_id", "address"):
        op.create_index(op.f(f"ix_undelivered_{column}"), "undelivered", [column])
    op.create_table(
        "consent",
        sa.Column("id", Id, nullable=False, autoincrement=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False, comment="normalised"),
        sa.Column("of_class", sa.Text(), nullable=False, comment="which messages it is about"),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="who told it to us, by its name"),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("why", sa.Text(), nullable=False, comment="in the words it was said in"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_address"), "consent", ["address"])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    for row in connection.execute(sa.text(REPORTS)).all():
        body = zlib.decompressobj().decompress(row.body, MOST_BYTES)
        bounce = json.loads(body).get("bounce") or {}
        parties = connection.execute(sa.text(PARTIES), {"contact_id": row.id}).scalars()
        told = list(_told(bounce, set(parties)))
        table, rows = _rows(str(bounce.get("kind")), told, row)
        _insert(connection, table, rows)


def _rows(
    kind: str, told: Sequence[dict[str, object]], row: sa.Row[tuple[object, ...]]
) -> tuple[str, Sequence[Mapping[str, object]]]:
    if kind == "bounce":
        more = {"contact_id": row.id, "heard_at": row.heard_at}
        return "undelivered", [one | more for one in told]
    addresses = [one["address"] for one in told if kind == "feedback" and one["address"]]
    return "consent", [COMPLAINT | {"address": one, "at": row.heard_at} for one in addresses]


def _insert(connection: sa.Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        columns: list[sa.ColumnClause[object]] = [sa.column(name) for name in rows[0]]
        connection.execute(sa.insert(sa.table(table, *columns)), list(rows))


def _told(bounce: Mapping[str, object], known: set[str]) -> Iterator[dict[str, object]]:
    """Yield what a report says of each it is about, or of nobody it could name."""
    about, named = bounce.get("message_id"), bounce.get("recipients") or ()
    for one in named if isinstance(named, list) else ():
        address = str(one.get("address", "")).strip().strip("<>").lower()
        if address in known:
            said = {"status": one.get("status"), "is_hard": bool(one.get("hard"))}
            yield {"message_id": about, "address": address, **said}
    if about and not named:
        yield {"message_id": about, "address": None, "status": None, "is_hard": False}


def downgrade() -> None:
    """Drop them."""
    op.drop_table("consent")
    op.drop_table("undelivered")
