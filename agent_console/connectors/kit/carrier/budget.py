"""How often an application may ask its carrier: one account of it for all that ask in its name.

A pace lets questions through one after the other, so many a second. A budget counts those of a
longer time, such as an hour; a part of it is kept for what somebody in front of the screen waits
for, and routine spends the rest evenly. Both last as long as the process.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agent_console.ports.clock import Clock

BURST_S = 1.0
"""So much of a pace may be spent at once."""
ROUTINE = 0.8
"""The part of a budget that is not kept for people."""
PARTS = 4
"""In each such part of a budget's time routine spends no more than that part of it."""
BELIEVED = timedelta(hours=1)
"""So long an answer shows that the carrier lets us in, where asking would cost of the budget."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many questions an application may ask within a time."""

    questions: int
    within: timedelta


@dataclass(slots=True)
class Pace:
    """Lets so many through in a second, in the order they came, but who is urgent before others."""

    per_second: float
    clock: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _urgent: float = 0.0

    def wait(self, *, is_urgent: bool = False) -> float:
        """Take the next turn, and return in how many seconds it comes.

        Who is urgent waits for others who are, and takes the turn from those who come later.
        """
        now = self.clock()
        turn = max(self._next, now - BURST_S)
        self._next = turn + 1 / self.per_second
        if is_urgent:
            turn = max(self._urgent, min(turn, now))
            self._urgent = turn + 1 / self.per_second
        return max(0.0, turn - now)

    def hurried(self) -> "Hurried":
        """Return the same pace for who is urgent."""
        return Hurried(self)

    async def __aenter__(self) -> None:
        """Wait for one's turn."""
        if wait := self.wait():
            await asyncio.sleep(wait)

    async def __aexit__(self, *_: object) -> None:
        """Let go of nothing."""


@dataclass(frozen=True, slots=True)
class Hurried:
    """A pace as those take it who are urgent."""

    pace: Pace

    async def __aenter__(self) -> None:
        """Wait for others who are urgent too."""
        if wait := self.pace.wait(is_urgent=True):
            await asyncio.sleep(wait)

    async def __aexit__(self, *_: object) -> None:
        """Let go of nothing."""


@dataclass(slots=True)
class Budget:
    """What is left of a quota, and when the carrier last answered."""

    quota: Quota
    clock: Clock
    _asked: deque[datetime] = field(default_factory=deque)
    _answered: datetime | None = None

    def take(self, *, is_urgent: bool) -> float | None:
        """Spend a question; None if there was one, else in how many seconds there is."""
        now = self.clock.now()
        while self._asked and self._asked[0] <= now - self.quota.within:
            self._asked.popleft()
        waits = [self._wait(*each, now) for each in self._windows(is_urgent=is_urgent)]
        if longest := max(waits):
            return longest
        self._asked.append(now)
        return None

    def answered(self) -> None:
        """Note that the carrier lets us in."""
        self._answered = self.clock.now()

    def is_known(self) -> bool:
        """Say that the carrier let us in lately."""
        return self._answered is not None and self.clock.now() - self._answered < BELIEVED

    def _windows(self, *, is_urgent: bool) -> list[tuple[int, timedelta]]:
        whole, within = self.quota.questions, self.quota.within
        if is_urgent:
            return [(whole, within)]
        routine = int(whole * ROUTINE)
        return [(routine, within), (max(1, routine // PARTS), within / PARTS)]

    def _wait(self, questions: int, within: timedelta, now: datetime) -> float:
        """Return the seconds until so many of a time have not been asked, 0 for now."""
        lately = [at for at in self._asked if at > now - within]
        if len(lately) < questions:
            return 0.0
        return (lately[-questions] + within - now).total_seconds()
