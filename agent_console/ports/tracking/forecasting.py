"""What is learned from finished parcels, as those ask for it who use it."""

from typing import Protocol

from agent_console.domain.forecasting.gaps import Gaps


class GapReader(Protocol):
    """Reads how long parcels usually stay silent."""

    def gaps(self) -> Gaps:
        """Return what was learned last; nothing where too few parcels have come yet."""
