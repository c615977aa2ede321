"""Sayings get fingerprints that cost less to make; scans leave the index over all customers."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from agent_console.storage.rows import AnyRow, observation_of
from agent_console.storage.tables.columns import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEX, TABLE, COLUMNS = "ix_event_sort", "event", ["sort_at", "id"]
LIVELY = sa.text("kind <> 'scan'")
AT_ONCE = 2_000
SAYINGS = sa.text(
    "SELECT o.*, s.kind AS subject_kind, s.key AS subject_key, c.name AS connection_name"
    " FROM observation o JOIN subject s ON s.id = o.subject_id"
    " JOIN connection c ON c.id = o.connection_id"
    " WHERE o.id > :last ORDER BY o.id LIMIT :many"
).columns(told_utc=Instant, heard_at=Instant, told_again_at=Instant)
FINGERPRINT = sa.text("UPDATE observation SET fingerprint = :said WHERE id = :id")
GROUPING = sa.text("UPDATE event SET grouping = :said WHERE id = :id")


def upgrade() -> None:
    """Name what was said anew, and leave scans out of the index: nobody asks for them."""
    bind = op.get_bind()
    for rows in _sayings(bind):
        told = [(row, observation_of(row)) for row in rows]
        bind.execute(FINGERPRINT, [{"id": r.id, "said": o.fingerprint()} for r, o in told])
        groups = {r.event_id: o.group(r.connection_name) for r, o in told}
        bind.execute(GROUPING, [{"id": one, "said": group} for one, group in groups.items()])
    op.drop_index(INDEX, TABLE)
    op.create_index(INDEX, TABLE, COLUMNS, sqlite_where=LIVELY, postgresql_where=LIVELY)


def downgrade() -> None:
    """Take them in again; an older program hears everything once more."""
    op.drop_index(INDEX, TABLE)
    op.create_index(INDEX, TABLE, COLUMNS)


def _sayings(bind: sa.Connection) -> Iterator[Sequence[AnyRow]]:
    last = 0
    while rows := bind.execute(SAYINGS, {"last": last, "many": AT_ONCE}).all():
        yield rows
        last = rows[-1].id
