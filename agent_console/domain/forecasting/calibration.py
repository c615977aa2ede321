"""How well forecasts came true: what was said when parcels left, against the day they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agent_console.domain.forecasting.learning import HALF, MOST
from agent_console.domain.forecasting.spread import pinball


@dataclass(frozen=True, slots=True)
class CameTrue:
    """What was said of a parcel when it left, by us and by others, and the day it came."""

    shipped: date
    delivered: date
    half: date
    most: date
    median: date | None = None
    """When half of the parcels of its way had come, in plain numbers."""
    estimated: date | None = None

    def loss(self) -> float:
        """Return the pinball loss of both days, in days."""
        return pinball(HALF, *self._days(self.half)) + pinball(MOST, *self._days(self.most))

    def loss_of(self, guessed: date) -> float:
        """Return the same loss for one who named a single day."""
        return sum(pinball(level, *self._days(guessed)) for level in (HALF, MOST))

    def _days(self, guessed: date) -> tuple[int, int]:
        return (guessed - self.shipped).days, (self.delivered - self.shipped).days


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of how many parcels that had a forecast how many came in time, and how sharp it was.

    `below_median` and `below_estimate` are by which share the loss is below that of the plain
    median of the way, and of the carrier's estimate where there was one; None without any.
    """

    parcels: int = 0
    in_time: int = 0
    below_median: float | None = None
    below_estimate: float | None = None

    def share(self) -> float:
        """Return the share that came by the day given for nine of ten."""
        return self.in_time / self.parcels if self.parcels else 0.0


def judged(told: Iterable[CameTrue]) -> Calibration:
    """Judge forecasts by parcels that have come."""
    known = list(told)
    return Calibration(
        len(known),
        sum(one.delivered <= one.most for one in known),
        _below((one, one.median) for one in known),
        _below((one, one.estimated) for one in known),
    )


def _below(pairs: Iterable[tuple[CameTrue, date | None]]) -> float | None:
    ours = theirs = 0.0
    for one, guessed in pairs:
        if guessed is not None:
            ours += one.loss()
            theirs += one.loss_of(guessed)
    return 1 - ours / theirs if theirs else None
