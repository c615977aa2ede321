"""What of a day may be folded into one row, and across what nothing is ever folded."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS, is_quiet, pill

MINUTE = 60_000_000


def folded(entries: Sequence[TimelineEntry]) -> Mapping[int, Sequence[TimelineEntry]]:
    """Return by event what it may be folded with, itself among them; a day, newest first.

    Machines' many of one order belong together as far as nothing stands between them that a
    person has to see in its place: a contact, a promise, an exception, a contradiction.
    """
    groups: dict[object, list[TimelineEntry]] = {}
    disputed = _disputed(entries)
    broken, arrived = 0, Counter[str | None]()
    for entry in entries:
        if entry.event_id in disputed or _breaks(entry):
            broken += 1
        elif is_quiet(entry):
            # What is told of a parcel after its delivery contradicts that: it stays on its side.
            key = (entry.order, broken, arrived[entry.shipment])
            groups.setdefault(key, []).append(entry)
        arrived[entry.shipment] += _is_arrival(entry)
    return {one.event_id: group for group in groups.values() for one in group}


def _breaks(entry: TimelineEntry) -> bool:
    """Say that it is a contact or promise, which have words of their own, or an exception."""
    return KIND_LOOKS[entry.kind].has_body or pill(entry) is not None


def _is_arrival(entry: TimelineEntry) -> bool:
    return entry.kind is EntryKind.SCAN and entry.status.casefold() == ParcelStatus.DELIVERED


def _disputed(entries: Sequence[TimelineEntry]) -> frozenset[int]:
    """Return the scans that two sources tell of a parcel for one minute, each in another way."""
    scans = sorted(filter(_is_scan, entries), key=_where_and_when)
    same = (list(told) for _, told in groupby(scans, key=_where_and_when))
    return frozenset(one.event_id for told in same if _differ(told) for one in told)


def _is_scan(entry: TimelineEntry) -> bool:
    return entry.kind is EntryKind.SCAN and entry.shipment is not None


def _where_and_when(entry: TimelineEntry) -> tuple[str, int]:
    return entry.shipment or "", entry.sort_at // MINUTE


def _differ(told: Iterable[TimelineEntry]) -> bool:
    """Say that who tells one status does not tell the other: one source may tell two steps."""
    sources: dict[str, set[str]] = {}
    for one in told:
        names = sources.setdefault(one.status.casefold(), set())
        names |= {source.connection for source in one.sources}
    all_named = [name for names in sources.values() for name in names]
    return len(sources) > 1 and len(set(all_named)) == len(all_named)
