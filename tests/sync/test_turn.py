"""A pass: pages in order, the due orders after them, its lease held and given back."""

import asyncio
from dataclasses import dataclass, field

import pytest

from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import Wanted, WantedParcel, any_parcel
from agent_console.sync import turn as turning
from agent_console.sync.pull import EVERYTHING_NOW
from agent_console.sync.turn import Bench, Connection, turn
from tests.fakes.clock import FixedClock
from tests.fakes.records import START, broken_page, order_record, page
from tests.fakes.syncing import MemoryIntake, MemoryPasses, MemorySource


@dataclass
class Table:
    """A bench over fakes."""

    intake: MemoryIntake = field(default_factory=MemoryIntake)
    passes: MemoryPasses = field(default_factory=MemoryPasses)
    clock: FixedClock = field(default_factory=lambda: FixedClock(START))

    def run(self, *connections: Connection) -> list:
        bench = Bench(self.intake, self.passes, self.clock, "here:1")
        return asyncio.run(turn(bench, connections, EVERYTHING_NOW))


def test_a_pass_counts_what_came_and_stayed():
    source = MemorySource([page(order_record(), cursor="c1"), broken_page("9")])
    table = Table()
    [outcome] = table.run(source.connection())
    assert (outcome.fetched, outcome.stored, outcome.quarantined) == (2, 1, 1)
    assert (outcome.status(), outcome.failure) == ("partial", None)
    assert source.asked == [Wanted(orders=["due"])], "what is due is read after what changed"
    assert table.passes.fresh() == ["web-shop"]


def test_what_came_before_a_failure_stays():
    source = MemorySource([page(order_record())])
    table = Table()
    [outcome] = table.run(source.connection())
    source.failure = TryLater("down")
    [failed] = table.run(source.connection())
    assert (outcome.stored, failed.status(), failed.failure.kind) == (1, "failed", "try_later")
    assert len(table.intake.kept) == 2
    assert table.passes.holders == {}


def test_a_missing_secret_fails_its_connection_only():
    def refuse() -> MemorySource:
        raise SignInAgain("no password")

    good = MemorySource([page(order_record())])
    outcomes = Table().run(Connection("bad", "vendure", refuse), good.connection("good"))
    assert [(one.connection, one.status()) for one in outcomes] == [
        ("bad", "failed"),
        ("good", "ok"),
    ]


def test_parcels_are_tracked_after_the_stores_have_told_of_them():
    table = Table()
    shop, post = MemorySource([page(order_record())]), MemorySource()
    told_before = list[int]()

    def opened() -> MemorySource:
        told_before.append(len(table.intake.kept))
        return post

    table.intake.knows["post"] = Wanted(parcels=[WantedParcel("77 1")])
    tracker = Connection("post", "easypost", opened, tracks=any_parcel)
    outcomes = table.run(tracker, shop.connection())
    assert [one.connection for one in outcomes] == ["post", "web-shop"], "in the order given"
    assert told_before == [2], "both pages of the store came first"
    assert Wanted(parcels=[WantedParcel("77 1")]) in post.asked


def test_a_tracker_with_no_parcel_due_is_asked_once_and_fails_if_it_does_not_answer():
    table, post = Table(), MemorySource(tracks=any_parcel)
    [outcome] = table.run(post.connection("post"))
    assert (outcome.status(), post.probed) == ("ok", 1)
    post.failure = TryLater("down")
    [outcome] = table.run(post.connection("post"))
    assert (outcome.status(), outcome.failure) == ("failed", post.failure)
    assert table.passes.ended == [("post", None), ("post", post.failure)]


def test_a_tracker_that_is_asked_for_parcels_is_asked_nothing_else():
    table, post = Table(), MemorySource(tracks=any_parcel)
    table.intake.knows["post"] = Wanted(parcels=[WantedParcel("77 1")])
    table.run(post.connection("post"))
    assert post.probed == 0


def test_a_connection_held_by_another_is_left(monkeypatch):
    table = Table()
    table.passes.holders["web-shop"] = "there:2"
    source = MemorySource([page(order_record())])
    real = asyncio.sleep

    async def skip(seconds: float) -> None:
        table.clock.move(seconds=seconds)
        await real(0)

    monkeypatch.setattr(turning.asyncio, "sleep", skip)
    [outcome] = table.run(source.connection())
    assert (outcome.failure.kind, "another process" in outcome.failure.message) == (
        "try_later",
        True,
    )
    assert source.opened == 0
    assert table.passes.holders == {"web-shop": "there:2"}


def test_a_long_pass_renews_its_lease():
    table = Table()
    table.intake.on_keep = lambda: table.clock.move(seconds=10)
    source = MemorySource([page(order_record())] * 6)
    table.run(source.connection())
    assert len(table.passes.renewed) >= 2


def test_a_fault_of_our_own_gives_the_lease_back():
    table = Table()
    table.intake.failure = ZeroDivisionError()
    source = MemorySource([page(order_record())])
    with pytest.raises(ZeroDivisionError):
        table.run(source.connection())
    assert table.passes.holders == {}
    assert table.passes.fresh() == []
    assert source.closed == 1


def test_a_pass_that_was_told_to_stop_is_no_failure():
    table = Table()
    source = MemorySource([page(order_record())])

    async def stopped() -> None:
        bench = Bench(table.intake, table.passes, table.clock, "here:1")
        running = asyncio.create_task(turn(bench, [source.connection()], EVERYTHING_NOW))
        await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(stopped())
    assert (table.passes.holders, table.passes.ended) == ({}, [])
