"""How often the list may be asked for."""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

LISTS_PER_SECOND = 5


class Limit:
    """Lets so many through in any second; `clock` counts seconds."""

    def __init__(
        self, per_second: int = LISTS_PER_SECOND, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._recent: deque[float] = deque(maxlen=per_second)
        self._lock = Lock()

    def lets_through(self) -> bool:
        """Count one more; whether it may pass."""
        with self._lock:
            now = self._clock()
            is_full = len(self._recent) == self._recent.maxlen and now - self._recent[0] < 1
            if not is_full:
                self._recent.append(now)
            return not is_full
