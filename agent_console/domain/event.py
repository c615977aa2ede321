"""Events: sayings of the same thing, grouped; the one that leads gives the timeline its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.moment import Precision
from agent_console.domain.observation import EntryKind, Observation

MOST = 64
"""How many scans of one minute and status are kept apart; nobody tells as many."""

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


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a scan, under which name and in which words; `source` is the row of a connection.

    `is_told` while the source still tells it.
    """

    source: int
    record: str | None
    words: tuple[str | None, ...]
    is_told: bool = True

    def fits(self, other: "Teller") -> bool:
        """Say that both may be one scan: of two sources, or put right by the one that told it."""
        if self.source != other.source:
            return True
        return self.record == other.record and not other.is_told

    def likeness(self, other: "Teller") -> int:
        """Return in how many words both agree."""
        return sum(a is not None and a == b for a, b in zip(self.words, other.words, strict=True))


Minutes = dict[int, dict[int, list[Teller]]]
"""Who tells the events of one parcel: by minute and status, and there by grouping."""


def join(minutes: Minutes, grouping: int, one: Teller) -> int:
    """Return the grouping of the event that a scan is part of, and note it there.

    Scans that a source keeps apart are events of their own, so a minute may have several.
    """
    there = minutes.setdefault(grouping // MOST, {})
    fitting = [at for at, told in there.items() if all(map(one.fits, told))]
    if fitting:
        joined = max(fitting, key=lambda at: max(map(one.likeness, there[at])))
    else:
        free = (grouping ^ at for at in range(MOST) if grouping ^ at not in there)
        joined = next(free, grouping)
    there.setdefault(joined, []).append(one)
    return joined


def lead(sayings: Sequence[Heard]) -> Heard:
    """Choose the saying an event shows: the best dated scan, else the latest correction.

    Who tracks a parcel knows its scans better than whoever writes about them.
    """
    if sayings[0].observation.kind is EntryKind.SCAN:
        tracked = [one for one in sayings if one.observation.channel is None]
        return max(tracked or sayings, key=_trust)
    return max(sayings, key=Heard.told_at)


def _trust(saying: Heard) -> tuple[int, float]:
    precision = saying.observation.moment.precision()
    return TRUST.index(precision), -saying.heard_at.timestamp()
