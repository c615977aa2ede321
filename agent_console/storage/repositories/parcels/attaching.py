"""What messages tell of parcels is put to the scans that it tells of, whichever was read first."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.observation import EntryKind
from agent_console.domain.tracking.notices import Noticed, Scanned, groupings
from agent_console.storage.repositories.parcels import moving
from agent_console.storage.repositories.parcels.moving import EVENT, Move
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow, moment_of, observation_of
from agent_console.storage.tables.events import event, observation, subject
from agent_console.storage.tables.people import connection as connections

APART = {"id", *EVENT}
SAID = (
    select(
        observation.c.id.label("said"),
        *(one for one in observation.c if one.name not in APART),
        *(event.c[name] for name in EVENT),
        subject.c.kind.label("subject_kind"),
        subject.c.key.label("subject_key"),
        connections.c.name.label("source"),
    )
    .join(event, event.c.id == observation.c.event_id)
    .join(subject, subject.c.id == observation.c.subject_id)
    .join(connections, connections.c.id == observation.c.connection_id)
    .where(
        observation.c.subject_id.in_(bindparam("subjects", expanding=True)),
        observation.c.kind == EntryKind.SCAN.value,
    )
    .order_by(observation.c.subject_id, observation.c.id)
)


def attach(connection: Connection, places: Mapping[int, Place]) -> None:
    """Put what messages tell of parcels where it belongs by now; `places` is by subject."""
    if not places:
        return
    told: dict[int, list[AnyRow]] = {}
    for row in connection.execute(SAID, {"subjects": sorted(places)}):
        told.setdefault(row.subject_id, []).append(row)
    moves = [move for rows in told.values() for move in _moves(rows)]
    if moves:
        moving.regroup(connection, moves, places)


def _moves(rows: Sequence[AnyRow]) -> Iterator[Move]:
    """Yield what is not with the event it belongs to, of all that is said of one parcel."""
    by_messages = [row for row in rows if row.channel is not None]
    scanned = [_scanned(row) for row in rows if row.channel is None]
    wanted = groupings([_noticed(row) for row in by_messages], scanned)
    for row, grouping in zip(by_messages, wanted, strict=True):
        if row.grouping != grouping:
            yield Move(row, row.subject_id, grouping)


def _scanned(row: AnyRow) -> Scanned:
    return Scanned(row.status, moment_of(row, "told"), row.grouping)


def _noticed(row: AnyRow) -> Noticed:
    alone = observation_of(row).group(row.source)
    return Noticed(row.status, moment_of(row, "told"), row.heard_at, alone)
