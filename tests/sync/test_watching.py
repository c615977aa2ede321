"""The watch goes through all that is due, a bite at a time, and tells for whom it changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from agent_console.domain.forecasting.gaps import Gap, Gaps
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.carrier_names import carrier_and_service
from agent_console.domain.watching.facts import Sighted, Watched
from agent_console.domain.watching.looking import Looked
from agent_console.domain.watching.policy import Kind
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.resources import resources
from agent_console.ports.tracking.watching import Bite, BiteWish
from agent_console.sync.watching import Lookout, keep_watch
from tests.fakes.clock import FixedClock
from tests.fakes.records import START

POLICY = exception_policy(resources("policies") / "exceptions.toml")
LAST = START - timedelta(hours=40)


def order(row: int) -> Watched:
    one = Sighted("N1", "DHL", "N1", ParcelStatus.IN_TRANSIT, last_scan=LAST)
    return Watched(row, f"A-{row}", LAST, is_open=True, parcels=(one,))


@dataclass
class MemoryBook:
    """Hands out bites that are given to it, and keeps what was found (port WatchBook)."""

    bites: list[Sequence[Watched]]
    wishes: list[BiteWish] = field(default_factory=list)
    kept: list[Looked] = field(default_factory=list)

    def due(self, wish: BiteWish) -> Bite:
        self.wishes.append(wish)
        orders = self.bites.pop(0) if self.bites else ()
        return Bite(orders, frozenset(one.row for one in orders), (), {})

    def keep(self, _bite: Bite, looked: Sequence[Looked], _now: object) -> frozenset[ProfileId]:
        self.kept += looked
        return frozenset(ProfileId(one.order.row) for one in looked if one.findings)


def kinds(book: MemoryBook) -> list[list[Kind]]:
    return [[each.kind for each in one.findings] for one in book.kept]


def test_all_that_is_due_is_looked_at():
    book = MemoryBook([[order(1), order(2)], [order(3)]])
    assert Lookout(book, POLICY, FixedClock(START)).turn() == frozenset()
    assert [one.order.row for one in book.kept] == [1, 2, 3]
    assert book.wishes[0].oldest == START - timedelta(days=90)


@dataclass(frozen=True)
class Habits:
    """What was learned of one carrier (port GapReader)."""

    usual: timedelta

    def gaps(self) -> Gaps:
        return Gaps(
            {(carrier_and_service("DHL")[0], ""): Gap(self.usual, self.usual, self.usual, 30)}
        )

    def scopes(self, subjects: object) -> dict:
        return {}


def test_what_was_learned_of_a_carrier_makes_it_sooner():
    book = MemoryBook([[order(1)]])
    habits = Habits(timedelta(hours=10))
    assert Lookout(book, POLICY, FixedClock(START), habits).turn() == {ProfileId(1)}
    assert kinds(book) == [[Kind.STALLED]]
    assert "nine of ten wait 10 hours there" in book.kept[0].findings[0].why


def test_what_was_learned_of_others_changes_nothing():
    ups = replace(order(1).parcels[0], carrier="UPS")
    book = MemoryBook([[replace(order(1), parcels=(ups,))]])
    Lookout(book, POLICY, FixedClock(START), Habits(timedelta(hours=10))).turn()
    assert kinds(book) == [[]]


def test_the_watch_goes_on_and_tells_for_whom_it_changed():
    stands = replace(order(1).parcels[0], last_scan=LAST - timedelta(days=9))
    book = MemoryBook([[replace(order(1), parcels=(stands,))]])
    told = list[frozenset[ProfileId]]()

    async def until_told() -> None:
        is_told = asyncio.Event()

        def hear(customers: frozenset[ProfileId]) -> None:
            told.append(customers)
            is_told.set()

        async with asyncio.timeout(10):
            lookout = Lookout(book, POLICY, FixedClock(START))
            watching = asyncio.create_task(keep_watch(lookout, hear))
            await is_told.wait()
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    asyncio.run(until_told())
    assert told == [{ProfileId(1)}]
