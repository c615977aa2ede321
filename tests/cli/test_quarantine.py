"""`quarantine`: what could not be read waits with its raw text until it can be."""

import json

import pytest

from agent_console.connectors.stores.vendure import mapper
from agent_console.ports.source import Page, Unreadable
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.program import KEY, Program
from tests.fakes.records import at
from tests.fakes.shop import Shop


@pytest.fixture
def waiting(program: Program, shop: Shop) -> Program:
    """The program after a pass with one unreadable order."""
    shop.orders[1]["totalWithTax"] = None
    program.connect(shop.base)
    program.json("sync", "--once", expect=7)
    return program


def test_a_waiting_record_shows_reason_and_raw_text(waiting: Program, shop: Shop):
    [record] = waiting.json("quarantine", "list", expect=7)["records"]
    assert list(record) == [
        "id",
        "connection",
        "stream",
        "external_id",
        "reason",
        "raw",
        "first_seen",
        "times",
    ]
    assert (record["connection"], record["stream"], record["external_id"]) == (
        "web-shop",
        "orders",
        "8",
    )
    assert "totalWithTax" in record["reason"]
    assert json.loads(record["raw"]) == shop.orders[1]
    assert record["first_seen"].endswith("Z")


def test_a_retry_in_vain_keeps_the_record(waiting: Program):
    told = waiting.json("quarantine", "retry", expect=7)
    assert (len(told["records"]), told["released"]) == (1, 0)


def test_a_record_mended_at_the_store_leaves(waiting: Program, shop: Shop):
    shop.orders[1]["totalWithTax"] = 100
    waiting.json("sync", "--once")
    assert waiting.json("quarantine", "list")["records"] == []
    assert waiting.json("customer", "B-8")["orders"][0]["total"]["minor"] == 100


def test_an_update_that_can_read_it_releases_it(waiting: Program, monkeypatch):
    whole = mapper.Node.whole
    monkeypatch.setattr(mapper.Node, "whole", lambda node: 0 if node.value is None else whole(node))
    told = waiting.json("quarantine", "retry")
    assert (told["records"], told["released"]) == ([], 1)
    assert waiting.json("customer", "B-8")["orders"][0]["number"] == "B-8"


def test_old_raw_text_read_at_last_does_not_win_over_what_was_heard_since(
    program: Program, shop: Shop, monkeypatch
):
    raw = json.dumps(shop.orders[1] | {"totalWithTax": None, "id": 8})
    nameless = Page("orders", unreadable=(Unreadable("orders", None, "no total", raw),))
    store = create_store(Place(program.home), KEY)
    StoredIntake(store).keep("web-shop", nameless, at(0))
    store.close()
    program.connect(shop.base)
    shop.orders[1]["totalWithTax"] = 100
    program.json("sync", "--once")
    whole = mapper.Node.whole
    monkeypatch.setattr(mapper.Node, "whole", lambda node: 0 if node.value is None else whole(node))
    assert program.json("quarantine", "retry")["released"] == 1
    assert program.json("customer", "B-8")["orders"][0]["total"]["minor"] == 100


def test_a_record_of_a_removed_connection_stays(waiting: Program):
    (waiting.home / "config.toml").write_text("")
    assert waiting.json("quarantine", "retry", expect=7)["released"] == 0


def test_an_empty_quarantine_is_all_well(synced: Program):
    assert synced.json("quarantine", "list") == {"records": []}
    assert synced.json("quarantine", "burn", expect=2)["error"]["kind"] == "usage"
