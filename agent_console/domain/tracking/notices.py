"""Which scan a message tells of: a carrier's or a store's machine writes that a parcel arrived.

Such a message seldom names the minute. Then it is of the one scan of its status that it can be
written about; where there are several, or none, it stays a line of its own. All is decided by what
is told and never by what was read first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agent_console.domain.moment import MICROSECOND, Moment, Precision, microseconds

LATE = timedelta(hours=12)
"""So long after a scan a message may be written about it."""
EARLY = timedelta(minutes=10)
"""So far two honest clocks may differ."""
ZONES = timedelta(hours=14)
"""No place's clock is further from Greenwich's."""
QUARTER = timedelta(minutes=15) // MICROSECOND
"""All zones differ by whole ones."""
MINUTE = len("2026-11-23T10:15")
DAY = len("2026-11-23")


@dataclass(frozen=True, slots=True)
class Noticed:
    """A scan as a message tells it: `moment` as far as it says, `told_at` when it was written.

    `grouping` names the event it would be by itself.
    """

    status: str
    moment: Moment
    told_at: datetime
    grouping: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan as those tell it who track the parcel; `grouping` names its event."""

    status: str
    moment: Moment
    grouping: int


def groupings(noticed: Sequence[Noticed], scanned: Iterable[Scanned]) -> list[int]:
    """Return for each message's scan the event that it belongs to."""
    known = tuple(scanned)
    found = [_scan_of(one, known) for one in noticed]
    alone = sorted(
        (one for one, at in zip(noticed, found, strict=True) if at is None),
        key=lambda one: (one.told_at, one.grouping),
    )
    joined = _joined(alone)
    return [
        joined[one.grouping] if at is None else at for one, at in zip(noticed, found, strict=True)
    ]


def _scan_of(one: Noticed, scanned: Sequence[Scanned]) -> int | None:
    fitting = {
        each.grouping for each in scanned if each.status == one.status and _is_of(one, each.moment)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _joined(alone: Sequence[Noticed]) -> dict[int, int]:
    """Join what several messages tell that nobody else does; the earliest gives its name."""
    joined: dict[int, int] = {}
    first: list[Noticed] = []
    for one in alone:
        fitting = [each for each in first if _is_one(each, one)]
        joined[one.grouping] = fitting[-1].grouping if fitting else one.grouping
        if not fitting:
            first.append(one)
    return joined


def _is_one(early: Noticed, late: Noticed) -> bool:
    """Say that two messages may tell of one scan: they name no two minutes."""
    if early.status != late.status or late.told_at - early.told_at > LATE:
        return False
    return not (_is_dated(early) and _is_dated(late)) or _is_minute(early.moment, late.moment)


def _is_dated(one: Noticed) -> bool:
    return one.moment.precision() is not Precision.HEARD


def _is_of(one: Noticed, scan: Moment) -> bool:
    """Say that a message can be of a scan."""
    if scan.precision() is Precision.HEARD:
        return False
    return _is_minute(one.moment, scan) if _is_dated(one) else _is_about(one.told_at, scan)


def _is_minute(told: Moment, scan: Moment) -> bool:
    """Say that both may name one minute; where one tells no zone, that of any zone will do."""
    if told.utc is not None and scan.utc is not None:
        return _minute(told.utc) == _minute(scan.utc)
    if told.local is not None and scan.local is not None:
        length = DAY if Precision.DAY in {told.precision(), scan.precision()} else MINUTE
        return told.local[:length] == scan.local[:length]
    apart = abs(_clock(told) - _clock(scan))
    return apart <= ZONES // MICROSECOND and apart % QUARTER == 0


def _is_about(told_at: datetime, scan: Moment) -> bool:
    """Say that a message of this time can be about a scan, or was written soon enough after it."""
    if scan.utc is not None:
        return scan.utc - EARLY <= told_at <= scan.utc + LATE
    if scan.precision() is Precision.DAY:
        return told_at.astimezone(UTC).date().isoformat() == (scan.local or "")[:DAY]
    return abs(scan.told_key() - microseconds(told_at)) <= ZONES // MICROSECOND


def _minute(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()[:MINUTE]


def _clock(moment: Moment) -> int:
    """Return a sort key of whole minutes."""
    key = moment.told_key()
    return key - key % (60 * 1_000_000)
