"""How well an alarm finds who is in trouble: how many of them, how rarely in vain, how early."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median, quantiles

from agent_console.domain.watching.facts import Sighted, Watched
from agent_console.domain.watching.looking import look
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.domain.watching.working import after
from tests.domain.watching.histories import DAY, HOUR, REST, History, S

LATER = 30 * DAY
"""So long after its last scan a history is looked at."""
FIXED = 72 * HOUR
Gaps = dict[tuple[str, str], timedelta]
"""By lane and last scan: what nine of ten gaps stayed below, or half of the ways to the door."""
Alarm = Callable[[History], datetime | None]


@dataclass(frozen=True, slots=True)
class Score:
    """How an alarm did; the lead is before the promise, of those in trouble that it found."""

    recall: float
    precision: float
    lead: timedelta


def score(all_of: Sequence[History], alarm: Alarm) -> Score:
    """Sound an alarm over histories, and compare with what is true."""
    rung = [(one, at) for one in all_of if (at := alarm(one)) is not None]
    right = [(one, at) for one, at in rung if one.is_in_trouble()]
    troubled = sum(one.is_in_trouble() for one in all_of)
    return Score(
        len(right) / troubled,
        len(right) / len(rung),
        median(one.promised - at for one, at in right),
    )


def learned(finished: Sequence[History]) -> Gaps:
    """Learn the usual gaps from finished parcels, in time in which parcels move."""
    gaps: dict[tuple[str, str], list[float]] = {}
    for one in finished:
        for (name, _, at), (_, _, then) in pairwise(one.scans):
            gaps.setdefault((one.lane.hub, name), []).append(working(at, then) / HOUR)
    return {key: quantiles(told, n=10)[-1] * HOUR for key, told in gaps.items() if len(told) >= 30}


def ways(finished: Sequence[History]) -> Gaps:
    """Learn how long it is to the door from every scan, in time in which parcels move."""
    told: dict[tuple[str, str], list[float]] = {}
    for one in finished:
        if (came := one.delivered()) is not None:
            for name, _, at in one.scans[:-1]:
                told.setdefault((one.lane.hub, name), []).append(working(at, came) / HOUR)
    return {key: median(hours) * HOUR for key, hours in told.items() if len(hours) >= 30}


def working(start: datetime, end: datetime) -> timedelta:
    """Return the time between, without Saturdays and Sundays."""
    passed, day = end - start, start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day < end:
        if day.weekday() in {5, 6}:
            passed -= min(end, day + DAY) - max(start, day)
        day += DAY
    return max(passed, timedelta(0))


def fixed(one: History) -> datetime | None:
    """Ring when nothing was scanned for 72 hours."""
    times = [at for _, _, at in one.scans]
    if one.delivered() is None:
        times.append(times[-1] + LATER)
    pairs = pairwise(times)
    return next((at + FIXED for at, then in pairs if then - at > FIXED), None)


@dataclass(frozen=True, slots=True)
class Watch:
    """Rings when our rules find anything, looking whenever something is scanned or due."""

    policy: ExceptionPolicy
    gaps: Gaps
    to_the_door: Gaps

    def __call__(self, one: History) -> datetime | None:
        """Return when it first rings."""
        for number, (name, status, at) in enumerate(one.scans):
            if status is S.DELIVERED:
                return None
            is_last = number + 1 == len(one.scans)
            until = at + LATER if is_last else one.scans[number + 1][2]
            usual, way = (each.get((one.lane.hub, name)) for each in (self.gaps, self.to_the_door))
            expected = None if way is None else after(at, way, REST)
            known = _as_known(one, number, usual, expected)
            found = look(known, self.policy, until).findings
            times = [max(each.since, at) for each in found if each.since < until]
            if times:
                return min(times)
        return None


def _as_known(
    one: History, number: int, usual: timedelta | None, expected: datetime | None
) -> Watched:
    first, (_, status, at) = one.scans[0][2], one.scans[number]
    parcel = Sighted(
        "N1",
        one.lane.carrier,
        "N1",
        status,
        made=first,
        first_scan=first,
        last_scan=at,
        promised=one.promised,
        usual_gap=usual,
        expected=expected,
    )
    return Watched(1, "A-1", one.placed, is_open=True, parcels=(parcel,))


def without(watch: Watch) -> Watch:
    """Return the same watch before anything was learned."""
    return replace(watch, gaps={}, to_the_door={})
