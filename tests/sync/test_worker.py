"""The worker keeps connections fresh, does at once what is wished, and can end anywhere."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import pytest

from agent_console.ports.desktop import (
    Changed,
    FetchFile,
    FileFetched,
    Paused,
    PauseReading,
    Progress,
    RefreshCustomer,
    Refreshed,
    WakeUp,
)
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import Wanted, any_parcel
from agent_console.ports.tracking.forecasting import Sighted
from agent_console.sync.files import FileErrands
from agent_console.sync.learning import Learning
from agent_console.sync.turn import Bench
from agent_console.sync.worker import Routine, Worker
from tests.fakes.clock import FixedClock
from tests.fakes.files import FilingSource, MemoryShelf, small
from tests.fakes.journeys import MemoryJourneys
from tests.fakes.records import START, order_record, page
from tests.fakes.syncing import MemoryIntake, MemoryLine, MemoryPasses, MemorySource

SELDOM, OFTEN = 3600.0, 0.01


@dataclass
class Workshop:
    """A worker over fakes, and its window."""

    sources: dict[str, MemorySource]
    every_s: float = SELDOM
    intake: MemoryIntake = field(default_factory=MemoryIntake)
    files: FileErrands | None = None
    learning: Learning | None = None
    passes: MemoryPasses = field(default_factory=MemoryPasses)
    line: MemoryLine = field(default_factory=MemoryLine)

    def worker(self) -> Worker:
        bench = Bench(self.intake, self.passes, FixedClock(START), "here:1")
        routines = [
            Routine(source.connection(name), self.every_s) for name, source in self.sources.items()
        ]
        return Worker(bench, routines, self.line, files=self.files, learning=self.learning)

    def run(self, story: Callable[["Workshop"], Awaitable[object]]) -> None:
        """Let the worker work while the story goes on; then the window hangs up."""

        async def both() -> None:
            async with asyncio.timeout(10):
                working = asyncio.create_task(self.worker().run())
                await story(self)
                self.line.wished.put_nowait(None)
                await working

        asyncio.run(both())

    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():  # noqa: ASYNC110 - fakes raise no events
            await asyncio.sleep(0.002)

    async def passes_ended(self, count: int) -> None:
        await self.until(lambda: len(self.passes.ended) >= count)


def one(*failures: Exception, **more: object) -> Workshop:
    return Workshop({"web-shop": MemorySource([page(order_record())], *failures)}, **more)


def test_it_reads_every_connection_at_once():
    shop = Workshop({name: MemorySource([page(order_record())]) for name in ("a", "b")})
    shop.run(lambda shop: shop.passes_ended(2))
    assert sorted(shop.passes.fresh()) == ["a", "b"]
    assert [source.closed for source in shop.sources.values()] == [1, 1]
    assert Changed((7,)) in shop.line.news
    assert Progress("a", 1, 0, is_running=False) in shop.line.news


def test_it_ends_when_its_window_goes():
    shop = one()
    shop.run(lambda shop: shop.passes_ended(1))
    assert shop.passes.holders == {}


def test_without_connections_it_still_waits_for_wishes():
    shop = Workshop({})
    shop.run(lambda _: asyncio.sleep(0))


def test_a_wake_up_starts_the_next_pass():
    shop = one()

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        shop.line.wished.put_nowait(WakeUp())
        await shop.passes_ended(2)

    shop.run(story)
    assert len(shop.passes.fresh()) == 2


def test_a_wake_up_during_a_pass_is_not_lost():
    shop = one()
    source = shop.sources["web-shop"]
    source.pages.append(page(order_record()))

    async def story(shop: Workshop) -> None:
        source.gate = asyncio.Event()
        await shop.until(lambda: bool(shop.intake.kept))
        shop.line.wished.put_nowait(WakeUp())
        await asyncio.sleep(0.02)
        source.gate.set()
        await shop.passes_ended(2)

    shop.run(story)


def refreshing(shop: Workshop, customer: int = 7) -> list:
    async def story(shop: Workshop) -> None:
        await shop.passes_ended(len(shop.sources))
        shop.line.wished.put_nowait(RefreshCustomer(customer))
        await shop.until(lambda: bool(shop.line.of(Refreshed)))

    shop.run(story)
    return shop.line.of(Refreshed)


def test_a_refresh_reads_one_customer_everywhere():
    shop = Workshop({name: MemorySource() for name in ("a", "b", "c")})
    shop.intake.knows = {"a": Wanted(["1"], ["7", "8"]), "c": Wanted(["2"])}
    assert refreshing(shop) == [Refreshed(7, None, "b knows nothing of this customer")]
    assert shop.sources["a"].asked[-1] == Wanted(["1"], ["7", "8"], is_urgent=True)
    assert shop.sources["c"].asked[-1] == Wanted(["2"], is_urgent=True)
    assert shop.sources["b"].opened == 1, "where nobody knows them, nobody is asked"
    assert [source.opened == source.closed for source in shop.sources.values()] == [True] * 3


def test_a_refresh_tells_which_connections_failed():
    shop = Workshop({"a": MemorySource(failure=SignInAgain("a says no")), "b": MemorySource()})
    shop.intake.knows = {"a": Wanted(["1"]), "b": Wanted(["1"])}
    assert refreshing(shop) == [Refreshed(7, "a says no")]
    assert shop.sources["b"].asked[-1] == Wanted(["1"], is_urgent=True)


def test_a_refresh_reads_what_is_new_in_a_mailbox():
    shop = Workshop({"support": MemorySource(is_mailbox=True)})
    assert refreshing(shop) == [Refreshed(7, None)]
    assert shop.passes.fresh() == ["support", "support"]


def test_a_refresh_says_which_mailbox_does_not_answer():
    shop = Workshop({"support": MemorySource(failure=TryLater("support is away"), is_mailbox=True)})
    assert refreshing(shop) == [Refreshed(7, None, "support is away")]


def test_a_refresh_shows_a_mailbox_no_refused_password_again():
    source = MemorySource(failure=SignInAgain("support says no"), is_mailbox=True)
    assert refreshing(Workshop({"support": source})) == [Refreshed(7, None, "support says no")]
    assert source.opened == 1


def test_a_refresh_waits_for_no_mailbox_that_is_being_read():
    shop = Workshop({"support": MemorySource([page(order_record())] * 2, is_mailbox=True)})
    source = shop.sources["support"]

    async def story(shop: Workshop) -> None:
        source.gate = asyncio.Event()
        await shop.until(lambda: source.opened == 1)
        shop.line.wished.put_nowait(RefreshCustomer(7))
        await shop.until(lambda: bool(shop.line.of(Refreshed)))
        source.gate.set()
        await shop.passes_ended(1)

    shop.run(story)
    assert shop.line.of(Refreshed) == [Refreshed(7, None, "support is being read just now")]
    assert source.opened == 1


def test_a_refresh_asks_for_the_parcels_that_stores_have_just_told_of():
    shop = Workshop({"post": MemorySource(tracks=any_parcel), "shop": MemorySource()})
    shop.intake.knows = {"shop": Wanted(["1"])}
    assert refreshing(shop) == [Refreshed(7, None, "post has no parcel to track of this customer")]
    assert shop.sources["shop"].asked[-1] == Wanted(["1"], is_urgent=True)


def test_a_refresh_that_breaks_is_told_too(caplog):
    shop = Workshop({"a": MemorySource()})
    shop.intake.failure = OSError("the disk is gone")
    [told] = refreshing(shop)
    assert told.customer == 7
    assert told.failure
    assert "the disk is gone" in caplog.text


def test_one_failing_connection_never_stops_others():
    shop = Workshop(
        {"bad": MemorySource(failure=TryLater("bad is down")), "good": MemorySource()}, OFTEN
    )
    shop.run(lambda shop: shop.until(lambda: shop.passes.fresh().count("good") >= 4))
    assert "bad" not in shop.passes.fresh()
    assert len([1 for name, _ in shop.passes.ended if name == "bad"]) >= 2


def test_a_failure_is_logged_once_and_its_end(caplog):
    caplog.set_level(logging.INFO, "agent_console.sync")
    shop = one(TryLater("web-shop is down"), every_s=OFTEN)

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(4)
        shop.sources["web-shop"].failure = None
        await shop.until(lambda: len(shop.passes.fresh()) >= 3)

    shop.run(story)
    assert [record.getMessage() for record in caplog.records] == [
        "web-shop fails: web-shop is down",
        "web-shop answers again",
    ]


def test_who_asks_for_patience_is_not_asked_early():
    patient = one(TryLater("slow down", retry_after_s=900), every_s=OFTEN)

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        await asyncio.sleep(0.1)

    patient.run(story)
    assert len(patient.passes.ended) == 1


def test_a_pass_cut_off_leaves_no_lease_and_no_freshness():
    shop = one()
    source = shop.sources["web-shop"]
    source.pages.append(page(order_record()))

    async def story(shop: Workshop) -> None:
        source.gate = asyncio.Event()
        await shop.until(lambda: bool(shop.intake.kept))

    shop.run(story)
    assert shop.passes.holders == {}
    assert shop.passes.ended == [], "neither fresh nor failing"
    assert source.closed == 1
    assert len(shop.intake.kept) == 1, "what was stored stays stored"


def test_a_broken_store_ends_the_worker_loudly():
    shop = one()
    shop.intake.failure = RuntimeError("the store is damaged")
    with pytest.raises(RuntimeError, match="damaged"):
        asyncio.run(shop.worker().run())
    assert shop.passes.holders == {}
    assert shop.passes.fresh() == []


def test_a_refused_secret_is_not_tried_again_until_it_changes():
    shop = one(SignInAgain("wrong password"), every_s=OFTEN)
    source = shop.sources["web-shop"]

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        await asyncio.sleep(20 * OFTEN)
        assert source.opened == 1
        source.failure, source.secret = None, "new"
        await shop.passes_ended(2)

    shop.run(story)
    assert shop.passes.fresh() == ["web-shop"]


def test_a_person_may_have_a_refused_secret_tried_again():
    shop = one(SignInAgain("account locked"))
    source = shop.sources["web-shop"]

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        source.failure = None
        shop.line.wished.put_nowait(WakeUp())
        await shop.passes_ended(2)

    shop.run(story)
    assert shop.passes.fresh() == ["web-shop"]


def fetching(source: MemorySource, event: int = 5) -> tuple[MemoryShelf, list]:
    shelf = MemoryShelf("support")
    shop = Workshop({"support": source}, files=FileErrands(shelf, small))

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)
        shop.line.wished.put_nowait(FetchFile(event, 1))
        await shop.until(lambda: bool(shop.line.of(FileFetched)))

    shop.run(story)
    return shelf, shop.line.of(FileFetched)


def test_a_wanted_file_is_fetched_drawn_and_kept():
    source = FilingSource()
    shelf, news = fetching(source)
    assert news == [FileFetched(5, 1, None)]
    assert shelf.kept == {(5, 1): (b"file 1 of 5", b"small file 1 of 5")}
    assert source.opened == source.closed


@pytest.mark.parametrize(
    ("source", "event", "said"),
    [
        (FilingSource(refusal=TryLater("support is down")), 5, "support is down"),
        (MemorySource(), 5, "support hands out no files"),
        (FilingSource(), 6, "the message is not kept here any more"),
        (FilingSource(), 7, "elsewhere is not connected any more"),
    ],
)
def test_a_file_that_cannot_be_had_says_why(source: MemorySource, event: int, said: str):
    shelf, news = fetching(source, event)
    assert news == [FileFetched(event, 1, said)]
    assert shelf.kept == {}


def test_more_than_was_announced_is_never_more_than_there_is():
    pages = [replace(page(order_record()), cursor=str(n), total=2) for n in (1, 2, 3)]
    shop = Workshop({"web-shop": MemorySource(pages)})

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(1)

    shop.run(story)
    told = [(one.done, one.total) for one in shop.line.of(Progress) if one.is_running]
    assert told[:3] == [(1, 2), (2, 2), (3, 3)]


def test_a_paused_pass_goes_on_where_it_stopped():
    first = replace(page(order_record()), cursor="1", total=2)
    source = MemorySource([first, replace(first, cursor="2")])
    shop = Workshop({"web-shop": source})

    async def story(shop: Workshop) -> None:
        source.gate = asyncio.Event()
        await shop.until(lambda: Progress("web-shop", 1, 2, is_running=True) in shop.line.news)
        shop.line.wished.put_nowait(PauseReading())
        await shop.until(lambda: not shop.passes.holders)
        source.gate.set()
        await asyncio.sleep(0.05)
        assert shop.passes.ended == [], "a pause is no failure and no success"
        assert shop.intake.cursor("web-shop", "orders") == "1"
        assert (source.opened, source.closed) == (1, 1)
        shop.line.wished.put_nowait(WakeUp())
        await shop.passes_ended(1)

    shop.run(story)
    assert shop.line.of(Paused) == [
        Paused(is_paused=False),
        Paused(is_paused=True),
        Paused(is_paused=False),
    ]
    assert source.opened == 2
    assert shop.passes.fresh() == ["web-shop"]


def test_nothing_is_read_by_itself_while_paused():
    shop = one(every_s=OFTEN)

    async def story(shop: Workshop) -> None:
        await shop.passes_ended(2)
        shop.line.wished.put_nowait(PauseReading())
        await shop.until(lambda: Paused(is_paused=True) in shop.line.news)
        await asyncio.sleep(0.03)
        ended = len(shop.passes.ended)
        await asyncio.sleep(0.1)
        assert len(shop.passes.ended) == ended

    shop.run(story)


def test_it_learns_from_parcels_beside_reading():
    shop, book = one(), MemoryJourneys([Sighted(1, 1, START.date(), is_over=False)])
    shop.learning = Learning(book, FixedClock(START))

    async def story(shop: Workshop) -> None:
        await shop.until(lambda: 1 in book.kept)
        await shop.passes_ended(1)

    shop.run(story)
