"""A large store of WooCommerce, first in short and then whole, over as many passes as it takes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.stores.woocommerce import catching_up
from agent_console.connectors.stores.woocommerce.client import WooCommerceSource
from agent_console.connectors.stores.woocommerce.settings import Settings
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page
from tests.connectors.stores.woocommerce_asking import answered
from tests.contracts.source_contract import NOON, Wire
from tests.fakes.clock import FixedClock
from tests.peers.woocommerce.api import API, KEY, SECRET, Reply, WooApi
from tests.peers.woocommerce.shop import WooShop, line

BASE = "http://127.0.0.1:8088"
SMALL = 60


class Passes:
    """Passes over a store as sync makes them: each stream from its last cursor on."""

    def __init__(self, api: WooApi) -> None:
        self.api = api
        self.clock = FixedClock(NOON)
        self.cursors: dict[str, str] = {}
        self.pages: list[Page] = []

    def once(self) -> list[Page]:
        """Make a pass; what came before a failure stays, and so does its cursor."""
        self.pages = []
        asyncio.run(self._run())
        return self.pages

    async def _run(self) -> None:
        settings = Settings("shop", BASE, Secret(KEY), Secret(SECRET), "AT")
        http = Client(Site("shop", BASE), self.clock, Wire(answered(self.api)).transport())
        source = WooCommerceSource(settings, http, self.clock, SMALL)
        for stream in source.streams():
            async for page in self._followed(source, stream):
                self.pages.append(page)
                if page.cursor is not None:
                    self.cursors[page.stream] = page.cursor

    def _followed(self, source: WooCommerceSource, stream: str) -> AsyncIterator[Page]:
        return source.changes(stream, self.cursors.get(stream))

    def told(self, *, whole: bool) -> list[str]:
        """Return which orders were told, whole or in short."""
        return [
            one.order.external_id
            for page in self.pages
            for one in page.orders
            if one.has_all_notes is whole
        ]


def shop_of(count: int) -> WooApi:
    shop = WooShop(now=NOON - timedelta(days=30))
    for _ in range(count):
        shop.now += timedelta(minutes=1)
        shop.note(shop.place(None, [line(1, "A", 1, "1.00")]), "noted")
    return WooApi(shop)


@pytest.fixture
def passes() -> Passes:
    return Passes(shop_of(130))


def test_all_orders_are_known_before_the_first_note_is_asked_for(passes: Passes):
    passes.once()
    everything = sorted(map(str, passes.api.shop.orders))
    assert sorted(passes.told(whole=False)) == everything
    assert sorted(set(passes.told(whole=True))) == everything
    paths = [path for path, _ in passes.api.asked]
    first_note = next(number for number, path in enumerate(paths) if path.endswith("/notes"))
    assert paths[:first_note].count(f"{API}/orders") >= 2
    newest = str(max(passes.api.shop.orders))
    assert passes.told(whole=True)[0] == newest, "the latest orders first"


def test_later_passes_read_what_changed_whole_and_nothing_twice(passes: Passes):
    passes.once()
    passes.api.asked.clear()
    passes.api.shop.now += timedelta(hours=1)
    order = passes.api.shop.place(None, [line(1, "B", 1, "1.00")])
    passes.once()
    assert str(order) in passes.told(whole=True)
    assert passes.told(whole=False) == []
    assert passes.api.count("/notes") < 30


def test_a_small_store_is_read_whole_at_once_and_stays_so_when_it_grows():
    passes = Passes(shop_of(SMALL))
    passes.once()
    assert passes.told(whole=False) == []
    assert len(passes.told(whole=True)) == SMALL
    for _ in range(20):
        passes.api.shop.place(None, [line(1, "B", 1, "1.00")])
    passes.api.asked.clear()
    passes.once()
    assert passes.api.count("/notes") < SMALL


def test_what_broke_off_in_short_goes_on_in_short(passes: Passes):
    full = passes.api.most_at_once
    passes.api.most_at_once = 40
    turns = iter(range(1000))
    real = passes.api.reply

    def breaking(path: str, query: dict[str, str], told: str) -> Reply:
        if path == f"{API}/orders" and next(turns) == 3:
            return Reply(401, "{}")
        return real(path, query, told)

    passes.api.reply = breaking
    with pytest.raises(SignInAgain):
        passes.once()
    before = passes.told(whole=False)
    assert 0 < len(before) < 130
    assert passes.told(whole=True) == []
    passes.api.most_at_once = full
    passes.once()
    everything = set(map(str, passes.api.shop.orders))
    assert {*before, *passes.told(whole=False)} == everything
    assert set(passes.told(whole=True)) == everything


def test_details_leave_room_for_what_is_new(passes: Passes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catching_up, "SHIFT", timedelta(0))
    passes.once()
    assert passes.told(whole=True) == [], "no time is left in this pass"
    monkeypatch.setattr(catching_up, "SHIFT", timedelta(minutes=10))
    passes.once()
    assert set(passes.told(whole=True)) == set(map(str, passes.api.shop.orders))


def test_orders_thrown_away_meanwhile_hide_no_other(passes: Passes):
    real = passes.api.reply

    def throwing(path: str, query: dict[str, str], told: str) -> Reply:
        if query.get("orderby") == "date" and int(query["offset"]) > 0:
            for order in sorted(passes.api.shop.orders)[-9:]:
                passes.api.shop.throw_away(order)
        return real(path, query, told)

    passes.api.reply = throwing
    passes.once()
    assert set(passes.told(whole=True)) == set(map(str, passes.api.shop.orders))
