"""Parcels as a book of journeys keeps them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_console.domain.forecasting.gaps import Gaps, Journey
from agent_console.domain.forecasting.samples import Finished
from agent_console.domain.tracking.forecast import Forecast
from agent_console.ports.tracking.forecasting import Lesson, Sighted


@dataclass
class MemoryJourneys:
    """A book that hands out what waits in it (port JourneyBook)."""

    waiting: list[Sighted] = field(default_factory=list)
    kept: dict[int, tuple[Sighted, Forecast | None]] = field(default_factory=dict)
    taught: list[Lesson] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    sizes: list[int] = field(default_factory=list)

    def sighted(self, now: datetime, limit: int) -> Sequence[Sighted]:
        return self.waiting[:limit]

    def keep(self, told: Sequence[tuple[Sighted, Forecast | None]], now: datetime) -> None:
        self.sizes.append(len(told))
        self.kept |= {one.subject: (one, forecast) for one, forecast in told}
        self.waiting = [one for one in self.waiting if one.subject not in self.kept]

    def again(self, subject: int, **more: object) -> None:
        """Let something be heard of a parcel."""
        one, _ = self.kept.pop(subject)
        self.waiting.append(replace(one, **more))

    def samples(self) -> int:
        return len(self.finished(10**9))

    def finished(self, most: int) -> Sequence[Finished]:
        came = [
            Finished(one.sent, one.delivered)
            for one, _ in self.kept.values()
            if one.sent is not None and one.delivered is not None and one.trouble is None
        ]
        return sorted(came, key=lambda one: one.sent.shipped)[-most:]

    def journeys(self, most: int) -> Sequence[Journey]:
        return [
            Journey(one.sent.carrier, one.sent.lane(), one.scans)
            for one, _ in self.kept.values()
            if one.sent is not None and one.is_over
        ]

    def lesson(self) -> Lesson | None:
        return self.taught[-1] if self.taught else None

    def teach(self, lesson: Lesson, gaps: Gaps) -> None:
        self.taught.append(lesson)
        self.gaps = gaps
