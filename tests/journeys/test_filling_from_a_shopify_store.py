"""A store of some age fills the console: page by page, through throttles, and on after a break."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.domain.customer import KnownOrder
from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId
from agent_console.ports.failures import SignInAgain
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Source, Wanted
from agent_console.storage.opening import Place, create_store
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.recency import StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.pull import EVERYTHING_NOW, Outcome, Pull
from tests.contracts.source_contract import without_waiting
from tests.fakes.clock import FixedClock
from tests.fakes.shopify.admin import TOKEN, Admin
from tests.fakes.shopify.bulk import BEGAN
from tests.fakes.shopify.records import comment, customer, fulfilment, order, part_of, transaction
from tests.fakes.shopify.serving import serving

MANY = int(os.environ.get("AGENT_CONSOLE_BENCH_ORDERS", "300"))
PAGE = 10
KEY = "5e" * 32
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
UPDATED = "2026-11-23T11:30:00Z"


@dataclass
class Console:
    """A store of ours, and the store that fills it."""

    store: Store
    base: str
    told: list[Outcome] = field(default_factory=list)

    def fill(self, meanwhile: Callable[[], None] = lambda: None) -> Outcome:
        """Read all there is, and hang up; something may be done after each page."""
        self.told.clear()

        def on_progress(outcome: Outcome) -> None:
            self.told.append(outcome)
            meanwhile()

        pull, source = self._pull(on_progress)

        async def whole() -> Outcome:
            try:
                return await pull.all(EVERYTHING_NOW)
            finally:
                await source.close()

        return asyncio.run(whole())

    def refresh(self, order: str) -> None:
        """Read one order again, as an agent has it read while all is being read."""
        pull, source = self._pull(lambda _: None)

        async def again() -> None:
            await pull.some(Wanted(orders=[order]))
            await source.close()

        with ThreadPoolExecutor(1) as beside:
            beside.submit(asyncio.run, again()).result()

    def _pull(self, on_progress: Callable[[Outcome], None]) -> tuple[Pull, Source]:
        secrets = {"access_token": Secret(TOKEN)}
        clock = FixedClock(NOW)
        source = connect(Given("wool", {"base_url": self.base}, secrets, "AT", clock))
        intake = StoredIntake(self.store)
        return Pull("wool", "shopify", source, intake, clock, on_progress=on_progress), source

    def order(self, number: str) -> KnownOrder | None:
        """Return what is known of an order by now."""
        hits = StoredLookups(self.store).exact(KeyKind.ORDER, reference(number))
        read = StoredCustomers(self.store).customer(hits[0].customer) if hits else None
        return read.orders[0] if read else None

    def titles(self) -> set[str]:
        """Return what happened last to the customer whom the window lists first."""
        [newest] = StoredRecency(self.store).recent(1)
        page = StoredTimelines(self.store).page([ProfileId(newest.customer)], TimelineWish(limit=9))
        return {entry.title for entry in page}


def at(number: int) -> str:
    """Return when an order changed last: every half hour one."""
    return (NOW - timedelta(minutes=30 * (MANY - number))).isoformat().replace("+00:00", "Z")


def grown(number: int) -> dict:
    """Return an order that was paid, sent, and wanted by its customer."""
    who = customer(number, f"Person {number}", f"p{number}@wool.example")
    told = order(number, who | {"updatedAt": at(number)})
    when = {"createdAt": at(number), "processedAt": at(number)}
    sent = fulfilment(number, 0, fulfillmentLineItems=[part_of(f"{number}0", 1)])
    return told | {
        **when,
        "updatedAt": at(number),
        "transactions": [transaction(number, "SALE", "54.90", 0) | when],
        "fulfillments": [sent | {"createdAt": at(number)}],
        "events": [comment(number, 0, "Please hurry") | {"createdAt": at(number)}],
    }


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let pauses pass at once, and note how long they would have been."""
    return without_waiting(monkeypatch)


@pytest.mark.timeout(600)
def test_a_store_is_read_whole_through_throttles_and_a_break(tmp_path: Path, pauses: list[float]):
    orders = [grown(number) for number in range(1, MANY + 1)]
    admin = Admin([one["customer"] for one in orders], orders)
    admin.troubles = {6: "throttled", 10: "busy", 41: "throttled", 51: "signed_out"}
    admin.bulk.refusal = "OPERATION_IN_PROGRESS", "A bulk query operation is already in progress"
    with serving(admin) as base:
        console = Console(create_store(Place(tmp_path), KEY), base)
        broken = console.fill()
        assert isinstance(broken.failure, SignInAgain)
        assert MANY < broken.stored < 2 * MANY, "what came before it stays"
        assert [one.total for one in console.told if one.total][-1] == 2 * MANY
        asked = len(admin.called("Orders"))
        assert console.fill().failure is None
        again = len(admin.called("Orders")) - asked
        assert again < MANY // PAGE, "it went on where it had stopped, not at the beginning"
        assert console.titles() == {
            f"Order #{1000 + MANY} placed, 54.90 EUR",
            "54.90 EUR paid with Shopify Payments",
            "Parcel prepared for DHL: The socks",
            f"Note on order #{1000 + MANY}",
        }
        quiet = console.fill()
        assert (quiet.stored, quiet.failure) == (0, None)
        console.store.close()
    assert max(pauses) > 1, "it waited where it was told to"


@pytest.mark.timeout(600)
def test_a_store_is_read_whole_out_of_its_file_and_on_after_a_break(
    tmp_path: Path, pauses: list[float]
):
    orders = [grown(number) for number in range(1, MANY + 1)]
    admin = Admin([one["customer"] for one in orders], orders)
    admin.troubles = {8: "throttled", 18: "signed_out"}
    with serving(admin) as base:
        console = Console(create_store(Place(tmp_path), KEY), base)
        broken = console.fill()
        assert isinstance(broken.failure, SignInAgain)
        assert MANY < broken.stored < 2 * MANY, "what came before it stays"
        rest = console.fill()
        assert rest.failure is None
        assert broken.stored + rest.stored == 2 * MANY, "nothing is stored twice"
        assert len(admin.bulk.operations) == 1, "the store wrote one file"
        assert console.titles() == {
            f"Order #{1000 + MANY} placed, 54.90 EUR",
            "54.90 EUR paid with Shopify Payments",
            "Parcel prepared for DHL: The socks",
            f"Note on order #{1000 + MANY}",
        }
        assert (console.fill().stored, len(admin.bulk.operations)) == (0, 1)
        console.store.close()


def test_what_is_refreshed_while_a_file_is_read_stays_as_it_was_told_last(
    tmp_path: Path, pauses: list[float]
):
    orders = [grown(number) for number in range(1, MANY + 1)]
    admin = Admin([one["customer"] for one in orders], orders)
    last, seen, ages = orders[-1], list[tuple[str, datetime]](), list[datetime]()
    with serving(admin) as base:
        console = Console(create_store(Place(tmp_path), KEY), base)

        def meanwhile() -> None:
            if not seen and (first := console.order("#1001")) is not None:
                ages.append(first.last_heard)
                assert console.order(f"#{1000 + MANY}") is None, "its page is still to come"
                last.update(cancelledAt=UPDATED, displayFinancialStatus="VOIDED", updatedAt=UPDATED)
                console.refresh(str(MANY))
            if (known := console.order(f"#{1000 + MANY}")) is not None:
                seen.append((known.order.state, known.last_heard))

        assert console.fill(meanwhile).failure is None
        console.store.close()
    assert len(seen) > MANY // 40, "it was looked at after each page of the file"
    assert set(seen) == {("cancelled", NOW)}
    assert ages == [datetime.fromisoformat(BEGAN)], "what a file tells is as old as its beginning"
