"""Parcels as a source tells them: each under its own id, joined by what they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from agent_console.domain.belonging import Window, is_same_carrier, is_same_time, window
from agent_console.domain.identity import reference
from agent_console.domain.moment import Precision
from agent_console.domain.observation import SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import Page, ParcelRecord
from agent_console.storage.columns import moment_row
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.hashing import content, judge
from agent_console.storage.repositories import events
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.parcels import asking, hanging
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.parcels import parcel

PARCEL_KEY = Taken(("connection_id", "external_id"), keep=("first_heard", "subject_id"))
KNOWN = select(parcel.c.id, parcel.c.external_id, parcel.c.content, parcel.c.last_heard).where(
    parcel.c.connection_id == bindparam("connection"),
    parcel.c.external_id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class SavedParcels:
    """How many are new or changed, and on whose timelines they are."""

    changed: int
    owners: frozenset[ProfileId]


@dataclass(frozen=True, slots=True)
class _Told:
    """A record with its number, normalised, and when the parcel was seen."""

    record: ParcelRecord
    reference: str
    window: Window | None


def save(connection: Connection, told: Telling, page: Page) -> SavedParcels:
    """Store parcels, but those that were heard of later, and what was not tracked."""
    asking.remember(connection, told, page)
    records = {one.external_id: one for one in page.parcels}
    hashes = {external: content(one) for external, one in records.items()}
    before = _known(connection, told, list(records))
    judged = judge(before, hashes, told.heard_at)
    _touch(connection, told, [before[external].id for external in judged.confirmed])
    changed = [_told(one) for external, one in records.items() if external not in judged.settled]
    places = [_save_one(connection, told, one, hashes) for one in changed]
    owners = {place.owner for place in places if place.owner is not None}
    return SavedParcels(len(changed), frozenset(owners))


def _touch(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(
            update(parcel).where(parcel.c.id.in_(ids)).values(last_heard=told.heard_at)
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A record beside the parcels of the same number, and the orders that name it."""

    told: _Told
    siblings: Sequence[AnyRow]
    claimed: hanging.Claims

    def subject(self, connection_id: int) -> AnyRow | None:
        """Return the row of the parcel it tells of, which another source may have told of."""
        for row in self.siblings:
            if self._is_same(row, connection_id):
                return row
        return None

    def _is_same(self, row: AnyRow, connection_id: int) -> bool:
        one = self.told
        if row.reference != one.reference:
            return False
        if row.connection_id == connection_id:
            return bool(row.external_id == one.record.external_id)
        return is_same_carrier(row.carrier, one.record.shipment.carrier) and is_same_time(
            hanging.window_of(row), one.window
        )

    def place(self, subject_id: int | None) -> Place:
        """Return where the parcel belongs, by all that its sources saw."""
        others = [
            hanging.window_of(row)
            for row in self.siblings
            if row.subject_id == subject_id and row.external_id != self.told.record.external_id
        ]
        return hanging.place([*others, self.told.window], self.claimed.get(self.told.reference, ()))


def _save_one(
    connection: Connection, told: Telling, one: _Told, hashes: Mapping[str, int]
) -> Place:
    siblings = hanging.seen(connection, {one.reference})
    found = _Found(one, siblings, hanging.claims(connection, {one.reference}))
    record = one.record
    same = found.subject(told.connection_id)
    place = found.place(None if same is None else same.subject_id)
    key = same.subject_key if same else _new_key(told, found.told)
    subjects = events.subjects(connection, {(SubjectKind.PARCEL.value, key): place})
    [subject_id] = subjects.ids.values()
    row = _parcel_row(told, found.told, subject_id, hashes[record.external_id])
    upsert(connection, parcel, [row], PARCEL_KEY)
    events.save(connection, told, [Said(one, place, key) for one in record.observations])
    return place


def _new_key(told: Telling, one: _Told) -> str:
    """Name a parcel after the number and the first who told of it."""
    return f"{one.reference}/{told.connection}:{one.record.external_id}"


def _told(record: ParcelRecord) -> _Told:
    return _Told(record, reference(record.shipment.number or ""), window(record.shipment))


def _known(connection: Connection, told: Telling, ids: Sequence[str]) -> dict[str, AnyRow]:
    if not ids:
        return {}
    rows = connection.execute(KNOWN, {"connection": told.connection_id, "ids": ids})
    return {row.external_id: row for row in rows}


def _parcel_row(told: Telling, one: _Told, subject_id: int, hashed: int) -> dict[str, Any]:
    shipment, seen = one.record.shipment, one.window
    return {
        "connection_id": told.connection_id,
        "subject_id": subject_id,
        "external_id": one.record.external_id,
        "carrier": shipment.carrier,
        "number": shipment.number or "",
        "reference": one.reference,
        "unique_id": shipment.unique_id,
        "status": str(shipment.status),
        "status_text": shipment.status_text,
        **moment_row("promised", shipment.promised),
        **moment_row("estimated", shipment.estimated),
        **moment_row("delivered", shipment.delivered),
        "signed_by": shipment.signed_by,
        "had_attempt": shipment.had_attempt,
        "first_seen": seen and seen.first,
        "last_seen": seen and seen.last,
        "is_exact": seen is not None and seen.precision is Precision.INSTANT,
        "url": one.record.url,
        "content": hashed,
        "first_heard": told.heard_at,
        "last_heard": told.heard_at,
    }
