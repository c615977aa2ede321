"""The peer behaves as a real WooCommerce was measured to, and tells what its schema names."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.peers.woocommerce.api import API, KEY, SECRET
from tests.peers.woocommerce.shop import NOON, line
from tests.peers.woocommerce.woocommerce import WooPeer, running

STAMP = "%Y-%m-%dT%H:%M:%S"


@pytest.fixture
def peer() -> Iterator[WooPeer]:
    """A store with one customer and one order of theirs."""
    with running() as store:
        anna = store.shop.register("Anna", "Gruber", "anna@example.test", "0664 765 43 21")
        store.shop.place(anna, [line(1, "SHOE-42", 1, "89.99")])
        yield store


def asked(peer: WooPeer, path: str, key: str = KEY, **query: object) -> httpx.Response:
    """Ask the store a question over HTTP."""
    with httpx.Client(base_url=peer.base, auth=(key, SECRET), trust_env=False) as client:
        return client.get(f"{API}/{path}", params=query)


def order_of(peer: WooPeer) -> int:
    return next(iter(peer.shop.orders))


def test_a_time_of_change_is_strictly_before_what_is_listed_after_it(peer: WooPeer):
    at = NOON.strftime(STAMP)
    before = (NOON - timedelta(seconds=1)).strftime(STAMP)
    after = {"dates_are_gmt": "true"}
    assert asked(peer, "orders", modified_after=at, **after).json() == []
    assert len(asked(peer, "orders", modified_after=before, **after).json()) == 1
    late = (NOON + timedelta(minutes=59)).strftime(STAMP)
    assert len(asked(peer, "orders", modified_after=late).json()) == 1, "read on the store's wall"


def test_more_than_a_hundred_at_a_time_are_refused_and_totals_told(peer: WooPeer):
    assert asked(peer, "orders", per_page=101).status_code == 400
    for _ in range(4):
        peer.shop.place(None, [line(1, "A", 1, "1.00")])
    answer = asked(peer, "orders", per_page=2, page=3)
    assert len(answer.json()) == 1
    assert (answer.headers["X-WP-Total"], answer.headers["X-WP-TotalPages"]) == ("5", "3")


def test_what_is_thrown_away_leaves_the_lists_and_answers_alone(peer: WooPeer):
    order = order_of(peer)
    peer.shop.throw_away(order)
    assert asked(peer, "orders").json() == []
    assert asked(peer, f"orders/{order}").json()["status"] == "trash"
    assert [one["id"] for one in asked(peer, "orders", status="trash").json()] == [order]
    peer.shop.delete(order)
    assert asked(peer, f"orders/{order}").status_code == 404


def test_notes_and_tracking_move_no_time_of_change_and_refunds_do(peer: WooPeer):
    order = order_of(peer)
    peer.shop.now += timedelta(hours=1)
    stamp = peer.shop.orders[order]["date_modified_gmt"]
    peer.shop.note(order, "He called")
    peer.shop.ship(order, "DHL", "00340434161094042557")
    assert asked(peer, f"orders/{order}").json()["date_modified_gmt"] == stamp
    refund = peer.shop.refund(order, "5.00")
    assert refund > order, "they share a sequence"
    assert asked(peer, f"orders/{order}").json()["date_modified_gmt"] > stamp
    assert asked(peer, f"orders/{order}/refunds").json()[0]["amount"] == "5.00"


def test_guests_are_no_customers(peer: WooPeer):
    peer.shop.place(None, [], billing={"email": "guest@example.test"})
    assert asked(peer, "customers", email="guest@example.test").json() == []
    assert len(asked(peer, "customers", email="anna@example.test").json()) == 1


def test_a_wrong_key_is_not_let_in(peer: WooPeer):
    answer = asked(peer, "orders", key="ck_other")
    assert (answer.status_code, answer.json()["code"]) == (401, "woocommerce_rest_cannot_view")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("orders", "orders"),
        ("customers", "customers"),
        ("orders/{}/notes", "orders_notes"),
        ("orders/{}/refunds", "orders_refunds"),
    ],
)
def test_it_tells_only_fields_that_a_real_one_names(peer: WooPeer, shared: Path, path, name):
    order = order_of(peer)
    peer.shop.note(order, "He called")
    peer.shop.refund(order, "5.00", "broken", {1: 1})
    folder = shared / "payloads" / "stores" / "woocommerce_schema"
    schema = json.loads((folder / f"schema_{name}.json").read_text())["schema"]
    [record] = asked(peer, path.format(order)).json()
    assert record.keys() <= schema["properties"].keys()
