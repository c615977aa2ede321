"""How the next deeds go wrong: done without an answer, answered late, or done late."""

import json
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class Misdeed(StrEnum):
    """`lose` does it and hangs up, `stall` answers after a while, `late` does it after one."""

    LOSE = "lose"
    STALL = "stall"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Planned:
    """A misdeed, and how long it takes."""

    misdeed: Misdeed
    seconds: float = 1.0


class Mischief:
    """What is planned for the next purchases and returns of labels, one after the other."""

    def __init__(self) -> None:
        self._planned: deque[Planned] = deque()
        self._lock = Lock()

    def plan(self, body: bytes) -> bool:
        """Add to the plan: `{"next": ["lose", ...], "seconds": 1}`; whether that was understood."""
        try:
            told = json.loads(body)
            seconds = float(told.get("seconds", 1.0))
            wanted = [Planned(Misdeed(one), seconds) for one in told["next"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        with self._lock:
            self._planned.extend(wanted)
        return True

    def next(self) -> Planned | None:
        """Take what is planned for this deed."""
        with self._lock:
            return self._planned.popleft() if self._planned else None
