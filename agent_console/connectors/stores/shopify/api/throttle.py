"""The store's bucket of points: what a question costs is told with its answer.

All that ask a store with one token share it, and who waits at a screen goes first.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from agent_console.connectors.kit.reading import Node, UnreadableError

SHORTEST_S = 0.5
UNTOLD_S = 2.0
"""How long to wait where the store does not tell how full its bucket is."""
RESERVE = 0.1
"""What of the bucket a pass leaves to those who wait at a screen, and to other programs."""


@dataclass(slots=True)
class Bucket:
    """How full the bucket was when the store last told, how fast it fills, and who is at it."""

    _available: float = 0.0
    _most: float = 0.0
    _rate: float = 0.0
    _cost: float = 0.0
    _at: float = 0.0
    _asked: int = 0
    _urgent: int = 0
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    @contextmanager
    def claim(self, *, is_urgent: bool) -> Iterator[None]:
        """Have routine wait as long as somebody at a screen asks, tries and waits included."""
        self._urgent += is_urgent
        try:
            yield
        finally:
            self._urgent -= is_urgent
            while self._waiting and not self._urgent:
                waiter = self._waiting.pop()
                if not waiter.done():
                    waiter.set_result(None)

    @asynccontextmanager
    async def turn(self, *, is_urgent: bool) -> AsyncIterator[None]:
        """Wait until there are points for a question, and hold them while it is asked."""
        await _pause(self.wait_s(is_urgent=is_urgent))
        while self._urgent and not is_urgent:
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            await waiter
            await _pause(self.wait_s())
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    def hear(self, document: Node) -> None:
        """Note what an answer tells of its cost."""
        cost = document["extensions"]["cost"]
        status = cost["throttleStatus"]
        try:
            rate = float(status["restoreRate"].decimal())
            available = float(status["currentlyAvailable"].decimal())
            most = float(status["maximumAvailable"].decimal())
            asked = float(cost["requestedQueryCost"].decimal())
        except UnreadableError:
            return
        if rate > 0:
            self._rate, self._available, self._most, self._cost = rate, available, most, asked
            self._at = asyncio.get_running_loop().time()

    def wait_s(self, *, is_urgent: bool = False) -> float:
        """Return how long to wait so that a question like the last one is let through."""
        if not self._rate:
            return 0.0
        passed = asyncio.get_running_loop().time() - self._at
        there = min(self._most, self._available + passed * self._rate)
        others = self._asked * self._cost
        reserve = 0.0 if is_urgent else self._most * RESERVE
        wanted = min(self._most, self._cost + others + reserve)
        return max(0.0, (wanted - there) / self._rate)

    def refused_s(self) -> float:
        """Return how long to wait after the store refused for want of points."""
        return max(SHORTEST_S, self.wait_s(is_urgent=True)) if self._rate else UNTOLD_S


async def _pause(seconds: float) -> None:
    if seconds > 0:
        await asyncio.sleep(seconds)
