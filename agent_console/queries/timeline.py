"""The timeline of a customer, page by page, over all profiles that make the customer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Position, TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.queries.desk import Desk


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Entries newest first, and where older ones go on; None at the very beginning."""

    entries: Sequence[TimelineEntry]
    older: Position | None


def timeline(desk: Desk, customer: ProfileId, wish: TimelineWish) -> TimelinePage:
    """Read one page of a customer's timeline."""
    return timeline_of(desk, desk.people.profiles(customer), wish)


def timeline_of(desk: Desk, profiles: Sequence[ProfileId], wish: TimelineWish) -> TimelinePage:
    """Read one page of the timeline of profiles that are known to be one customer."""
    more = replace(wish, limit=wish.limit + 1)
    entries = desk.timelines.page(profiles, more)
    if wish.after is not None:
        newer = entries[-wish.limit :]
        return TimelinePage(newer, newer[-1].position() if newer else None)
    shown = entries[: wish.limit]
    return TimelinePage(shown, shown[-1].position() if len(entries) > wish.limit else None)
