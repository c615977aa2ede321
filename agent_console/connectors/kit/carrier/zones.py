"""Wall clocks whose zone a carrier tells by its rules or by an abbreviation."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent_console.domain.moment import Moment

OFFSET = slice(19, 25)
"""Where the offset stands in `2025-01-12T07:03:00-07:00`."""


def in_zones(wall: datetime, zones: Sequence[str], abbreviation: str | None = None) -> Moment:
    """Read a wall clock in the one zone of some whose clocks show it, by that name where given.

    An hour that a clock skips or shows twice, or a name that none has on that day, says no more
    than the wall clock.
    """
    found = {told.utcoffset(): told for told in _readings(wall, zones, abbreviation)}
    return at_offset(*found.values()) if len(found) == 1 else Moment(local=wall.isoformat())


def in_fixed(wall: datetime, hours: float) -> Moment:
    """Read a wall clock that is so many hours ahead of UTC all year."""
    return at_offset(wall.replace(tzinfo=timezone(timedelta(hours=hours))))


def at_offset(told: datetime) -> Moment:
    """Return a time that is told with its offset."""
    wall = told.replace(tzinfo=None).isoformat(timespec="seconds")
    offset = told.isoformat(timespec="seconds")[OFFSET]
    return Moment(told.astimezone(UTC), wall, offset)


def _readings(wall: datetime, zones: Sequence[str], called: str | None) -> Iterator[datetime]:
    for zone in filter(None, map(_zone, zones)):
        for fold in (0, 1):
            told = wall.replace(tzinfo=zone, fold=fold)
            is_shown = told.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
            if is_shown and called in {None, told.tzname()}:
                yield told


@cache
def _zone(name: str) -> tzinfo | None:
    """Return a zone; a computer that does not know it tells wall clocks."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None
