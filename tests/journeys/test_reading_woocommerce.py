"""A store of WooCommerce is read, and what it says is what we say; what changes there, here too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import SystemRandom

import pytest

from agent_console.connectors.stores.woocommerce import manifest
from agent_console.domain.moment import iso_z
from tests.fakes.program import Program
from tests.peers.woocommerce.api import KEY, SECRET
from tests.peers.woocommerce.story import Story, Told
from tests.peers.woocommerce.woocommerce import WooPeer, running

SYNC = ("sync", "--once", "--connection", "woo")
NOTE = "Asked for the evening"


@dataclass
class Shop:
    """A store of the test's own, and the program that has read it once."""

    program: Program
    peer: WooPeer
    story: Story
    first: dict

    def read(self, told: Told) -> dict:
        """Return an order as the program shows it."""
        customer = self.program.json("customer", told.who)
        return next(one for one in customer["orders"] if one["number"] == str(told.id))

    def entries(self, told: Told) -> list[dict]:
        """Return what the timeline has of an order."""
        found = self.program.json("timeline", told.who, "--limit", "500")["entries"]
        return [one for one in found if one["order"] == str(told.id)]

    def sync(self, expect: int = 0) -> dict:
        """Read the store again."""
        [outcome] = self.program.json(*SYNC, expect=expect)["connections"]
        return outcome


@pytest.fixture
def shop(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A store with a story that no two runs share."""
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WOO_CONSUMER_KEY", KEY)
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WOO_CONSUMER_SECRET", SECRET)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
    story = Story(SystemRandom().randrange(10**6), start).tell(people=8, orders=40)
    with running(story.shop) as peer:
        program.add({"name": "woo", "kind": "woocommerce", "base_url": peer.base}, {})
        [first] = program.json(*SYNC)["connections"]
        yield Shop(program, peer, story, first)


def minor(amount: int, currency: str) -> dict:
    return {"minor": amount, "currency": currency}


def check(shop: Shop, told: Told) -> None:
    """Compare what the program shows of an order with what is true of it."""
    read, seed = shop.read(told), shop.story.seed
    assert read["state"] == told.state, seed
    assert read["placed_at"] == iso_z(told.placed_at), seed
    assert read["total"] == minor(told.minor(), told.currency), seed
    assert [(one["sku"], one["quantity"], one["unit_price"]["minor"]) for one in read["lines"]] == [
        (sku, f"{quantity:f}", price) for sku, quantity, price in told.lines
    ], seed
    assert [one["amount"]["minor"] for one in read["payments"]] == (
        [told.minor()] if told.paid_at else []
    ), seed
    assert read["refunded"]["minor"] == sum(amount for amount, _ in told.refunds), seed
    assert [(one["carrier"], one["number"]) for one in read["shipments"]] == told.parcels, seed
    check_timeline(shop, told)


def check_timeline(shop: Shop, told: Told) -> None:
    """Compare the whole timeline of an order with what happened to it: nothing less or more."""
    entries, seed = shop.entries(told), shop.story.seed
    wanted = [("order", None, None, told.minor())]
    wanted += [("payment", None, None, told.minor())] if told.paid_at else []
    wanted += [("fulfilment", number, None, None) for _, number in told.parcels]
    wanted += [("refund", None, why or None, amount) for amount, why in told.refunds]
    wanted += [("note", None, words, None) for words, _ in told.notes]
    seen = [
        (one["kind"], one["shipment"], one["text"], one["amount"] and one["amount"]["minor"])
        for one in entries
    ]
    assert Counter(seen) == Counter(wanted), seed
    notes = Counter((one["text"], one["direction"]) for one in entries if one["kind"] == "note")
    assert notes == Counter(told.notes), seed


def test_all_that_is_true_of_the_store_is_shown_and_nothing_else(shop: Shop):
    for told in shop.story.told.values():
        check(shop, told)
    assert shop.first["fetched"] == shop.first["stored"] == 8 + 40


def test_a_second_pass_stores_nothing_new(shop: Shop):
    again = shop.sync()
    assert (again["status"], again["stored"]) == ("ok", 0), shop.story.seed


def test_a_store_that_is_read_in_short_first_ends_up_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(manifest, "inf", 5)
    large = replace(shop, program=Program(tmp_path / "large", shop.program.output))
    large.program.home.mkdir()
    large.program.add({"name": "woo", "kind": "woocommerce", "base_url": shop.peer.base}, {})
    assert large.sync()["fetched"] >= 8 + 40 + 40
    for told in shop.story.told.values():
        check(large, told)
    assert large.sync()["stored"] == 0


def test_what_leaves_no_trace_in_time_is_seen(shop: Shop):
    story, told = shop.story, next(iter(shop.story.told.values()))
    before = story.shop.orders[told.id]["date_modified_gmt"]
    story.note(told, NOTE)
    story.shop.ship(told.id, "DHL", "00340434199999999996")
    told.parcels.append(("DHL", "00340434199999999996"))
    assert story.shop.orders[told.id]["date_modified_gmt"] == before
    assert shop.sync()["stored"] == 1
    check(shop, told)
    found = shop.program.json("customer", "00340434199999999996")
    assert told.who in {one["value"] for one in found["identities"]}


def test_what_happens_next_is_seen(shop: Shop):
    shop.story.shop.now += timedelta(hours=3)
    told = shop.story.ordered()
    assert shop.sync()["stored"] >= 1
    check(shop, told)


def test_people_are_found_by_a_phone_however_it_is_typed(shop: Shop):
    who = shop.story.people[0]
    phone = shop.story.shop.customers[shop.story.accounts[who]]["billing"]["phone"]
    typed = "0" + phone.removeprefix("+43").replace(" ", "")
    want = shop.program.json("customer", who)["id"]
    assert shop.program.json("customer", typed)["id"] == want


def test_an_order_thrown_away_is_said_to_be_gone(shop: Shop):
    told = next(iter(shop.story.told.values()))
    shop.story.shop.throw_away(told.id)
    shop.sync()
    titles = [one["title"] for one in shop.entries(told)]
    assert titles.count(f"Order {told.id} is no longer in the store") == 1
    assert shop.read(told)["gone_at"] is not None


def test_one_order_that_cannot_be_read_stops_no_other(shop: Shop):
    story = shop.story
    story.shop.now += timedelta(hours=1)
    bad, good = story.ordered(), story.ordered()
    story.shop.orders[bad.id]["currency"] = None
    outcome = shop.sync(expect=7)
    assert (outcome["status"], outcome["quarantined"]) == ("partial", 1)
    check(shop, good)
    [aside] = shop.program.json("quarantine", "list", expect=7)["records"]
    assert "currency" in aside["reason"]
    assert f'"id": {bad.id}' in aside["raw"]
    story.shop.orders[bad.id]["currency"] = bad.currency
    assert shop.sync()["status"] == "ok"
    check(shop, bad)
