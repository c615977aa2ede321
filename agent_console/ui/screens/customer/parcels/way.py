"""The way of a parcel in days: when it began, what was promised, what is expected, where we are."""

from dataclasses import dataclass
from datetime import date

from agent_console.domain.customer import KnownOrder, KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.forecast import FEWEST, Forecast
from agent_console.queries.days import WEEKDAYS, day_of
from agent_console.queries.parcels import expected
from agent_console.ui.widgets.times import Times, short_day

OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED, ParcelStatus.RETURN_TO_SENDER})
"""States in which nothing is to come any more."""
WHOLE_DAYS = frozenset({"00:00", "23:59"})
"""Clocks that only say which day is meant."""
LONGEST = "longer than nearly all like it"
"""What is said of a parcel that is later than all that it could be judged by."""
WEEK, FORTNIGHT = 7, 14


@dataclass(frozen=True, slots=True)
class Track:
    """A way as shares of its length: of 1.0 is where it ends."""

    now: float
    promise: float | None = None
    estimate: float | None = None
    is_late: bool = False

    def has_aim(self) -> bool:
        """Say whether it leads anywhere: what has arrived is shown only beside what has not."""
        return self.promise is not None or self.estimate is not None


@dataclass(frozen=True, slots=True)
class Way:
    """The days of one parcel, each as far as it was told."""

    begun: date | None
    promised: date | None
    expected: date | None
    arrived: date | None
    today: date
    is_over: bool
    forecast: Forecast | None = None

    @classmethod
    def of(cls, known: KnownOrder, parcel: KnownParcel, times: Times) -> "Way":
        """Read the days of a parcel of an order."""
        zone, told = times.zone, parcel.shipment
        is_delivered = parcel.status is ParcelStatus.DELIVERED
        begun = (known.order.placed, parcel.fulfilment.created, parcel.fulfilment.shipped)
        return cls(
            begun=next(filter(None, (day_of(one, zone) for one in begun)), None),
            promised=None if parcel.is_return else day_of(told.promised, zone),
            expected=day_of(expected(parcel), zone),
            arrived=day_of(told.delivered, zone) if is_delivered else None,
            today=times.today(),
            is_over=parcel.status in OVER,
            forecast=None if parcel.is_return or parcel.status in OVER else parcel.forecast,
        )

    def days_late(self) -> int:
        """Return by how many days the promise is, or will be, missed; 0 once nothing is to come."""
        if self.promised is None or self.is_over:
            return 0
        return max((max(self.expected or self.today, self.today) - self.promised).days, 0)

    def promise(self) -> str:
        """Word what was promised: "promised Fri 20", with its month where that is another time."""
        if self.promised is None:
            return ""
        is_near = abs((self.promised - self.today).days) <= FORTNIGHT
        day = short_day(self.promised)
        return f"promised {day.rpartition(' ')[0] if is_near else day}"

    def late(self) -> str:
        """Word by how much it is late: "3 days late"."""
        days = self.days_late()
        return f"{days} day{'s' * (days != 1)} late" if days else ""

    def certainty(self) -> str:
        """Word when parcels like it came: "likely Thu, 9 of 10 by Fri"."""
        told = self.forecast
        if told is None:
            return ""
        if told.half is None or told.most is None:
            is_known = told.samples >= FEWEST
            return LONGEST if is_known else f"only {told.samples} like it, no forecast"
        most = f"9 of 10 by {self._near(told.most)}"
        if told.half == told.most or told.half < self.today:
            return most
        return f"likely {self._near(told.half)}, {most}"

    def track(self) -> Track | None:
        """Return the way as a line; None where too little of it is told."""
        if self.begun is None or (self.is_over and self.arrived is None):
            return None
        if self.arrived is not None:
            return Track(1.0)
        likely = self.expected or (self.forecast.half if self.forecast else None)
        if self.promised is None and likely is None:
            return None
        end = max(filter(None, (self.promised, likely, self.today)))
        return Track(
            now=self._share(self.today, end) or 0.0,
            promise=self._share(self.promised, end),
            estimate=self._share(likely, end),
            is_late=self.days_late() > 0,
        )

    def _share(self, day: date | None, end: date) -> float | None:
        if day is None or self.begun is None:
            return None
        whole = (end - self.begun).days
        return min(max((day - self.begun).days / whole, 0.0), 1.0) if whole > 0 else 1.0

    def _near(self, day: date) -> str:
        """Word a day within the next week by its name alone."""
        is_near = 0 <= (day - self.today).days < WEEK
        return WEEKDAYS[day.weekday()] if is_near else short_day(day)


def by_clock(moment: Moment | None) -> str:
    """Word the time of day where one was told on the clock of the place: ", 18:00"."""
    if moment is None or moment.local is None or "T" not in moment.local:
        return ""
    clock = moment.local[11:16]
    return "" if clock in WHOLE_DAYS else f", {clock}"
