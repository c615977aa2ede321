"""A small store of WooCommerce for the tests of its connector."""

import asyncio

import pytest

from agent_console.connectors.kit import http
from tests.peers.woocommerce.api import WooApi
from tests.peers.woocommerce.shop import WooShop, line


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses pass at once."""
    real = asyncio.sleep
    monkeypatch.setattr(http.asyncio, "sleep", lambda _: real(0))


@pytest.fixture
def api(no_waiting: None) -> WooApi:
    """A store with a customer, two orders of theirs and one of a guest."""
    shop = WooShop()
    anna = shop.register("Anna", "Gruber", "anna@example.test", "+43 664 1234567")
    for sku in ("SHOE-42", "USBC-2M"):
        shop.move(shop.place(anna, [line(1, sku, 1, "89.99")]), "processing")
    guest = {"first_name": "Udo", "email": "udo@example.test", "phone": "0664 765 43 21"}
    shop.place(None, [line(1, "SOCKS", 1, "5.00")], billing=guest)
    return WooApi(shop)
