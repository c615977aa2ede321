"""What a store and a carrier both tell of one parcel: one line, with the sources of both.

A store tells it of its order, a carrier of the parcel; either may come first, and a parcel may
yet turn out to be another order's. So both stay what they are, and are one line when read.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
)

from agent_console.domain.observation import EntryKind
from agent_console.ports.reading import TimelineWish
from agent_console.storage.asking.among import among, bare_rows, listed
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import timeline_entry

BOTH = frozenset({EntryKind.FULFILMENT, EntryKind.SCAN})
MINUTE = 60_000_000

_scan = timeline_entry.alias("scan")
_shop = timeline_entry.alias("shop")


def _is_same(given: FromClause, sought: FromClause) -> ColumnElement[bool]:
    """Say that a store's word and a scan tell the same status of one parcel in the same minute.

    The minute is that of the given one, so that the sought one is found by the table's key.
    """
    minute = given.c.sort_at - given.c.sort_at % MINUTE
    return and_(
        sought.c.profile_id == given.c.profile_id,
        sought.c.sort_at.between(minute, minute + MINUTE - 1),
        func.lower(sought.c.status) == func.lower(given.c.status),
        sought.c.order_number == given.c.order_number,
        _bare(sought.c.shipment_number) == _bare(given.c.shipment_number),
        sought.c.told_utc.is_not(None),
        given.c.told_utc.is_not(None),
    )


def _bare(number: ColumnElement[str]) -> ColumnElement[str]:
    return func.upper(func.replace(func.replace(number, " ", ""), "-", ""))


IS_LINE = or_(
    timeline_entry.c.kind != EntryKind.FULFILMENT.value,
    not_(exists().where(_is_same(timeline_entry, _scan), _scan.c.kind == EntryKind.SCAN.value)),
)
TOLD_BY_SHOP = (
    select(_scan.c.event_id.label("shown"), _shop.c.event_id.label("told"))
    .where(
        among(_scan.c.event_id),
        _is_same(_scan, _shop),
        _shop.c.kind == EntryKind.FULFILMENT.value,
    )
    .distinct()
)


def are_one(wish: TimelineWish) -> bool:
    """Say that a page shows both as one; who asks for one kind, or for words, gets what matches."""
    return not wish.text and (not wish.kinds or wish.kinds >= BOTH)


def told_by_shops(connection: Connection, rows: Sequence[AnyRow]) -> dict[int, int]:
    """Return by the event of what a store said the event of the scan that is shown for it."""
    scans = [row.event_id for row in rows if row.kind == EntryKind.SCAN.value and row.order_number]
    if not scans:
        return {}
    return {told: shown for shown, told in bare_rows(connection, TOLD_BY_SHOP, listed(scans))}
