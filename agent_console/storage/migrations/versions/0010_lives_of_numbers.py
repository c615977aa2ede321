"""A number used again under the same id at its source is another parcel; one put right is not."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from agent_console.storage.rows import AnyRow, observation_of
from agent_console.storage.tables.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OLD, NEW = "uq_parcel_connection_id_external_id", "uq_parcel_connection_id_external_id_life"
FIRST = sa.text("1")
AT_ONCE = 2_000
SCANS = sa.text(
    "SELECT o.*, s.kind AS subject_kind, s.key AS subject_key, c.name AS connection_name"
    " FROM observation o JOIN subject s ON s.id = o.subject_id"
    " JOIN connection c ON c.id = o.connection_id"
    " WHERE o.id > :last AND o.kind = 'scan' ORDER BY o.id LIMIT :many"
).columns(told_utc=Instant, heard_at=Instant, told_again_at=Instant)
FINGERPRINT = sa.text("UPDATE observation SET fingerprint = :said WHERE id = :id")
GROUPING = sa.text("UPDATE event SET grouping = :said WHERE id = :id")


def upgrade() -> None:
    """Count the lives of a number at a source, and leave the number out of what a scan says."""
    _count_lives()
    bind = op.get_bind()
    for rows in _scans(bind):
        told = [(row, observation_of(row)) for row in rows]
        bind.execute(FINGERPRINT, [{"id": r.id, "said": o.fingerprint()} for r, o in told])
        groups = {r.event_id: o.group(r.connection_name) for r, o in told}
        bind.execute(GROUPING, [{"id": one, "said": group} for one, group in groups.items()])


def _scans(bind: sa.Connection) -> Iterator[Sequence[AnyRow]]:
    last = 0
    while rows := bind.execute(SCANS, {"last": last, "many": AT_ONCE}).all():
        yield rows
        last = rows[-1].id


def _count_lives() -> None:
    comment = "counts how often the source used the number again"
    life = sa.Column("life", sa.Integer(), nullable=False, server_default=FIRST, comment=comment)
    with op.batch_alter_table("parcel") as parcel:
        parcel.add_column(life)
        parcel.drop_constraint(OLD, type_="unique")
        parcel.create_unique_constraint(NEW, ["connection_id", "external_id", "life"])
    with op.batch_alter_table("parcel") as parcel:
        parcel.alter_column("life", server_default=None)


def downgrade() -> None:
    """Keep the last life only."""
    op.execute(
        "DELETE FROM parcel WHERE EXISTS (SELECT 1 FROM parcel later WHERE later.life > parcel.life"
        " AND later.connection_id = parcel.connection_id"
        " AND later.external_id = parcel.external_id)"
    )
    with op.batch_alter_table("parcel") as parcel:
        parcel.drop_constraint(NEW, type_="unique")
        parcel.create_unique_constraint(OLD, ["connection_id", "external_id"])
        parcel.drop_column("life")
