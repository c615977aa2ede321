"""When something happened, exactly as far as the source told it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SOME = 4_096
"""How many times are kept as counted: one that is told is written to several rows at once."""


class Precision(StrEnum):
    """How far a sort key may be trusted."""

    INSTANT = "instant"
    WALL_CLOCK = "wall_clock"
    DAY = "day"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as told: the instant, the wall clock and its offset, each or none.

    `local` is `YYYY-MM-DD[THH:MM:SS]`, `offset` is `+HH:MM`. No zone is ever invented: what the
    source did not say stays None.
    """

    utc: datetime | None = None
    local: str | None = None
    offset: str | None = None

    def precision(self) -> Precision:
        """Say how exact the time is."""
        if self.utc is not None:
            return Precision.INSTANT
        if self.local is None:
            return Precision.HEARD
        return Precision.WALL_CLOCK if "T" in self.local else Precision.DAY

    def sort_key(self, heard_at: datetime) -> int:
        """Return microseconds since 1970 to sort by; only a key, never to be shown as a fact."""
        is_told = self.utc is not None or self.local is not None
        return self.told_key() if is_told else microseconds(heard_at)

    def told_key(self) -> int:
        """Return the sort key of a time that was told, 0 for none."""
        if self.utc is not None:
            return microseconds(self.utc)
        if self.local is not None:
            return microseconds(datetime.fromisoformat(self.local).replace(tzinfo=UTC))
        return 0


def instant(utc: datetime) -> Moment:
    """Return a moment of which only the instant is known."""
    return Moment(utc=utc.astimezone(UTC))


@lru_cache(SOME)
def microseconds(at: datetime) -> int:
    """Return microseconds since 1970 of an aware time."""
    return (at - EPOCH) // MICROSECOND


def from_microseconds(key: int) -> datetime:
    """Return the aware UTC time of microseconds since 1970."""
    return EPOCH + key * MICROSECOND


def iso_z(at: datetime | None) -> str | None:
    """Write an instant as `2026-11-22T00:29:21Z`, with milliseconds only where there are any."""
    if at is None:
        return None
    at = at.astimezone(UTC)
    precision = "milliseconds" if at.microsecond else "seconds"
    return at.isoformat(timespec=precision).replace("+00:00", "Z")
