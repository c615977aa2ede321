"""What goes wrong at a carrier, one question after the other, and who asked too early."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from enum import StrEnum
from threading import Lock

RETRY_AFTER_S = 1
"""So long nobody may ask once UPS has said so."""


class Prank(StrEnum):
    """What becomes of one question."""

    FINE = "fine"
    WAIT = "wait"
    WAIT_UNTOLD = "wait_untold"
    EXPIRED = "expired"
    HTML = "html"
    HTML_MISSING = "html_missing"
    EMPTY = "empty"
    LIST = "list"
    SLOW = "slow"
    TRUNCATED = "truncated"
    BROKEN = "broken"


class Mischief:
    """The pranks that wait, the tokens that open, and the count of what was asked.

    `clock` counts seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._planned: deque[Prank] = deque()
        self._tokens: set[str] = set()
        self._shut_until = 0.0
        self.asked: list[str] = []
        """The numbers asked for, in their order."""
        self.lent = 0
        """How many tokens were fetched."""
        self.too_early = 0
        """How many did not wait as long as they were told to."""

    def plan(self, pranks: Iterable[Prank]) -> None:
        """Play these pranks on the next questions, one on each."""
        with self._lock:
            self._planned.extend(pranks)

    def plan_from(self, body: bytes) -> bool:
        """Read pranks from a list of their names; whether all exist."""
        try:
            self.plan([Prank(one) for one in json.loads(body)["pranks"]])
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def is_over(self) -> bool:
        """Say that all pranks were played."""
        return not self._planned

    def lend(self) -> str:
        """Make a token."""
        with self._lock:
            self.lent += 1
            token = f"sandbox-{self.lent}"
            self._tokens.add(token)
            return token

    def opens(self, token: str) -> bool:
        """Say whether a token still holds."""
        with self._lock:
            return token in self._tokens

    def next(self, number: str) -> Prank:
        """Count a question, and return what becomes of it."""
        with self._lock:
            self.asked.append(number)
            now = self._clock()
            if now < self._shut_until:
                self.too_early += 1
                return Prank.WAIT
            prank = self._planned.popleft() if self._planned else Prank.FINE
            if prank is Prank.WAIT:
                self._shut_until = now + RETRY_AFTER_S
            if prank is Prank.EXPIRED:
                self._tokens.clear()
            return prank
