"""Parcels as messages tell of them: a seat each, as old as the message, in whatever order read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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
from agent_console.storage.tables.parcels import parcel

MOST = 10
"""Messages of one mailbox that say the same of a number; nobody to be believed writes more."""
COUNTED = (
    select(parcel.c.reference, parcel.c.status, func.count().label("many"))
    .where(
        parcel.c.connection_id == bindparam("connection"),
        parcel.c.reference.in_(bindparam("references", expanding=True)),
        parcel.c.channel.is_not(None),
    )
    .group_by(parcel.c.reference, parcel.c.status)
)


def hear(connection: Connection, told: Telling, notices: Sequence[NoticeRecord]) -> Owners:
    """Store what messages tell that were not read before; return whose timelines gained something.

    What a message was read as first, it stays: it is stored once.
    """
    if not notices:
        return frozenset()
    numbers = {reference(one.shipment.number or "") for one in notices}
    hold(connection, numbers)
    asking.hurry(connection, notices, told.heard_at)
    found = {one.external_id: one for one in notices}
    known = seats.by_record(connection, told.connection_id, found)
    fresh = [one for external_id, one in found.items() if external_id not in known]
    counted = connection.execute(
        COUNTED, {"connection": told.connection_id, "references": sorted(numbers)}
    )
    many = Counter({(row.reference, row.status): row.many for row in counted})
    few = [_told(told, one) for one in _few(fresh, many)]
    return saving.write(connection, told, few) if few else frozenset()


def _few(fresh: Iterable[NoticeRecord], many: Counter[tuple[str, str]]) -> Iterator[NoticeRecord]:
    """Yield not more than enough of those that say the same of a number."""
    for one in fresh:
        said = reference(one.shipment.number or ""), str(one.shipment.status)
        if many[said] < MOST:
            many[said] += 1
            yield one


def _told(telling: Telling, one: NoticeRecord) -> Told:
    """Return a message's parcel with the seat it takes."""
    record = ParcelRecord(one.external_id, one.shipment, (one.observation,))
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
    return Told(record, content(record), (), [seat], one.told_at)
