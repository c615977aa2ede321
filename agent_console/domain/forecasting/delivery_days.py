"""On which days parcels are brought: learned, since carriers and countries differ."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from agent_console.domain.forecasting.samples import Finished, Sent
from agent_console.domain.tracking.forecast import FEWEST

CLOSED = 0.10
"""A weekday with fewer deliveries than this share of the busiest one's is none."""
FEW = 5
"""So many parcels must be missing on a day before it is taken for a holiday."""
NEIGHBOURS = (-14, -7, 7, 14)
ONE_DAY = timedelta(days=1)
LONGEST_HOLIDAYS = 3
MOST_CLOSED = 3
"""Where more weekdays are empty, parcels were only ever sent on some."""


@dataclass(frozen=True, slots=True)
class DeliveryDays:
    """The days on which nothing is brought: some weekdays (Monday is 0), and holidays.

    `holidays` are (month, day) and come again each year.
    """

    closed: frozenset[int] = frozenset()
    holidays: frozenset[tuple[int, int]] = frozenset()

    def is_open(self, day: date) -> bool:
        """Say whether parcels are brought on a day."""
        return day.weekday() not in self.closed and (day.month, day.day) not in self.holidays

    def between(self, start: date, end: date) -> int:
        """Count the days of delivery after the one up to the other; below 0 where it is before."""
        if end < start:
            return -self.between(end, start)
        days = (start + ONE_DAY * at for at in range(1, (end - start).days + 1))
        return sum(map(self.is_open, days))

    def after(self, start: date, count: int) -> date:
        """Return the day of delivery that comes as the so-manieth after a day."""
        day = start
        while count > 0:
            day += ONE_DAY
            count -= self.is_open(day)
        return day


EVERY_DAY = DeliveryDays()


@dataclass(frozen=True, slots=True)
class Almanac:
    """The days of delivery by carrier and country, and for want of that by carrier."""

    by_scope: dict[tuple[str, str], DeliveryDays] = field(default_factory=dict)

    def of(self, sent: Sent) -> DeliveryDays:
        """Return the days on which a parcel may come."""
        return (
            self.by_scope.get((sent.carrier, sent.destination.country))
            or self.by_scope.get((sent.carrier, ""))
            or EVERY_DAY
        )


def learned(finished: Sequence[Finished]) -> Almanac:
    """Learn the days of delivery from the days on which parcels came."""
    scopes: dict[tuple[str, str], Counter[date]] = {}
    countries: dict[str, Counter[date]] = {}
    for one in finished:
        country = one.sent.destination.country
        countries.setdefault(country, Counter())[one.delivered] += 1
        for scope in {(one.sent.carrier, country), (one.sent.carrier, "")}:
            scopes.setdefault(scope, Counter())[one.delivered] += 1
    holidays = {country: frozenset(_holidays(days)) for country, days in countries.items()}
    return Almanac(
        {
            scope: DeliveryDays(_closed(days), holidays.get(scope[1], frozenset()))
            for scope, days in scopes.items()
            if days.total() >= FEWEST
        }
    )


def _closed(days: Counter[date]) -> frozenset[int]:
    by_weekday = Counter[int]()
    for day, count in days.items():
        by_weekday[day.weekday()] += count
    least = max(by_weekday.values()) * CLOSED
    closed = frozenset(day for day in range(7) if by_weekday[day] < least)
    return closed if len(closed) <= MOST_CLOSED else frozenset()


def _holidays(days: Counter[date]) -> Iterator[tuple[int, int]]:
    """Yield the days on which hardly anything came although a week away much did.

    A longer standstill was trouble, and a day on which parcels came in another year is no holiday.
    """
    usual = {
        day: median(days[day + ONE_DAY * away] for away in NEIGHBOURS) for day in _all_days(days)
    }
    busy = {day for day, count in usual.items() if count >= FEW}
    empty = {day for day in busy if days[day] <= usual[day] * CLOSED}
    worked = {(day.month, day.day) for day in busy - empty}
    short = {day for day in empty if _neighbours(day, empty) < LONGEST_HOLIDAYS}
    yield from {(day.month, day.day) for day in short} - worked


def _neighbours(day: date, empty: set[date]) -> int:
    """Count the empty days within a few days of one."""
    around = (away for away in range(-LONGEST_HOLIDAYS, LONGEST_HOLIDAYS + 1) if away)
    return sum(day + ONE_DAY * away in empty for away in around)


def _all_days(days: Iterable[date]) -> Iterator[date]:
    day, last = min(days), max(days)
    while day < last:
        yield day
        day += ONE_DAY
