"""Parcels as messages tell of them: a seat each, as old as the message, in whatever order read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, func, select

from agent_console.domain.identity import reference
from agent_console.domain.moment import Precision, microseconds
from agent_console.domain.tracking.belonging import Window
from agent_console.ports.source import NoticeRecord, ParcelRecord
from agent_console.storage.dialect import hold
from agent_console.storage.hashing import content
from agent_console.storage.repositories.parcels import asking, saving, seats
from agent_console.storage.repositories.parcels.hanging import Owners
from agent_console.storage.repositories.parcels.seats import Seat
from agent_console.storage.repositories.parcels.stating import Told
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.parcels import parcel

MOST = 30
"""Messages of one mailbox about one number; nobody who is to be believed writes more."""
COUNTED = (
    select(parcel.c.reference, func.count().label("many"))
    .where(
        parcel.c.connection_id == bindparam("connection"),
        parcel.c.reference.in_(bindparam("references", expanding=True)),
        parcel.c.channel.is_not(None),
    )
    .group_by(parcel.c.reference)
)


def hear(connection: Connection, told: Telling, notices: Sequence[NoticeRecord]) -> Owners:
    """Store what messages tell; return whose timelines gained or lost something."""
    if not notices:
        return frozenset()
    numbers = {reference(one.shipment.number or "") for one in notices}
    hold(connection, numbers)
    asking.hurry(connection, notices, told.heard_at)
    found = {one.external_id: one for one in notices}
    stored = seats.by_record(connection, told.connection_id, found)
    counted = connection.execute(
        COUNTED, {"connection": told.connection_id, "references": sorted(numbers)}
    )
    many = Counter({row.reference: row.many for row in counted})
    changed = [
        read
        for external_id, one in found.items()
        if (read := _told(told, one, stored.get(external_id, ()))) is not None
    ]
    few = list(_few(changed, many))
    return saving.write(connection, told, few) if few else frozenset()


def _few(changed: Iterable[Told], many: Counter[str]) -> Iterable[Told]:
    """Yield what is put right, and of what is new not more than enough."""
    for one in changed:
        number = one.seats[-1].reference
        if one.stored or many[number] < MOST:
            many[number] += not one.stored
            yield one


def _told(telling: Telling, one: NoticeRecord, stored: Sequence[AnyRow]) -> Told | None:
    """Return a message's parcel with the seat it takes; None where nothing is new."""
    record = ParcelRecord(one.external_id, one.shipment, (one.observation,))
    hashed = content(record)
    if stored and stored[-1].content == hashed:
        return None
    at = microseconds(one.told_at)
    seat = Seat(
        record=(telling.connection_id, one.external_id),
        life=1,
        reference=reference(one.shipment.number or ""),
        carrier=one.shipment.carrier,
        unique_id=None,
        seen=Window(at, at, Precision.INSTANT),
        channel=one.observation.channel,
    )
    if stored:
        before = seats.of_row(stored[-1])
        seat = replace(seat, row_id=before.row_id, subject_id=before.subject_id, place=before.place)
    return Told(record, hashed, stored, [seat], one.told_at)
