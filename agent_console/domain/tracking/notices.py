"""Which scan a message tells of: a carrier's or a store's machine writes that a parcel arrived.

Such a message seldom names the minute. Then it is of the one scan of its status that it can be
written about; where there are several, or none, it stays a line of its own. All is decided by what
is told and never by what was read first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agent_console.domain.moment import MICROSECOND, Moment, Precision, microseconds
from agent_console.domain.parcel import ParcelStatus

LATE = timedelta(hours=12)
"""So long after a scan a message may be written about it."""
SOON = timedelta(hours=2)
"""So long after one that says no more than that it moves; there are many of these."""
VAGUE = frozenset({ParcelStatus.PRE_TRANSIT, ParcelStatus.IN_TRANSIT, ParcelStatus.EXCEPTION})
EARLY = timedelta(minutes=10)
"""So far two honest clocks may differ, and what two sources tell of one scan."""
ZONES = timedelta(hours=14)
"""No place's clock is further from Greenwich's."""
EAST = timedelta(hours=3)
"""So far ahead a clock is believed that tells no zone: what only Asia's would explain is missed."""
NONE = timedelta(0)
EVENING = timedelta(hours=6)
"""A day ends so much later in the west; of a scan only its day may be known."""
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
    """Return the one scan a message tells of; several that are hardly apart are told of one."""
    fitting = sorted(
        {(_clock(each.moment), each.grouping) for each in scanned if _is_of(one, each)}
    )
    if not fitting or fitting[-1][0] - fitting[0][0] > EARLY // MICROSECOND:
        return None
    return fitting[0][1]


def _joined(alone: Sequence[Noticed]) -> dict[int, int]:
    """Join what several messages tell that nobody else does; the earliest gives its name.

    Those that name a minute come first: others may be of either of two such.
    """
    groups: list[list[Noticed]] = []
    for one in sorted(alone, key=lambda each: not _is_dated(each)):
        group = _nearest(groups, one)
        group.append(one)
        if len(group) == 1:
            groups.append(group)
    return {one.grouping: group[0].grouping for group in groups for one in group}


def _nearest(groups: Sequence[list[Noticed]], one: Noticed) -> list[Noticed]:
    """Return the messages that one more may be of, else none."""
    fitting = [group for group in groups if all(_is_one(each, one) for each in group)]
    return min(fitting, key=lambda group: abs(group[0].told_at - one.told_at), default=[])


def _is_one(one: Noticed, other: Noticed) -> bool:
    """Say that two messages may tell of one scan: they name no two minutes."""
    if one.status != other.status or abs(other.told_at - one.told_at) > LATE:
        return False
    return not (_is_dated(one) and _is_dated(other)) or _is_minute(one.moment, other.moment)


def _is_dated(one: Noticed) -> bool:
    return one.moment.precision() is not Precision.HEARD


def _is_of(one: Noticed, scan: Scanned) -> bool:
    """Say that a message can be of a scan: it was there to be told, and not long ago."""
    if scan.status != one.status or scan.moment.precision() is Precision.HEARD:
        return False
    if not _is_told_soon(scan.moment, one.told_at):
        return False
    if one.status in VAGUE and not _is_dated(one) and scan.moment.utc is not None:
        return one.told_at <= scan.moment.utc + SOON
    return not _is_dated(one) or _is_minute(one.moment, scan.moment)


def _is_told_soon(scan: Moment, told_at: datetime) -> bool:
    """Say that a message of this time can be about a scan, by its clock wherever that may be."""
    if scan.utc is not None:
        return scan.utc - EARLY <= told_at <= scan.utc + LATE
    if scan.precision() is Precision.DAY:
        days = {(told_at - late).astimezone(UTC).date().isoformat() for late in (NONE, EVENING)}
        return (scan.local or "")[:DAY] in days
    ahead = scan.told_key() - microseconds(told_at)
    return -(ZONES // MICROSECOND) <= ahead <= EAST // MICROSECOND


def _is_minute(told: Moment, scan: Moment) -> bool:
    """Say that both may name one minute: by the same clock, or by that of another zone."""
    instants = told.utc is not None, scan.utc is not None
    if all(instants):
        return _clock(told) == _clock(scan)
    apart = abs(_clock(told) - _clock(scan))
    is_of_zone = any(instants) and apart <= ZONES // MICROSECOND and apart % QUARTER == 0
    return is_of_zone or _is_same_clock(told, scan)


def _is_same_clock(told: Moment, scan: Moment) -> bool:
    """Say that two clocks showed the same, as far as both are told."""
    length = DAY if Precision.DAY in {told.precision(), scan.precision()} else MINUTE
    return told.local is not None and told.local[:length] == (scan.local or "")[:length]


def _clock(moment: Moment) -> int:
    """Return a sort key of whole minutes."""
    key = moment.told_key()
    return key - key % (60 * 1_000_000)
