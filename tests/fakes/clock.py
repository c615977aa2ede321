"""Clocks for tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class FixedClock:
    """Stands still until it is moved (port Clock)."""

    at: datetime

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self.at

    def move(self, **by: float) -> None:
        """Move on by some time."""
        self.at += timedelta(**by)
