"""What is learned from finished parcels, as those ask for it who use it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from agent_console.domain.forecasting.calibration import Calibration
from agent_console.domain.forecasting.gaps import Gaps, Journey, Scope
from agent_console.domain.forecasting.learning import Learned
from agent_console.domain.forecasting.samples import Finished, Sent
from agent_console.domain.tracking.forecast import Forecast


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """What was said of a parcel when it had just left; it is held against the day it comes."""

    half: date | None = None
    most: date | None = None
    median: date | None = None
    estimated: date | None = None


@dataclass(frozen=True, slots=True)
class Sighted:
    """A parcel as the store knows it now, by all who track it.

    `sent` is None until it was scanned first; it is not there `by` that day unless `delivered`.
    `trouble` says why nothing can be learned from one that has come; `record` is its newest row,
    `heard_at` up to when its sources have told of it.
    """

    subject: int
    record: int
    by: date
    is_over: bool
    sent: Sent | None = None
    delivered: date | None = None
    trouble: str | None = None
    scans: tuple[datetime, ...] = ()
    first_said: FirstSaid = FirstSaid()
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned, when, and from how many parcels."""

    learned: Learned
    samples: int
    at: datetime


class JourneyBook(Protocol):
    """Keeps how parcels went, and what was learned from that."""

    def sighted(self, now: datetime, limit: int) -> Sequence[Sighted]:
        """Return parcels that are new, or of which something was heard since they were kept."""

    def keep(self, told: Sequence[tuple[Sighted, Forecast | None]], now: datetime) -> None:
        """Keep how parcels went so far, and for when they are foretold."""

    def samples(self) -> int:
        """Count the parcels that can be learned from."""

    def finished(self, most: int) -> Sequence[Finished]:
        """Return the parcels that left last and have come, the earliest first."""

    def journeys(self, most: int) -> Sequence[Journey]:
        """Return the scans of the parcels that left last and have come."""

    def lesson(self) -> Lesson | None:
        """Return what was learned last."""

    def teach(self, lesson: Lesson, gaps: Gaps) -> None:
        """Keep what was learned in place of what was learned before."""


class GapReader(Protocol):
    """Reads how long parcels usually stay silent."""

    def gaps(self) -> Gaps:
        """Return what was learned last; nothing where too few parcels have come yet."""

    def scopes(self, subjects: Collection[int]) -> Mapping[int, Scope]:
        """Return the carrier and lane of parcels that were scanned, as `Gaps` names them."""


class CalibrationReader(Protocol):
    """Reads how well forecasts came true."""

    def calibration(self) -> Calibration:
        """Judge what was said of the parcels that have come."""
