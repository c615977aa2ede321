"""When a parcel is to be asked for again: the sooner the more is about to happen, settled never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.domain.moment import Moment, Precision, from_microseconds
from agent_console.domain.parcel import ParcelStatus

EVERY: Mapping[ParcelStatus, timedelta] = {
    ParcelStatus.OUT_FOR_DELIVERY: timedelta(minutes=15),
    ParcelStatus.ATTEMPT_FAILED: timedelta(hours=1),
    ParcelStatus.EXCEPTION: timedelta(hours=1),
    ParcelStatus.IN_TRANSIT: timedelta(hours=2),
    ParcelStatus.UNKNOWN: timedelta(hours=2),
    ParcelStatus.AVAILABLE_FOR_PICKUP: timedelta(hours=4),
    ParcelStatus.RETURN_TO_SENDER: timedelta(hours=6),
    ParcelStatus.PRE_TRANSIT: timedelta(hours=6),
}
"""How long a parcel is left alone that stands so; over are those that are not here."""
LATE_EVERY = timedelta(minutes=30)
"""The same at most, where what was promised or expected has passed."""
OVER_EVERY, SETTLES_AFTER = timedelta(days=1), timedelta(days=3)
"""What is over may be put right for a few days; then it is settled. So is what is no number."""
MISSING_EVERY, LONG_MISSING_EVERY = timedelta(hours=2), timedelta(hours=12)
LONG_MISSING = timedelta(days=3)
"""A number its carrier does not know yet, and when it has not for so long."""
IN_VAIN_EVERY = timedelta(minutes=15)
"""After nobody answered."""
ZONES, DAY = timedelta(hours=14), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a parcel stands at its source, and since when it is over or in trouble.

    `trouble` is why it is not tracked: not_found, or refused as no number.
    """

    status: str
    since: datetime
    trouble: str | None = None
    promised: Moment | None = None
    estimated: Moment | None = None

    def is_over(self) -> bool:
        """Say that the parcel came to its end."""
        return self.trouble is None and self.status not in EVERY


def next_poll(parcel: Standing, asked_at: datetime) -> datetime | None:
    """Return when a parcel that was asked for is to be asked for again; None if it is settled."""
    if parcel.is_over() or parcel.trouble == "refused":
        again = asked_at + OVER_EVERY
        return again if again - parcel.since <= SETTLES_AFTER else None
    return asked_at + _pause(parcel, asked_at)


def _pause(parcel: Standing, asked_at: datetime) -> timedelta:
    if parcel.trouble is not None:
        is_long = asked_at - parcel.since >= LONG_MISSING
        return LONG_MISSING_EVERY if is_long else MISSING_EVERY
    usual = EVERY[ParcelStatus(parcel.status)]
    return min(usual, LATE_EVERY) if _is_late(parcel, asked_at) else usual


def _is_late(parcel: Standing, now: datetime) -> bool:
    """Say that a day named for it is past wherever that is; one of a return is nobody's."""
    if parcel.status in {ParcelStatus.RETURN_TO_SENDER, ParcelStatus.AVAILABLE_FOR_PICKUP}:
        return False
    named = filter(None, (parcel.promised, parcel.estimated))
    return any(_last(one) < now for one in named if one.precision() is not Precision.HEARD)


def _last(moment: Moment) -> datetime:
    """Return the last instant that a time can mean; without a zone it may be far in the west."""
    at = from_microseconds(moment.told_key())
    match moment.precision():
        case Precision.INSTANT:
            return at
        case Precision.DAY:
            return at + DAY + ZONES
        case _:
            return at + ZONES
