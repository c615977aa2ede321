"""Until when what a connection told counts as fresh: one rule for window and command line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from agent_console.domain.moment import instant
from agent_console.ports.reading import ConnectionHealth, HealthReader
from agent_console.queries.days import on_day

PASSES = 2
"""After so many turns without one that ended well, what we hold is old."""


def fresh_until(last_ok: datetime | None, poll_seconds: int | None) -> datetime | None:
    """Return until when a reading is fresh; None where nothing was read or nobody reads."""
    if last_ok is None or poll_seconds is None:
        return None
    return last_ok + timedelta(seconds=PASSES * poll_seconds)


def set_aside(count: int) -> str:
    """Say how many records wait because they could not be read."""
    return f"{count} record{'' if count == 1 else 's'} set aside"


def how_read(health: ConnectionHealth | None, now: datetime, zone: tzinfo | None = None) -> str:
    """Say when a connection was last read, and since when it fails: "last read 21:50"."""
    if health is None:
        return ""
    told = (("last read", health.last_ok), ("failing since", health.failing_since))
    return ", ".join(f"{words} {_clock(at, now, zone)}" for words, at in told if at is not None)


def _clock(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Say a time of today, else its day too."""
    here = at.astimezone(zone)
    is_today = here.date() == now.astimezone(zone).date()
    return f"{here:%H:%M}" if is_today else f"{on_day(instant(at), zone)}, {here:%H:%M}"


@dataclass(frozen=True, slots=True)
class PacedHealth:
    """How the connections do, and until when they are fresh (port HealthReader)."""

    stored: HealthReader
    poll_seconds: Callable[[], Mapping[str, int]]

    def health(self) -> Sequence[ConnectionHealth]:
        """Return every connection that was ever tried."""
        every = self.poll_seconds()
        return [
            replace(one, fresh_until=fresh_until(one.last_ok, every.get(one.name)))
            for one in self.stored.health()
        ]

    def version(self) -> int:
        """Return a number that changes whenever anybody wrote to the store."""
        return self.stored.version()
