"""Files of labels are fetched until they are here; prices are told while somebody waits."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from agent_console.ports.acting.labels import LabelSeller, Told
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.sync.labels import AGAIN, LabelFetcher
from agent_console.sync.prices import PriceTeller
from tests.contracts.quotes_contract import QUOTE, SHOP, QuotesContract, parcel
from tests.contracts.shelf_contract import PDF, ShelfContract
from tests.fakes.clock import FixedClock
from tests.fakes.labels import LABEL, FakeSeller, MemoryQuotes, MemoryShelf
from tests.fakes.records import at

DRAWN = replace(PDF, picture=b"picture")
NO_KEY = SignInAgain("easypost has no api_key")


class TestMemoryShelf(ShelfContract):
    @pytest.fixture
    def shop(self) -> MemoryShelf:
        return MemoryShelf()


class TestMemoryQuotes(QuotesContract):
    @pytest.fixture
    def quotes(self) -> MemoryQuotes:
        return MemoryQuotes()


def locked() -> LabelSeller:
    """Be a seller whose secret is missing."""
    raise NO_KEY


class Fetching:
    """A fetcher over a shelf in memory, and the customers it told of."""

    def __init__(self) -> None:
        self.shelf, self.seller, self.clock = MemoryShelf(), FakeSeller(), FixedClock(at(5))
        self.changed: list[frozenset[int]] = []
        self.drawn: list[bytes] = []
        self.fetcher = LabelFetcher(self.shelf, self.clock, self.draw, self.changed.append)

    async def draw(self, content: bytes) -> bytes | None:
        self.drawn.append(content)
        return b"picture"

    def turn(self, sell: Callable[[], LabelSeller] | None = None) -> int:
        return asyncio.run(self.fetcher.turn(SHOP, sell or self.seller.open))


@pytest.fixture
def fetching() -> Fetching:
    return Fetching()


def test_a_file_that_is_missing_is_fetched_once(fetching: Fetching):
    fetching.shelf.buy("k1", SHOP, at(1))
    fetching.seller.files = [PDF]
    assert [fetching.turn(), fetching.turn()] == [1, 0]
    assert fetching.shelf.file("k1") == DRAWN
    assert fetching.seller.fetched == [LABEL]
    assert fetching.changed == [frozenset({1})]


def test_nobody_is_called_where_nothing_is_missing(fetching: Fetching):
    assert fetching.turn(locked) == 0
    assert fetching.seller.opened == 0


@pytest.mark.parametrize(
    "failure", [TryLater("not now"), Refused("what came is no label"), NotFound("gone")]
)
def test_what_cannot_be_fetched_is_said_and_tried_again_later(
    fetching: Fetching, failure: RemoteFailure
):
    fetching.shelf.buy("k1", SHOP, at(1))
    fetching.seller.files = [failure, PDF]
    assert fetching.turn() == 0
    assert fetching.shelf.trouble("k1") == failure.message
    assert fetching.turn() == 0
    assert len(fetching.seller.fetched) == 1, "not in a hurry"
    fetching.clock.move(seconds=AGAIN.total_seconds())
    assert fetching.turn() == 1
    assert fetching.shelf.trouble("k1") is None
    assert fetching.seller.opened == fetching.seller.closed == 2


def test_one_bad_file_holds_up_no_other(fetching: Fetching):
    for key in ("k1", "k2"):
        fetching.shelf.buy(key, SHOP, at(1))
    fetching.seller.files = [Refused("html"), PDF]
    assert fetching.turn() == 1
    assert (fetching.shelf.file("k1"), fetching.shelf.file("k2")) == (None, DRAWN)


def test_without_its_secret_all_wait_and_say_so(fetching: Fetching):
    for key in ("k1", "k2"):
        fetching.shelf.buy(key, SHOP, at(1))
    assert fetching.turn(locked) == 0
    assert {fetching.shelf.trouble(key) for key in ("k1", "k2")} == {NO_KEY.message}


@pytest.mark.parametrize("result", ["", "{}", "<html>"])
def test_a_label_nobody_can_read_is_told_and_never_fetched(fetching: Fetching, result: str):
    fetching.shelf.buy("k1", SHOP, at(1), result)
    assert fetching.turn() == 0
    assert "cannot be read" in fetching.shelf.trouble("k1")
    assert fetching.seller.fetched == []


class Telling:
    """A teller over prices in memory."""

    def __init__(self) -> None:
        self.quotes, self.seller = MemoryQuotes(), FakeSeller()
        self.teller = PriceTeller(self.quotes, FixedClock(at(1)))

    async def draw(self, content: bytes) -> bytes | None:
        self.drawn.append(content)
        return b"picture"

    def turn(self, sell: Callable[[], LabelSeller] | None = None) -> int:
        return asyncio.run(self.teller.turn(SHOP, sell or self.seller.open))


@pytest.fixture
def telling() -> Telling:
    return Telling()


def test_who_asks_is_told_the_price_once(telling: Telling):
    telling.quotes.ask("k1", SHOP, parcel(), at(0))
    telling.seller.quotes = [QUOTE]
    assert [telling.turn(), telling.turn()] == [1, 0]
    assert telling.quotes.told("k1") == Told(QUOTE)
    assert telling.seller.opened == telling.seller.closed == 1


def test_a_failure_is_the_answer_of_one_only(telling: Telling):
    for key in ("k1", "k2"):
        telling.quotes.ask(key, SHOP, parcel(key), at(0))
    telling.seller.quotes = [Refused("the address is none"), QUOTE]
    assert telling.turn() == 2
    assert telling.quotes.told("k1") == Told(trouble="the address is none")
    assert telling.quotes.told("k2") == Told(QUOTE)


def test_without_its_secret_who_asks_is_told_so(telling: Telling):
    telling.quotes.ask("k1", SHOP, parcel(), at(0))
    assert telling.turn(locked) == 1
    assert telling.quotes.told("k1") == Told(trouble=NO_KEY.message)


def test_a_price_nobody_waits_for_is_not_asked(telling: Telling):
    telling.quotes.ask("k1", SHOP, parcel(), at(-5))
    telling.quotes.ask("k2", "shippo", parcel(), at(0))
    assert telling.turn(locked) == 0
