"""Labels bought over the real outbox at an EasyPost that does its worst, and what was paid."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest

from agent_console.connectors.carriers.easypost.manifest import sell, send
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import (
    Label,
    LabelFile,
    LabelOrder,
    ParcelSize,
    Quote,
    VoidOrder,
)
from agent_console.domain.address import Address
from agent_console.domain.profile import Statement
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.failures import Refused
from agent_console.ports.secrets import Secret
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.dispatch import Dispatcher, WayOut
from tests.fakes.records import at, people_page, person
from tests.peers.easypost import shipping
from tests.peers.easypost.shipping import FAULTS, Shop

SETTLE = timedelta(seconds=1)
HOUSE = Address("Our Shop", "Hauptplatz 1", "Linz", "4020", "AT")
CUSTOMER = Address("Helena Brandt", "Ringstraße 5", "Graz", "8010", "AT")
PARCEL = Parcel(CUSTOMER, HOUSE, ParcelSize(900), "r-1")
ENOUGH = 400
"""Turns after which nothing can be under way any more."""


@dataclass
class Moving:
    """A clock that stands still but for who moves it."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.at


@dataclass
class Desk:
    """A console with its outbox, and the shop it buys at."""

    store: Store
    shop: Shop
    clock: Moving = field(default_factory=Moving)

    @property
    def outbox(self) -> StoredOutbox:
        return StoredOutbox(self.store)

    def given(self) -> Given:
        values, key = {"base_url": self.shop.base}, {"api_key": Secret("EZTK-loopback-only")}
        return Given("easypost", values, key, "AT", self.clock)

    def way(self) -> WayOut:
        return WayOut("easypost", "easypost", lambda: send(self.given()), SETTLE)

    def quote(self) -> Quote:
        async def ask() -> Quote:
            seller = sell(self.given())
            try:
                return await seller.quote(PARCEL)
            finally:
                await seller.close()

        return asyncio.run(ask())

    def file(self, label: Label) -> LabelFile:
        async def ask() -> LabelFile:
            seller = sell(self.given())
            try:
                return await seller.file(label)
            finally:
                await seller.close()

        return asyncio.run(ask())

    def want(self, order: LabelOrder | VoidOrder, key: str = "k1") -> Intent:
        kind = IntentKind.LABEL if isinstance(order, LabelOrder) else IntentKind.VOID
        request = msgspec.json.encode(order).decode()
        guard = f"{kind} of {order.order}"
        now = self.clock.now()
        wanted = Wanted(kind, "easypost", 1, request, now, SETTLE, guard=guard)
        return self.outbox.put(key, wanted, Statement("ann", now, "")).intent

    def turn(self) -> None:
        dispatcher = Dispatcher(StoredDispatch(self.store), self.clock, "me:1")
        asyncio.run(dispatcher.turn(self.way()))

    def finish(self) -> Intent:
        """Carry on until all is over or a person has to decide; lets no time pass in between."""
        for _ in range(ENOUGH):
            self.turn()
            last = self.outbox.intents()[0]
            if last.is_over() or last.state is IntentState.NEEDS_HUMAN:
                return last
            for timer in self.shop.late:
                timer.join()
            self.clock.at += timedelta(seconds=1)
        pytest.fail(f"it never ends: {self.outbox.intents()[0]}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A console, and a shop that would sell a label twice to whoever asks twice."""
    with shipping.open_shop(guards=False) as shop:
        store = create_store(Place(tmp_path / "home"), "5e" * 32)
        StoredIntake(store).keep("web-shop", people_page(person()), at(0))
        yield Desk(store, shop)
        store.close()


def order_of(quote: Quote) -> LabelOrder:
    return LabelOrder(quote.shipment, quote.rates[0], "10482")


def label_of(intent: Intent) -> Label:
    assert intent.result is not None
    return msgspec.json.decode(intent.result, type=Label)


def test_the_cheapest_is_bought_for_what_it_was_quoted_at(desk: Desk):
    order = order_of(desk.quote())
    desk.want(order)
    done = desk.finish()
    assert done.state is IntentState.DONE
    assert label_of(done).price == order.rate.price
    assert desk.shop.bought == {order.shipment: 1}
    assert desk.file(label_of(done)).content == shipping.PDF


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_goes_wrong_is_paid_once_at_the_most(desk: Desk, fault: str):
    order = order_of(desk.quote())
    desk.shop.next.append(fault)
    desk.want(order)
    end = desk.finish()
    paid = desk.shop.bought.get(order.shipment, 0)
    assert (end.state, paid) == ((IntentState.FAILED, 0) if fault == "refuse" else ("done", 1))


def test_solidus_easypost_42_a_rate_is_not_bought_twice_by_two_callers(desk: Desk):
    """Two places of the program shipped the same shipment, and each bought its rate."""
    order = order_of(desk.quote())
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda key: desk.want(order, key), ("by ship", "by callback"))
    assert first.key == second.key
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: desk.turn(), range(2)))
    assert desk.finish().state is IntentState.DONE
    assert desk.shop.bought == {order.shipment: 1}


def test_solidus_easypost_113_buying_again_after_an_error_is_no_second_purchase(desk: Desk):
    """The purchase was called twice, and its second error hid that the first went through."""
    order = order_of(desk.quote())
    desk.shop.guards = True
    desk.shop.do(order.shipment, "buy", {"rate": {"id": order.rate.external_id}})
    desk.want(order)
    desk.turn()
    assert desk.outbox.intents()[0].state is IntentState.UNKNOWN
    done = desk.finish()
    assert (done.state, desk.shop.bought) == (IntentState.DONE, {order.shipment: 1})
    assert label_of(done).tracking_number
    assert [one.rpartition("/")[2] for one in desk.shop.posts] == ["shipments", "buy"]


def test_wp_calypso_19276_a_label_that_comes_after_the_timeout_is_found(desk: Desk):
    """The label was shown as failed when its status timed out, while it had been bought."""
    order = order_of(desk.quote())
    desk.shop.next.append("late")
    desk.want(order)
    desk.turn()
    assert desk.outbox.intents()[0].state is IntentState.UNKNOWN
    assert desk.shop.bought == {}
    assert desk.finish().state is IntentState.DONE
    assert desk.shop.bought == {order.shipment: 1}


def test_open_mercato_3294_the_carrier_is_not_called_before_the_claim(desk: Desk):
    """Workers asked the carrier first and claimed afterwards, so that each bought a label."""
    order = order_of(desk.quote())
    desk.want(order)
    [intent] = StoredDispatch(desk.store).due("easypost", desk.clock.now())
    claimed = StoredDispatch(desk.store).claim(intent, "other:1", desk.clock.now())
    assert claimed is not None
    asyncio.run(_sent_late(desk, intent))
    assert desk.shop.bought == {}
    assert not [one for one in desk.shop.posts if one.endswith("/buy")]


async def _sent_late(desk: Desk, intent: Intent) -> None:
    """Send what somebody else has claimed since it was read."""
    sender = send(desk.given())
    await Dispatcher(StoredDispatch(desk.store), desk.clock, "me:1")._send(sender, intent)
    await sender.close()


def test_five_clicks_buy_one_label(desk: Desk):
    order = order_of(desk.quote())
    with ThreadPoolExecutor(5) as pool:
        wanted = list(pool.map(lambda number: desk.want(order, f"click {number}"), range(5)))
    assert len({one.key for one in wanted}) == 1
    assert desk.finish().state is IntentState.DONE
    assert len(desk.outbox.intents()) == 1
    assert desk.shop.bought == {order.shipment: 1}


def test_a_door_that_is_shut_is_tried_again(desk: Desk):
    order = order_of(desk.quote())
    real = desk.given
    desk.given = lambda: Given(  # type: ignore[method-assign]
        "easypost", {"base_url": "http://127.0.0.1:1"}, real().secrets, "AT", desk.clock
    )
    desk.want(order)
    desk.turn()
    assert desk.outbox.intents()[0].state is IntentState.PENDING
    desk.given = real  # type: ignore[method-assign]
    assert desk.finish().state is IntentState.DONE
    assert desk.shop.bought == {order.shipment: 1}


@pytest.mark.parametrize(("sold", "words"), [
    ({"currency": "EUR"}, "6.07 EUR"),
    ({"rate": "9.99"}, "9.99 USD"),
    ({"id": "rate_other", "service": "Express"}, "USPS Express"),
])  # fmt: skip
def test_what_is_sold_otherwise_is_kept_and_said(desk: Desk, sold: dict, words: str):
    desk.shop.sells_as = sold
    desk.want(order_of(desk.quote()))
    done = desk.finish()
    assert done.state is IntentState.DONE
    assert done.outcome is not None
    assert words in done.outcome
    assert "ordered" in done.outcome


@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_a_label_is_taken_back_once(desk: Desk, fault: str):
    order = order_of(desk.quote())
    desk.want(order)
    label = label_of(desk.finish())
    desk.shop.next.append(fault)
    desk.want(VoidOrder("k1", order.shipment, label.tracking_number, "10482"), "k2")
    end = desk.finish()
    assert end.state is IntentState.DONE, end.outcome
    assert desk.shop.refunded == {order.shipment: 1}


def test_a_label_taken_back_elsewhere_is_not_taken_back_again(desk: Desk):
    order = order_of(desk.quote())
    desk.want(order)
    label = label_of(desk.finish())
    desk.shop.do(order.shipment, "refund", {})
    desk.want(VoidOrder("k1", order.shipment, label.tracking_number, "10482"), "k2")
    assert desk.finish().state is IntentState.DONE
    assert desk.shop.refunded == {order.shipment: 1}


@pytest.mark.parametrize("file", [
    "html", "huge", "to http://169.254.169.254/latest/meta-data/", "to http://10.0.0.1/1.pdf",
    "to https://evil.example/1.pdf", "to http://127.0.0.1:1/1.pdf", "to /files/again.pdf",
])  # fmt: skip
def test_what_is_no_label_is_not_taken_for_one(desk: Desk, file: str):
    desk.want(order_of(desk.quote()))
    label = label_of(desk.finish())
    desk.shop.file = file
    with pytest.raises(Refused):
        desk.file(label)
    assert desk.shop.sent_bytes < 40 << 20, "it was not read to its end"


def test_the_shop_would_sell_the_same_label_again(desk: Desk):
    order = order_of(desk.quote())
    for _ in range(2):
        desk.shop.do(order.shipment, "buy", {"rate": {"id": order.rate.external_id}})
    assert desk.shop.bought == {order.shipment: 2}, "or no second purchase would ever be seen"


def test_the_ledger_can_be_asked_for(desk: Desk):
    desk.want(order_of(desk.quote()))
    desk.finish()
    line = HTTPConnection("127.0.0.1", desk.shop.server_port)
    line.request("GET", "/ledger")
    assert msgspec.json.decode(line.getresponse().read()) == desk.shop.ledger()
    line.close()
