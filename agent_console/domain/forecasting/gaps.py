"""How long parcels of a carrier stay silent between two scans, and when one is silent too long."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from math import ceil

from agent_console.domain.tracking.forecast import FEWEST

Scope = tuple[str, str]
"""The carrier and lane of `samples.Sent`; the lane is "" for the whole carrier.

Carriers are named as `carrier_names.carrier_and_service` does, which makes "DHL" of "DHLPaket".
"""

USUAL, RARE = 0.90, 0.95
QUIET = 0.10
"""A weekday with fewer scans than this share of the busiest one's is a day of rest."""
MOST_QUIET = 2
"""Nobody rests for longer; where more days are empty, parcels were only ever sent on some."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """How long parcels of one scope are silent, days of rest not counted.

    Nine of ten pauses between two scans are within `usual`, nineteen of twenty within `rare`; and
    nineteen of twenty parcels never paused for more than `longest` on their whole way, which is
    the one to raise an alarm by: a parcel with many scans has many pauses.
    """

    usual: timedelta
    rare: timedelta
    longest: timedelta
    samples: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """The pauses of every carrier and lane with enough finished parcels, and the days of rest.

    `quiet` are by carrier the weekdays (Monday is 0) on which it hardly scans.
    """

    by_scope: Mapping[Scope, Gap] = field(default_factory=dict)
    quiet: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, carrier: str, lane: str = "") -> Gap | None:
        """Return the pauses of a lane, for want of samples those of the carrier, else None."""
        return self.by_scope.get((carrier, lane)) or self.by_scope.get((carrier, ""))

    def usual_gap(self, carrier: str, lane: str = "") -> timedelta | None:
        """Return within which time nine of ten next scans came; None with too few samples."""
        found = self.of(carrier, lane)
        return None if found is None else found.usual

    def longest_gap(self, carrier: str, lane: str = "") -> timedelta | None:
        """Return after which silence something is wrong; None where policy has to say it."""
        found = self.of(carrier, lane)
        return None if found is None else found.longest

    def days_of_rest(self, carrier: str) -> frozenset[int]:
        """Return the weekdays on which a carrier hardly scans."""
        return self.quiet.get(carrier, frozenset())


@dataclass(frozen=True, slots=True)
class Journey:
    """The scans of a finished parcel while it was under way, from the first to the delivery."""

    carrier: str
    lane: str
    scans: Sequence[datetime]


def silence(since: datetime, until: datetime, quiet: frozenset[int]) -> timedelta:
    """Return the time between two instants without days of rest, as days lie where `since` is."""
    if until <= since:
        return timedelta(0)
    until = until.astimezone(since.tzinfo)
    rested = timedelta(0)
    day = since.date()
    while day <= until.date() and quiet:
        if day.weekday() in quiet:
            begins = datetime.combine(day, time(), since.tzinfo)
            ends = datetime.combine(day + ONE_DAY, time(), since.tzinfo)
            rested += max(min(ends, until) - max(begins, since), timedelta(0))
        day += ONE_DAY
    return until - since - rested


def is_stalled(
    last_scan: datetime, now: datetime, limit: timedelta, quiet: frozenset[int] = frozenset()
) -> bool:
    """Say that a parcel is silent for longer than the limit, learned or from policy."""
    return silence(last_scan, now, quiet) > limit


def stalls_at(
    last_scan: datetime, limit: timedelta, quiet: frozenset[int] = frozenset()
) -> datetime:
    """Return from when on a parcel is silent for longer than the limit if nothing comes."""
    at = last_scan + limit
    while len(quiet) < len("MTWTFSS") and (missing := limit - silence(last_scan, at, quiet)):
        at += missing
    return at


def learned(journeys: Iterable[Journey]) -> Gaps:
    """Learn the pauses of all carriers and lanes that have enough finished parcels."""
    told = [one for one in journeys if len(one.scans) > 1]
    quiet = dict(_quiet(told))
    pauses: dict[Scope, list[list[timedelta]]] = {}
    for one in told:
        rest = quiet.get(one.carrier, frozenset())
        found = [silence(*pair, rest) for pair in pairwise(sorted(one.scans))]
        for lane in {one.lane, ""}:
            pauses.setdefault((one.carrier, lane), []).append(found)
    by_scope = {scope: _gap(each) for scope, each in pauses.items() if len(each) >= FEWEST}
    return Gaps(by_scope, quiet)


def _quiet(journeys: Sequence[Journey]) -> Iterator[tuple[str, frozenset[int]]]:
    scans: dict[str, Counter[int]] = {}
    parcels = Counter(one.carrier for one in journeys)
    for one in journeys:
        scans.setdefault(one.carrier, Counter()).update(at.weekday() for at in one.scans)
    known = ((carrier, days) for carrier, days in scans.items() if parcels[carrier] >= FEWEST)
    yield from ((carrier, _empty(days)) for carrier, days in known)


def _empty(days: Counter[int]) -> frozenset[int]:
    least = max(days.values()) * QUIET
    empty = frozenset(day for day in range(7) if days[day] < least)
    return empty if len(empty) <= MOST_QUIET else frozenset()


def _gap(parcels: Sequence[Sequence[timedelta]]) -> Gap:
    every = sorted(pause for pauses in parcels for pause in pauses)
    longest = sorted(map(max, parcels))
    return Gap(_at(every, USUAL), _at(every, RARE), _at(longest, RARE), len(parcels))


def _at(rising: Sequence[timedelta], share: float) -> timedelta:
    """Return the least of sorted times within which this share of them lies."""
    return rising[max(ceil(len(rising) * share) - 1, 0)]
