"""Time in which parcels move: days on which nobody scans do not count."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
WEEK = 7


def after(start: datetime, wait: timedelta, rest: Collection[int]) -> datetime:
    """Return when so much time has passed beside the days of rest (Monday is 0)."""
    if not rest or len(rest) >= WEEK:
        return start + wait
    days = _until_rest(frozenset(rest))[start.weekday()]
    if days and wait <= timedelta(days - 1) + (_next_day(start) - start):
        return start + wait
    return _over_rest(start, wait, rest)


def _over_rest(start: datetime, wait: timedelta, rest: Collection[int]) -> datetime:
    at, left = start, wait
    while True:
        tomorrow = _next_day(at)
        if at.weekday() not in rest:
            if left <= tomorrow - at:
                return at + left
            left -= tomorrow - at
        at = tomorrow


def _next_day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + DAY


@lru_cache
def _until_rest(rest: frozenset[int]) -> tuple[int, ...]:
    """Say of each weekday how many days in a row parcels move, that day included."""
    weekdays = range(WEEK)
    return tuple(next(days for days in weekdays if (day + days) % WEEK in rest) for day in weekdays)
