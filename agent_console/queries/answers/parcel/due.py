"""By when a parcel is to come: as was promised, as its carrier expects, and whether it is past."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from agent_console.domain.moment import Moment
from agent_console.queries.answers.case import Whole
from agent_console.queries.days import clock_of, day_of
from agent_console.queries.parcels import expected

FURTHEST = timedelta(hours=12)
"""So long after Greenwich's the last clock of the world shows a time."""


def promise(whole: Whole) -> Moment | None:
    """Return what was promised of a parcel."""
    return _told(whole.parcel.shipment.promised)


def estimate(whole: Whole) -> Moment | None:
    """Return for when its carrier expects a parcel that is still to come."""
    return _told(expected(whole.parcel))


def is_overdue(whole: Whole) -> bool:
    """Say that the time for which its carrier expected it has passed."""
    due = Due.of(whole)
    return due.is_past(due.estimated) or due.is_over(due.expects)


def _told(moment: Moment | None) -> Moment | None:
    return None if moment == Moment() else moment


@dataclass(frozen=True, slots=True)
class Due:
    """When a parcel was promised and is expected, as told and by its days; and what day it is."""

    now: datetime | None
    today: date | None
    promises: Moment | None
    expects: Moment | None
    promised: date | None
    estimated: date | None

    @classmethod
    def of(cls, whole: Whole) -> "Due":
        """Return when a parcel is to come."""
        now, zone = whole.case.now, whole.case.zone
        today = now.astimezone(zone).date() if now else None
        promises, expects = promise(whole), estimate(whole)
        return cls(now, today, promises, expects, day_of(promises, zone), day_of(expects, zone))

    def late(self) -> int:
        """Return by how many days the estimate is behind the promise, below 0 before it."""
        if self.promised is None or self.estimated is None:
            return 0
        return (self.estimated - self.promised).days

    def is_later_that_day(self) -> bool:
        """Say that it is expected on the day that was promised, but at a later hour."""
        promised, expects = clock_of(self.promises), clock_of(self.expects)
        is_later = promised is not None and expects is not None and expects > promised
        return is_later and self.promised == self.estimated

    def is_past(self, day: date | None) -> bool:
        """Say that a day is over."""
        return day is not None and self.today is not None and day < self.today

    def is_over(self, moment: Moment | None) -> bool:
        """Say that the hour told is over, wherever it is where nobody says."""
        if moment is None or moment.local is None or clock_of(moment) is None or self.now is None:
            return False
        local = datetime.fromisoformat(moment.local).replace(tzinfo=UTC)
        return (moment.utc or local + FURTHEST) < self.now
