"""Parcels as a source tells them: each under its own id, joined by what they are about."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from agent_console.domain.identity import reference
from agent_console.domain.moment import Precision
from agent_console.domain.observation import Observation
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.sightings import lives
from agent_console.ports.source import Page, ParcelRecord
from agent_console.storage.dialect import Taken, hold, upsert
from agent_console.storage.hashing import content, judge
from agent_console.storage.repositories import events
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.parcels import (
    asking,
    attaching,
    hanging,
    moving,
    seats,
    stating,
)
from agent_console.storage.repositories.parcels.hanging import Owners
from agent_console.storage.repositories.parcels.moving import Course
from agent_console.storage.repositories.parcels.seats import Record, Seat
from agent_console.storage.repositories.parcels.settling import Parcel, settle
from agent_console.storage.repositories.parcels.stating import Told
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.parcels import parcel

PARCEL_KEY = Taken(("connection_id", "external_id", "life"), keep=("first_heard",))
MOVED = update(parcel).where(parcel.c.id == bindparam("row")).values(subject_id=bindparam("about"))


@dataclass(frozen=True, slots=True)
class SavedParcels:
    """How many are new or changed, and whose timelines gained or lost something."""

    changed: int
    owners: Owners


def save(connection: Connection, told: Telling, page: Page) -> SavedParcels:
    """Store parcels, but those that were heard of later, and what was not tracked."""
    hold(connection, {reference(one.shipment.number or "") for one in page.parcels})
    asking.remember(connection, told, page)
    records = {one.external_id: one for one in page.parcels}
    hashes = {external: content(one) for external, one in records.items()}
    stored = seats.by_record(connection, told.connection_id, records)
    before = {external: rows[-1] for external, rows in stored.items()}
    judged = judge(before, hashes, told.heard_at)
    _touch(connection, told, [before[external].id for external in judged.confirmed])
    changed = [
        _told(told, one, hashes[external], stored.get(external, ()))
        for external, one in records.items()
        if external not in judged.settled
    ]
    owners = write(connection, told, changed) if changed else frozenset()
    return SavedParcels(len(changed), owners)


def _told(telling: Telling, one: ParcelRecord, hashed: int, stored: Sequence[AnyRow]) -> Told:
    shipment = one.shipment
    now = Seat(
        record=(telling.connection_id, one.external_id),
        life=0,
        reference=reference(shipment.number or ""),
        carrier=shipment.carrier,
        unique_id=shipment.unique_id,
        seen=None,
    )
    windows = lives(scan.moment for scan in shipment.scans)
    taken = seats.seated(now, windows, map(seats.of_row, stored))
    return Told(one, hashed, stored, taken, telling.heard_at)


def write(connection: Connection, told: Telling, changed: Sequence[Told]) -> Owners:
    """Write records whose seats are known; return whose timelines gained or lost something."""
    numbers = {seat.reference for one in changed for seat in one.seats}
    numbers |= {row.reference for one in changed for row in one.stored}
    hold(connection, numbers)
    taken = {(seat.record, seat.life): seat for one in changed for seat in one.seats}
    there = {(seat.record, seat.life): seat for seat in seats.by_number(connection, numbers)}
    parcels = settle(connection, [*(there | taken).values()], hanging.claims(connection, numbers))
    _write_rows(connection, told, changed, parcels)
    owners = _hang(connection, parcels)
    _say(connection, told, changed, parcels)
    attaching.attach(connection, _told_by_messages(parcels))
    moving.remove(connection, _left(parcels))
    return owners | _touched(taken.keys(), parcels)


def _told_by_messages(parcels: Sequence[Parcel]) -> dict[int, Place]:
    return {
        one.subject_id: one.wanted
        for one in parcels
        if any(seat.channel is not None for seat in one.seats)
    }


def _write_rows(
    connection: Connection, told: Telling, changed: Sequence[Told], parcels: Sequence[Parcel]
) -> None:
    about = {(seat.record, seat.life): one.subject_id for one in parcels for seat in one.seats}
    rows = [row for one in changed for row in stating.rows(told, one, about)]
    upsert(connection, parcel, rows, PARCEL_KEY)
    moved = [
        {"row": seat.row_id, "about": one.subject_id}
        for one in parcels
        for seat in one.seats
        if seat.row_id is not None and seat.subject_id != one.subject_id
    ]
    if moved:
        connection.execute(MOVED, moved)


def _hang(connection: Connection, parcels: Sequence[Parcel]) -> Owners:
    now = {one.subject_id: one.now for one in parcels if one.now is not None}
    wanted = {one.subject_id: one.wanted for one in parcels if one.now is not None}
    return hanging.move(connection, wanted, now)


def _say(
    connection: Connection, told: Telling, changed: Sequence[Told], parcels: Sequence[Parcel]
) -> None:
    """Store what records say of their parcels, once it is right what they said before."""
    courses = moving.courses(parcels)
    moved = {record: one for record, one in courses.items() if one.has_moved()}
    places = {one.subject_id: one.wanted for one in parcels}
    heard = moving.follow(connection, moved, places)
    moving.renumber(connection, told, _renumbered(changed, parcels), places)
    grown = {about for one in moved.values() for about in one.now()}
    fresh = {one.subject_id for one in parcels if one.now is None} - grown
    said: dict[datetime, list[tuple[int, Said]]] = {}
    for one in changed:
        for about, saying in _sayings(one, courses[one.key()], heard.get(one.key(), set())):
            said.setdefault(one.heard_at, []).append((about, Said(saying, places[about])))
    for at, sayings in sorted(said.items()):
        events.tell(connection, replace(told, heard_at=at), sayings, fresh)
        fresh = set()


def _renumbered(changed: Sequence[Told], parcels: Sequence[Parcel]) -> dict[int, str]:
    """Return by subject the numbers that records have put right."""
    other = {
        (seat.record, seat.life): one.record.shipment.number or ""
        for one in changed
        for seat in one.renumbered()
    }
    stands = ((one.subject_id, seat) for one in parcels for seat in one.seats) if other else ()
    return {
        about: other[seat.record, seat.life]
        for about, seat in stands
        if (seat.record, seat.life) in other
    }


def _sayings(one: Told, course: Course, heard: Set[int]) -> Iterator[tuple[int, Observation]]:
    """Yield what a record says with the subject it is about; `heard` is what it said before."""
    if not course.has_moved():
        [about] = course.now()
        yield from ((about, saying) for saying in one.record.observations)
        return
    for saying in one.record.observations:
        is_dated = saying.moment.precision() is not Precision.HEARD
        if is_dated or saying.fingerprint() not in heard:
            yield course.subject(saying.moment), saying


def _touched(taken: Set[tuple[Record, int]], parcels: Sequence[Parcel]) -> Owners:
    """Return on whose timelines the seats are that were told, and who lost or got any others."""
    touched: set[ProfileId | None] = set()
    for one in parcels:
        moved = [seat.place.owner for seat in one.seats if seat.has_left(one.subject_id)]
        if moved or not taken.isdisjoint((seat.record, seat.life) for seat in one.seats):
            touched |= {one.wanted.owner, *moved}
    return frozenset(owner for owner in touched if owner is not None)


def _left(parcels: Sequence[Parcel]) -> set[int]:
    """Return the subjects of which no record tells any more."""
    before = {
        seat.subject_id for one in parcels for seat in one.seats if seat.subject_id is not None
    }
    return before - {one.subject_id for one in parcels}


def _touch(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(
            update(parcel).where(parcel.c.id.in_(ids)).values(last_heard=told.heard_at)
        )
