"""Events: sayings of the same thing, grouped; the one that leads gives the timeline its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.moment import Precision
from agent_console.domain.observation import EntryKind, Observation

TRUST = (Precision.HEARD, Precision.DAY, Precision.WALL_CLOCK, Precision.INSTANT)


@dataclass(frozen=True, slots=True)
class Heard:
    """A saying, when we first heard it, and when its source last came back to it."""

    observation: Observation
    heard_at: datetime
    told_again_at: datetime | None = None

    def told_at(self) -> datetime:
        """Return when its source last told it."""
        return self.told_again_at or self.heard_at


def lead(sayings: Sequence[Heard]) -> Heard:
    """Choose the saying an event shows: the best dated scan, else the latest correction."""
    if sayings[0].observation.kind is EntryKind.SCAN:
        return max(
            sayings,
            key=lambda s: (TRUST.index(s.observation.moment.precision()), -s.heard_at.timestamp()),
        )
    return max(sayings, key=Heard.told_at)
