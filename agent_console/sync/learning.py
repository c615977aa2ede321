"""Learns from parcels that have come, and foretells those that are under way."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agent_console.domain.forecasting import gaps
from agent_console.domain.forecasting.foretelling import forecast, plain_median
from agent_console.domain.forecasting.learning import Learned, learned
from agent_console.domain.tracking.forecast import FEWEST, Forecast
from agent_console.ports.clock import Clock
from agent_console.ports.tracking.forecasting import FirstSaid, JourneyBook, Lesson, Sighted

EVERY_S = 60.0
AT_ONCE, BATCHES = 200, 25
"""So many parcels in a transaction, and so many transactions in a turn."""
MOST_SAMPLES = 20_000
LEARN_EVERY = timedelta(days=1)
GROWN = 1.5
"""With so many times the parcels it is learned anew before a day is over."""
JUST_LEFT = timedelta(days=1)


@dataclass(slots=True)
class Learning:
    """Takes up how parcels went, a little at each turn."""

    book: JourneyBook
    clock: Clock
    _lesson: Lesson | None = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what was learned last."""
        self._lesson = self.book.lesson()

    async def forever(self) -> None:
        """Take turns, each in a thread: learning anew takes seconds."""
        while True:
            await asyncio.to_thread(self.turn)
            await asyncio.sleep(EVERY_S)

    def turn(self) -> int:
        """Take up what happened since the last turn, and what was learned anew; count it."""
        taken = self._take_up()
        return taken + self._take_up() if self._learn() else taken

    def learned(self) -> Learned:
        """Return what is known by now."""
        return Learned() if self._lesson is None else self._lesson.learned

    def _take_up(self) -> int:
        now, taken = self.clock.now(), 0
        known = self.learned()
        for _ in range(BATCHES):
            found = self.book.sighted(now, AT_ONCE)
            if found:
                self.book.keep([_foretold(known, one) for one in found], now)
            taken += len(found)
            if len(found) < AT_ONCE:
                break
        return taken

    def _learn(self) -> bool:
        """Learn anew where that is due; what is under way is then foretold again."""
        now, samples = self.clock.now(), self.book.samples()
        if not _is_due(self._lesson, samples, now):
            return False
        self._lesson = Lesson(learned(self.book.finished(MOST_SAMPLES)), samples, now)
        self.book.teach(self._lesson, gaps.learned(self.book.journeys(MOST_SAMPLES)))
        return True


def _is_due(lesson: Lesson | None, samples: int, now: datetime) -> bool:
    if lesson is None:
        return samples >= FEWEST
    has_waited = now - lesson.at >= LEARN_EVERY and samples != lesson.samples
    return has_waited or samples >= lesson.samples * GROWN


def _foretold(known: Learned, one: Sighted) -> tuple[Sighted, Forecast | None]:
    """Return a parcel with its forecast, and with what is said of it when it has just left."""
    sent = one.sent
    if sent is None or one.is_over:
        return one, None
    told = forecast(known, sent, one.by)
    if one.first_said == FirstSaid() and one.by - sent.shipped <= JUST_LEFT:
        plain = plain_median(known, sent)
        median = None if plain is None else sent.shipped + timedelta(days=plain)
        said = FirstSaid(told.half, told.most, median, sent.estimated)
        one = replace(one, first_said=said)
    return one, told
