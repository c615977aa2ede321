"""Parcels as messages tell of them: one scan each, in any order, and never all that is known."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from agent_console.domain.identity import reference
from agent_console.domain.moment import Precision, microseconds
from agent_console.domain.tracking.belonging import Window, whole
from agent_console.domain.tracking.sightings import is_same_time, rest
from agent_console.ports.source import NoticeRecord, ParcelRecord
from agent_console.storage.dialect import hold
from agent_console.storage.hashing import content
from agent_console.storage.repositories.parcels import asking, saving, seats
from agent_console.storage.repositories.parcels.hanging import Owners
from agent_console.storage.repositories.parcels.seats import Seat
from agent_console.storage.repositories.parcels.stating import Told
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import AnyRow


def hear(connection: Connection, told: Telling, notices: Sequence[NoticeRecord]) -> Owners:
    """Store what messages tell; return whose timelines gained or lost something.

    As old as its message, however late it is read: what another told before or after stays.
    """
    owners: Owners = frozenset()
    hold(connection, {reference(one.shipment.number or "") for one in notices})
    for one in sorted(notices, key=lambda each: each.told_at):
        telling = replace(told, heard_at=one.told_at)
        owners |= saving.write(connection, telling, [_told(connection, telling, one)])
        asking.hurry(connection, one, told.heard_at)
    return owners


def _told(connection: Connection, telling: Telling, one: NoticeRecord) -> Told:
    ids = [one.external_id]
    stored = seats.by_record(connection, telling.connection_id, ids).get(one.external_id, ())
    seat = _seat(telling, one, stored)
    before = next((row for row in stored if row.id == seat.row_id), None)
    is_late = before is not None and before.last_heard > one.told_at
    had_attempt = one.shipment.had_attempt or (before is not None and before.had_attempt)
    shipment = replace(one.shipment, had_attempt=had_attempt)
    record = ParcelRecord(one.external_id, shipment, (one.observation,))
    return Told(record, content(record), stored, [seat], is_late)


def _seat(telling: Telling, one: NoticeRecord, stored: Sequence[AnyRow]) -> Seat:
    """Return the seat of a notice: that of the life of its number which was nearest to it."""
    at = microseconds(one.told_at)
    seen = Window(at, at, Precision.INSTANT)
    taken = [seats.of_row(row) for row in stored]
    near = [seat for seat in taken if is_same_time(seat.seen, seen)]
    if near:
        mine = min(near, key=lambda seat: rest(seat.seen, seen))
        known = [seen] if mine.seen is None else [mine.seen, seen]
        return replace(mine, seen=whole(known), carrier=mine.carrier or one.shipment.carrier)
    return Seat(
        record=(telling.connection_id, one.external_id),
        life=1 + max((seat.life for seat in taken), default=0),
        reference=reference(one.shipment.number or ""),
        carrier=one.shipment.carrier,
        unique_id=None,
        seen=seen,
        channel=one.observation.channel,
    )
