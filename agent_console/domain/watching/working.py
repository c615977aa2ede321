"""Time in which parcels move: days on which nobody scans do not count."""

from collections.abc import Collection
from datetime import datetime, timedelta

DAY = timedelta(days=1)


def after(start: datetime, wait: timedelta, rest: Collection[int]) -> datetime:
    """Return when so much time has passed beside the days of rest (Monday is 0)."""
    if not rest or len(rest) >= 7:  # noqa: PLR2004 - a week
        return start + wait
    at, left = start, wait
    while True:
        tomorrow = at.replace(hour=0, minute=0, second=0, microsecond=0) + DAY
        if at.weekday() not in rest:
            if left <= tomorrow - at:
                return at + left
            left -= tomorrow - at
        at = tomorrow
