"""Pages of a timeline over several profiles: nothing twice, nothing missing, both ways."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.moment import from_microseconds, instant
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Position, TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.timeline import timeline
from agent_console.queries.who import NobodyFoundError
from tests.fakes.clock import FixedClock
from tests.fakes.records import START


@dataclass
class Told:
    """Entries in memory (ports TimelineReader and CustomerReader)."""

    entries: list[TimelineEntry]

    def desk(self) -> Desk:
        return Desk(self, self, None, None, None, FixedClock(START), "AT", None, None, None, None)

    def profiles(self, customer: ProfileId) -> list[ProfileId]:
        return [customer, ProfileId(99)]

    def customer_of(self, profile: ProfileId) -> None:
        return None

    def page(self, profiles: list[ProfileId], wish: TimelineWish) -> list[TimelineEntry]:
        assert profiles == [1, 99]
        found = sorted(self.entries, key=lambda one: (one.sort_at, one.event_id), reverse=True)
        if wish.before is not None:
            found = [one for one in found if place(one.position()) < place(wish.before)]
        if wish.after is not None:
            return [one for one in found if place(one.position()) > place(wish.after)][
                -wish.limit :
            ]
        return found[: wish.limit]


def place(at: Position) -> tuple[int, int]:
    return at.sort_at, at.event_id


def entry(event: int, sort_at: int) -> TimelineEntry:
    moment = instant(from_microseconds(sort_at))
    return TimelineEntry(event, sort_at, EntryKind.NOTE, "order", "Note", None, moment, ())


MANY = st.lists(st.integers(0, 5), max_size=12).map(
    lambda times: Told([entry(event, at) for event, at in enumerate(times)])
)


@given(MANY, st.integers(1, 5))
def test_pages_backwards_are_the_whole(told, limit):
    whole = list(timeline(told.desk(), ProfileId(1), TimelineWish(100)).entries)
    seen, wish = [], TimelineWish(limit)
    while True:
        page = timeline(told.desk(), ProfileId(1), wish)
        seen += page.entries
        if page.older is None:
            break
        assert len(page.entries) == limit
        wish = replace(wish, before=page.older)
    assert seen == whole


@given(MANY, st.integers(1, 5))
def test_pages_forwards_meet_the_same_entries(told, limit):
    whole = list(timeline(told.desk(), ProfileId(1), TimelineWish(100)).entries)
    seen, after = [], Position(-1, -1)
    while page := timeline(told.desk(), ProfileId(1), TimelineWish(limit, after=after)).entries:
        seen, after = [*page, *seen], page[0].position()
    assert seen == whole


def test_nobody_has_no_card():
    with pytest.raises(NobodyFoundError, match="c7"):
        customer(Told([]).desk(), ProfileId(7))
