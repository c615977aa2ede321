"""One pass: how old its pages are, and whom it asks for beside what it was to read."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agent_console.ports.intake import Kept
from agent_console.ports.source import Gone, Page, Wanted
from agent_console.sync.pull import EVERYTHING_NOW, Pull
from tests.fakes.clock import FixedClock
from tests.fakes.records import at, people_page, person
from tests.fakes.syncing import MemoryIntake, MemorySource

ASKED = Page("orders")


@dataclass
class Noting(MemoryIntake):
    """Notes as of when each page was kept; orders left people with the first one."""

    heard: list[datetime] = field(default_factory=list)
    left: frozenset[str] = frozenset()

    def keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        self.heard.append(heard_at)
        moved = frozenset[str]() if self.kept else self.left
        return replace(super().keep(connection, page, heard_at), moved=moved)


@dataclass
class Meeting(MemorySource):
    """Tells something of who is to be read again."""

    meets: Page = ASKED

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        self.asked.append(wanted)
        if wanted.orders:
            yield self.meets


def passed(source: MemorySource, intake: MemoryIntake) -> None:
    pull = Pull("shop", "shopify", source, intake, FixedClock(at(90)))
    outcome = asyncio.run(pull.all(EVERYTHING_NOW))
    assert outcome.failure is None


def test_a_page_is_as_old_as_when_it_was_asked_for_or_written():
    hour = timedelta(hours=1)
    pages = [ASKED, replace(ASKED, as_of=at(90) - hour), replace(ASKED, as_of=at(90) + hour)]
    intake = Noting()
    passed(MemorySource(pages), intake)
    assert intake.heard[:3] == [at(90), at(90) - hour, at(90)]


def test_whom_orders_left_is_asked_for_in_the_same_pass():
    source = Meeting([ASKED])
    passed(source, Noting(left=frozenset({"2", "1"})))
    assert source.asked[-1] == Wanted(people=["1", "2"])


def test_the_orders_of_who_is_gone_are_read_before_that_is_said():
    gone = replace(people_page(person("2")), gone=Gone(people=("1",), orders=("5",)))
    intake = Noting(owners={"7": "1", "8": "2", "9": "1"})
    source = Meeting([gone])
    passed(source, intake)
    assert source.asked == [Wanted(orders=["7", "9"]), Wanted(orders=["due"])]
    told = [page for _, page in intake.kept]
    assert told[:3] == [people_page(person("2")), ASKED, Page("customers", gone=gone.gone)]


def test_whom_a_pass_met_since_is_asked_for_no_more():
    gone = replace(people_page(person("2")), gone=Gone(people=("1",)))
    source = Meeting([ASKED], meets=gone)
    passed(source, Noting(left=frozenset({"1", "2"})))
    assert source.asked == [Wanted(orders=["due"])]
