"""Which records of a number tell of one parcel: sources name it each by an id of their own.

All is decided by the records themselves, whenever they came and whosever the parcel is, so that
neither the order in which sources are asked nor a link of customers changes what is one parcel.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from agent_console.domain.moment import MICROSECOND, Moment, Precision
from agent_console.domain.parcel import Shipment
from agent_console.domain.tracking.belonging import Window, whole
from agent_console.domain.tracking.carrier_names import is_same_carrier

REST = timedelta(days=60)
"""A number that rested for so long between two scans was given to another parcel."""

NEWS = timedelta(days=30)
"""So far from all its scans no message is about a parcel."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A parcel as one record of a source shows it; `unique_id` is the carrier's own id.

    One that was heard of is what a message told, which says at best when it was written.
    """

    source: int
    record: str
    carrier: str | None
    unique_id: str | None
    seen: Window | None
    is_heard: bool = False


def lives(moments: Iterable[Moment]) -> tuple[Window, ...]:
    """Return when a number was under way, the first time first; what was not dated counts not."""
    told = [(one.told_key(), one) for one in moments if one.precision() != Precision.HEARD]
    parts: list[list[tuple[int, Moment]]] = []
    for key, one in sorted(told, key=lambda dated: dated[0]):
        if not parts or key - parts[-1][-1][0] > REST // MICROSECOND:
            parts.append([])
        parts[-1].append((key, one))
    return tuple(map(_window, parts))


def window(shipment: Shipment) -> Window | None:
    """Return when its number was under way, in all its lives; None while nobody scanned it."""
    return whole(lives(scan.moment for scan in shipment.scans))


def rest(one: Window | None, other: Window | None) -> int:
    """Return the microseconds between two windows: 0 where they meet or one is not known."""
    if one is None or other is None:
        return 0
    early, late = sorted((one, other), key=lambda seen: seen.first)
    return max(0, late.first - early.last)


def is_same_time(one: Window | None, other: Window | None) -> bool:
    """Say that a number was under way in both windows without a long rest between them."""
    return rest(one, other) <= REST // MICROSECOND


def nearest(moment: Moment, windows: Sequence[Window | None]) -> int:
    """Return which of the windows a scan falls into; one that was not dated falls into the last."""
    if moment.precision() is Precision.HEARD:
        return max(range(len(windows)), key=lambda at: _end(windows[at]))
    key = moment.told_key()
    then = Window(key, key, moment.precision())
    return min(range(len(windows)), key=lambda at: (windows[at] is None, rest(then, windows[at])))


def parcels(sightings: Sequence[Sighting]) -> list[list[int]]:
    """Return which of the sightings of one number are of one parcel, by their positions.

    Each joins the parcel it fits best, the earliest and best known first; one that nobody has
    scanned yet fits the latest. Messages come last and make no two parcels one.
    """
    found: list[list[int]] = []
    for at in sorted(range(len(sightings)), key=lambda at: _rank(sightings[at])):
        fitting = [one for one in found if _fits(sightings[at], [sightings[n] for n in one])]
        if not fitting:
            found.append([at])
            continue
        best = min(fitting, key=lambda one: _distance(sightings[at], [sightings[n] for n in one]))
        best.append(at)
    return found


def _rank(one: Sighting) -> tuple[bool, bool, bool, int, int, str, str]:
    start = one.seen.first if one.seen is not None else 0
    return (
        one.is_heard,
        one.seen is None,
        not one.carrier,
        start,
        one.source,
        one.record,
        one.carrier or "",
    )


def _fits(one: Sighting, parcel: Sequence[Sighting]) -> bool:
    """Say that a sighting can be of a parcel: a source knows its own records apart."""
    if one.is_heard:
        known = _known(parcel)
        is_near = known is not None and rest(one.seen, known) <= NEWS // MICROSECOND
        return is_near and all(is_same_carrier(one.carrier, other.carrier) for other in parcel)
    return (
        all(one.record == other.record for other in parcel if other.source == one.source)
        and all(is_same_carrier(one.carrier, other.carrier) for other in parcel)
        and is_same_time(one.seen, _seen(parcel))
    )


def _distance(one: Sighting, parcel: Sequence[Sighting]) -> tuple[bool, int, int]:
    if one.is_heard:
        is_untracked = all(other.is_heard for other in parcel)
        return is_untracked, rest(one.seen, _known(parcel)), 0
    seen = _seen(parcel)
    is_named = one.unique_id is not None and any(
        one.unique_id == other.unique_id for other in parcel
    )
    if seen is None or one.seen is None:
        return not is_named, 0, -_end(seen)
    return not is_named, rest(one.seen, seen), abs(one.seen.first - seen.first)


def _seen(parcel: Iterable[Sighting]) -> Window | None:
    return whole(one.seen for one in parcel if one.seen is not None)


def _known(parcel: Sequence[Sighting]) -> Window | None:
    """Return when those saw a parcel who track it; of one only heard of, when that began."""
    tracked = [one for one in parcel if not one.is_heard]
    return _seen(tracked or parcel[:1])


def _end(seen: Window | None) -> int:
    return 0 if seen is None else seen.last


def _window(part: Sequence[tuple[int, Moment]]) -> Window:
    exact = all(one.precision() is Precision.INSTANT for _, one in part)
    return Window(part[0][0], part[-1][0], Precision.INSTANT if exact else Precision.WALL_CLOCK)
