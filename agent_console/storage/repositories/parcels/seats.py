"""Where records of parcels stand: a seat is one life of a number at one source."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from agent_console.domain.moment import Precision
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.belonging import Window
from agent_console.domain.tracking.sightings import Sighting, is_same_time
from agent_console.storage.repositories.projecting import NOWHERE, Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import subject
from agent_console.storage.tables.parcels import parcel

Record = tuple[int, str]
"""(connection row, id at the source)."""

STORED = (
    select(parcel, subject.c.profile_id, subject.c.order_number)
    .join(subject, subject.c.id == parcel.c.subject_id)
    .order_by(parcel.c.id)
)
SAME_NUMBER = STORED.where(parcel.c.reference.in_(bindparam("references", expanding=True)))
SAME_RECORD = STORED.where(
    parcel.c.connection_id == bindparam("connection"),
    parcel.c.external_id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A record in one life of its number; of a stored one the row, its subject and its place.

    `channel` is by what way messages told of it; what is tracked has none.
    """

    record: Record
    life: int
    reference: str
    carrier: str | None
    unique_id: str | None
    seen: Window | None
    channel: str | None = None
    row_id: int | None = None
    subject_id: int | None = None
    place: Place = NOWHERE

    def sighting(self) -> Sighting:
        """Return what tells whether others are of the same parcel."""
        source, external_id = self.record
        is_heard = self.channel is not None
        return Sighting(source, external_id, self.carrier, self.unique_id, self.seen, is_heard)

    def has_left(self, subject_id: int) -> bool:
        """Say that it stands under another subject than it will from now on."""
        return self.subject_id not in {None, subject_id}


def by_number(connection: Connection, references: Collection[str]) -> list[Seat]:
    """Return the seats of all records of some numbers, the oldest first."""
    return _asked(connection, SAME_NUMBER, {"references": sorted(references)})


def by_record(
    connection: Connection, connection_id: int, ids: Collection[str]
) -> dict[str, list[AnyRow]]:
    """Return the rows of a connection's records, by their ids, the last one told at the end."""
    found: dict[str, list[AnyRow]] = {}
    if ids:
        rows = connection.execute(SAME_RECORD, {"connection": connection_id, "ids": list(ids)})
        for row in sorted(rows, key=lambda row: (row.last_heard, row.life)):
            found.setdefault(row.external_id, []).append(row)
    return found


def of_row(row: AnyRow) -> Seat:
    """Read a seat."""
    return Seat(
        record=(row.connection_id, row.external_id),
        life=row.life,
        reference=row.reference,
        carrier=row.carrier,
        unique_id=row.unique_id,
        seen=_window(row),
        channel=row.channel,
        row_id=row.id,
        subject_id=row.subject_id,
        place=Place(
            None if row.profile_id is None else ProfileId(row.profile_id), row.order_number
        ),
    )


def seated(now: Seat, windows: Sequence[Window], stored: Iterable[Seat]) -> list[Seat]:
    """Return the seats in which a record tells now what it saw, the last one at the end.

    Where it saw something at a time near that of a stored seat it keeps that seat, with all that
    it no longer tells of.
    """
    free = sorted(stored, key=lambda seat: 0 if seat.seen is None else seat.seen.last)
    next_life = 1 + max((seat.life for seat in free), default=0)
    taken: list[Seat] = []
    for seen in (*reversed(windows),) or (None,):
        mine = next((one for one in reversed(free) if is_same_time(one.seen, seen)), None)
        if mine is None:
            taken.append(replace(now, life=next_life, seen=seen))
            next_life += 1
        else:
            free.remove(mine)
            taken.append(_kept(now, seen, mine))
    return taken[::-1]


def _kept(now: Seat, seen: Window | None, mine: Seat) -> Seat:
    return replace(
        mine,
        reference=now.reference,
        carrier=now.carrier,
        unique_id=now.unique_id,
        seen=seen or mine.seen,
    )


def _asked(
    connection: Connection, statement: Select[tuple[object, ...]], what: dict[str, Any]
) -> list[Seat]:
    return [of_row(row) for row in connection.execute(statement, what)]


def _window(row: AnyRow) -> Window | None:
    if row.first_seen is None:
        return None
    precision = Precision.INSTANT if row.is_exact else Precision.WALL_CLOCK
    return Window(row.first_seen, row.last_seen, precision)
