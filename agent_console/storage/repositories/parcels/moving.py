"""What sources said of a parcel follows its record, when that turns out to be of another one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select, tuple_, update

from agent_console.domain.moment import Moment, Precision
from agent_console.domain.tracking.sightings import nearest
from agent_console.storage.dialect import append, fresh_ids
from agent_console.storage.repositories import projecting
from agent_console.storage.repositories.events import EventKey
from agent_console.storage.repositories.parcels.seats import Record, Seat
from agent_console.storage.repositories.parcels.settling import Parcel
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import NOWHERE, Place
from agent_console.storage.rows import AnyRow, moment_of
from agent_console.storage.tables.events import event, observation, subject, timeline_entry

EVENT = ("id", "subject_id", "grouping", "kind", "status", "sort_at", "precision")
SAID = (
    select(
        observation.c.id.label("said"),
        observation.c.connection_id,
        observation.c.fingerprint,
        observation.c.external_id.label("told_as"),
        observation.c.channel,
        observation.c.told_utc,
        observation.c.told_local,
        observation.c.told_offset,
        *(event.c[name] for name in EVENT),
    )
    .join(event, event.c.id == observation.c.event_id)
    .where(
        tuple_(observation.c.subject_id, observation.c.connection_id).in_(
            bindparam("pairs", expanding=True)
        )
    )
    .order_by(observation.c.id)
)
MOVED = (
    update(observation)
    .where(observation.c.id == bindparam("said"))
    .values(
        subject_id=bindparam("about"), event_id=bindparam("event"), fingerprint=bindparam("aside")
    )
)
NAMED = (
    update(observation)
    .where(observation.c.id == bindparam("said"))
    .values(fingerprint=bindparam("print"))
)
"""Only once all have moved: two records may change places that say the same."""
RENUMBERED = (
    update(observation)
    .where(
        observation.c.subject_id == bindparam("about"),
        observation.c.connection_id == bindparam("source"),
    )
    .values(shipment_number=bindparam("number"))
)
THERE = select(event.c.id, event.c.subject_id, event.c.grouping).where(
    event.c.subject_id.in_(bindparam("subjects", expanding=True))
)


Teller = tuple[int, int, str | None]
"""(subject, connection, message): a source tracks a parcel by one record, and tells of it by many
messages."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where what one record says belongs: by when it was, one life of its number or another."""

    stays: Sequence[tuple[Seat, int]]
    """Its seats, each with the subject it stands under now."""

    def subject(self, moment: Moment, before: int | None = None) -> int:
        """Return the subject of something that was said; what was not dated stays where it is."""
        now = self.now()
        if moment.precision() is Precision.HEARD and before in now:
            return before
        return now[nearest(moment, [seat.seen for seat, _ in self.stays])]

    def now(self) -> list[int]:
        """Return the subjects under which its seats stand."""
        return [about for _, about in self.stays]

    def left(self) -> set[int]:
        """Return the subjects under which it stood before, and what it said still is."""
        return {seat.subject_id for seat, _ in self.stays if seat.subject_id is not None}

    def told(self, about: int) -> Teller:
        """Return who said what stands under one of these subjects."""
        seat, _ = self.stays[0]
        source, external_id = seat.record
        return about, source, None if seat.channel is None else external_id

    def has_moved(self) -> bool:
        """Say that something it said before may belong to another subject by now."""
        return len(self.stays) > 1 or any(seat.has_left(about) for seat, about in self.stays)


def _teller(row: AnyRow) -> Teller:
    return row.subject_id, row.connection_id, None if row.channel is None else row.told_as


def courses(parcels: Iterable[Parcel]) -> dict[Record, Course]:
    """Return the course of each record."""
    stays: dict[Record, list[tuple[Seat, int]]] = {}
    for parcel in parcels:
        for seat in parcel.seats:
            stays.setdefault(seat.record, []).append((seat, parcel.subject_id))
    return {record: Course(told) for record, told in stays.items()}


def follow(
    connection: Connection, moved: Mapping[Record, Course], places: Mapping[int, Place]
) -> dict[Record, set[int]]:
    """Bring what records said to where it belongs; return the fingerprints of all of it.

    `places` is by subject, of those there are now.
    """
    owners = {course.told(left): r for r, course in moved.items() for left in course.left()}
    pairs = list({(left, source) for left, source, _ in owners})
    found = connection.execute(SAID, {"pairs": pairs}).all() if pairs else []
    rows = [row for row in found if _teller(row) in owners]
    heard: dict[Record, set[int]] = {}
    other: list[Move] = []
    for row in rows:
        record = owners[_teller(row)]
        about = moved[record].subject(moment_of(row, "told"), row.subject_id)
        if about != row.subject_id:
            other.append(Move(row, about, row.grouping))
        heard.setdefault(record, set()).add(row.fingerprint)
    if other:
        _drop_doubles(connection, rows, other)
        regroup(connection, other, places)
    return heard


@dataclass(frozen=True, slots=True)
class Move:
    """Something that was said, with its event, and the subject and the event it goes to."""

    row: AnyRow
    about: int
    grouping: int

    def event(self) -> EventKey:
        """Return what names its event there."""
        return self.about, self.grouping

    def values(self, event_id: int) -> dict[str, int]:
        """Return what MOVED and NAMED want to know."""
        said = self.row.said
        return {
            "said": said,
            "about": self.about,
            "event": event_id,
            "aside": -said,
            "print": self.row.fingerprint,
        }


def regroup(connection: Connection, moves: Sequence[Move], places: Mapping[int, Place]) -> None:
    """Bring what was said to other events, and show these and those it left; by subject."""
    _restate(connection, moves, _moved(connection, moves), places)


def _drop_doubles(connection: Connection, rows: Sequence[AnyRow], other: list[Move]) -> None:
    """Forget what is to go where the same was said already."""
    moving = {one.row.said for one in other}
    stays = [row for row in rows if row.said not in moving]
    there = {(row.subject_id, row.connection_id, row.fingerprint) for row in stays}
    gone = []
    for one in other:
        said = (one.about, one.row.connection_id, one.row.fingerprint)
        gone += [one.row.said] if said in there else []
        there.add(said)
    if gone:
        connection.execute(delete(observation).where(observation.c.id.in_(gone)))


def _moved(connection: Connection, other: Sequence[Move]) -> dict[EventKey, int]:
    """Move what was said; return the rows of the events it went to."""
    wanted = {one.event(): one.row for one in other}
    asked = {"subjects": sorted({about for about, _ in wanted})}
    there = {(row.subject_id, row.grouping): row.id for row in connection.execute(THERE, asked)}
    there |= _copied(connection, {key: row for key, row in wanted.items() if key not in there})
    moves = [one.values(there[one.event()]) for one in other]
    connection.execute(MOVED, moves)
    connection.execute(NAMED, moves)
    return {key: there[key] for key in wanted}


def _copied(connection: Connection, wanted: Mapping[EventKey, AnyRow]) -> dict[EventKey, int]:
    """Make events like some of other subjects; what is said of them is yet to come."""
    if not wanted:
        return {}
    ids = dict(zip(wanted, fresh_ids(connection, event, len(wanted)), strict=True))
    rows = [
        {name: getattr(row, name) for name in EVENT}
        | {"id": ids[key], "subject_id": key[0], "grouping": key[1]}
        for key, row in wanted.items()
    ]
    append(connection, event, rows)
    return ids


def _restate(
    connection: Connection,
    other: Sequence[Move],
    there: Mapping[EventKey, int],
    places: Mapping[int, Place],
) -> None:
    """Show events as what is left of them and what came to them tells; the empty ones go."""
    before = {one.row.id: one.row.subject_id for one in other}
    said = observation.c.event_id
    left = set(connection.execute(select(said).where(said.in_(before)).distinct()).scalars())
    gone = before.keys() - left
    connection.execute(delete(timeline_entry).where(timeline_entry.c.event_id.in_(gone)))
    connection.execute(delete(event).where(event.c.id.in_(gone)))
    touched = {one: before[one] for one in left} | {row: key[0] for key, row in there.items()}
    projecting.project(
        connection, {one: places.get(about, NOWHERE) for one, about in touched.items()}
    )


def renumber(
    connection: Connection, told: Telling, numbers: Mapping[int, str], places: Mapping[int, Place]
) -> None:
    """Let what a source said of parcels name the numbers that it put right since, by subject."""
    if not numbers:
        return
    rows = [
        {"about": about, "source": told.connection_id, "number": number}
        for about, number in numbers.items()
    ]
    connection.execute(RENUMBERED, rows)
    events = connection.execute(THERE, {"subjects": sorted(numbers)})
    projecting.project(connection, {row.id: places[row.subject_id] for row in events})


def remove(connection: Connection, subjects: Collection[int]) -> None:
    """Forget subjects of which nothing is said any more."""
    if subjects:
        connection.execute(delete(subject).where(subject.c.id.in_(subjects)))
