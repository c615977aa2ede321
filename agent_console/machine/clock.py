"""The clock of this computer."""

from datetime import UTC, datetime


class SystemClock:
    """Tells the real time (port Clock)."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)
