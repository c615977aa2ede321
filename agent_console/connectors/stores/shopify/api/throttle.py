"""The store's bucket of points: what a question costs is told with its answer."""

import asyncio
from dataclasses import dataclass

from agent_console.connectors.kit.reading import Node, UnreadableError

SHORTEST_S = 0.5
UNTOLD_S = 2.0
"""How long to wait where the store does not tell how full its bucket is."""
RESERVE = 0.1
"""What of the bucket a pass leaves to those who wait at a screen, and to other programs."""


@dataclass(slots=True)
class Bucket:
    """How full the bucket was when the store last told, and how fast it fills."""

    _available: float = 0.0
    _most: float = 0.0
    _rate: float = 0.0
    _cost: float = 0.0
    _at: float = 0.0

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
        wanted = min(self._most, self._cost + (0.0 if is_urgent else self._most * RESERVE))
        return max(0.0, (wanted - there) / self._rate)

    def refused_s(self) -> float:
        """Return how long to wait after the store refused for want of points."""
        return max(SHORTEST_S, self.wait_s(is_urgent=True)) if self._rate else UNTOLD_S
