"""The world: everything planned, run in the order of time up to now, and on from there."""

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from time import monotonic

from agent_console.sandbox.ingredients import load
from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.plans.plan import Deed, Step
from agent_console.sandbox.plans.planner import Planner

SEED = 10482
PLANNED_AHEAD = 160
"""So many steps are always planned; when fewer are left, one more day is."""


class World:
    """The shop and its future; whoever reads or moves it holds the lock."""

    def __init__(self, now: datetime, seed: int = SEED) -> None:
        self.lock = threading.RLock()
        self.ledger = Ledger()
        self._planner = Planner(seed, load(), now)
        self._order = count()
        self._ahead: list[tuple[datetime, int, Deed]] = []
        self._days = 0
        self.now, self._since = now, monotonic()
        self._plan(self._planner.past())
        self._plan(self._planner.day(0))
        while self._ahead[0][0] <= now:
            at, _, deed = heappop(self._ahead)
            deed(self.ledger, at)

    @property
    def stories(self) -> dict[str, str]:
        """The e-mail address of the person of each named story."""
        return {hero.story: hero.person.email for hero in self._planner.heroes if hero.story}

    @property
    def names(self) -> dict[str, str]:
        """What the person of each named story is called."""
        return {hero.story: hero.person.full_name for hero in self._planner.heroes if hero.story}

    def time(self) -> datetime:
        """Return what time it is for who acts in it: what was planned last happened a while ago."""
        return self.now + timedelta(seconds=monotonic() - self._since)

    def step(self, now: datetime) -> None:
        """Let the next planned thing happen now."""
        with self.lock:
            if len(self._ahead) < PLANNED_AHEAD:
                self._days += 1
                self._plan(self._planner.day(self._days))
            self.now, self._since = max(self.time(), now), monotonic()
            heappop(self._ahead)[2](self.ledger, now)

    def _plan(self, steps: Iterable[Step]) -> None:
        known = bool(self._ahead)
        for step in steps:
            planned = (step.at, next(self._order), step.deed)
            if known:
                heappush(self._ahead, planned)
            else:
                self._ahead.append(planned)
        if not known:
            heapify(self._ahead)
