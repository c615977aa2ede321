"""The time, as something one is handed."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests hand in their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
