"""A real store is read, and what it says is what we say; what changes there changes here."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from agent_console.connectors.stores.vendure import client
from tests.fakes.program import Program
from tests.peers.vendure.seed import Facts, seed
from tests.peers.vendure.staff import Staff
from tests.peers.vendure.story import Person, varied
from tests.peers.vendure.vendure import VendurePeer, running

OUR_WORDS = {"Delivered": "delivered", "Shipped": "in_transit", "Pending": "pre_transit"}


@dataclass
class SyncedShop:
    """A store with a story in it, and the program after its first sync."""

    program: Program
    base: str
    facts: Facts
    stored: int
    """How many records the first sync stored."""

    def order(self, case: str) -> dict:
        """Return the order of a case as the program shows it."""
        told = self.facts[case]
        customer = self.program.json("customer", told["customer"]["emailAddress"])
        return next(one for one in customer["orders"] if one["number"] == told["code"])

    def titles(self, case: str, kind: str) -> list[str]:
        """Return the titles of one kind on the timeline of a case's customer."""
        who = self.facts[case]["customer"]["emailAddress"]
        return [
            one["title"] for one in self.program.json("timeline", who, "--kind", kind)["entries"]
        ]


@pytest.fixture
def own_store() -> Iterator[VendurePeer]:
    """A store that a test may change as it likes."""
    with running() as peer:
        yield peer


@pytest.fixture
def shop(program: Program, vendure: VendurePeer, vendure_facts: Facts) -> SyncedShop:
    """The store all tests share, only to be read."""
    with Staff(vendure.base) as staff:  # other tests may have changed what was seeded
        facts = {case: staff.order(told["id"]) for case, told in vendure_facts.items()}
    return synced(program, vendure.base, facts)


@pytest.fixture
def own_shop(program: Program, own_store: VendurePeer, vendure: VendurePeer) -> SyncedShop:
    """A store of the test's own, with other people than the shared one."""
    return synced(program, own_store.base, seed(own_store.base, varied(2026)))


def synced(program: Program, base: str, facts: Facts) -> SyncedShop:
    """Read a store for the first time."""
    program.connect(base)
    [outcome] = program.json("sync", "--once")["connections"]
    return SyncedShop(program, base, facts, outcome["stored"])


def check_facts(shop: SyncedShop) -> None:
    """Compare what the program shows of each order with what the store said of it."""
    for case in ("split", "partial", "cancelled", "guest1", "guest2", "unfulfilled"):
        told, read = shop.facts[case], shop.order(case)
        currency = told["currencyCode"]
        assert read["state"] == told["state"], case
        assert read["total"] == {"minor": told["totalWithTax"], "currency": currency}
        assert [
            (line["sku"], line["quantity"], line["unit_price"]["minor"]) for line in read["lines"]
        ] == [
            (
                line["productVariant"]["sku"],
                str(line["orderPlacedQuantity"]),
                line["unitPriceWithTax"],
            )
            for line in told["lines"]
        ]
        assert [(one["amount"]["minor"], one["state"]) for one in read["payments"]] == [
            (one["amount"], one["state"]) for one in told["payments"]
        ]
        assert [(one["carrier"], one["number"], one["status"]) for one in read["shipments"]] == [
            (one["method"], one["trackingCode"], OUR_WORDS[one["state"]])
            for one in told["fulfillments"]
        ]
        refunds = [refund for payment in told["payments"] for refund in payment["refunds"]]
        for word, shown in (("Pending", "refund_pending"), ("Settled", "refunded")):
            amounts = [one["total"] for one in refunds if one["state"] == word]
            assert read[shown]["minor"] == sum(amounts), case


def test_every_fact_of_the_store_is_shown_as_told(shop: SyncedShop):
    check_facts(shop)
    assert shop.titles("split", "order")


@pytest.mark.parametrize("at_a_time", [1, 2, 3])
def test_small_pages_miss_nothing_of_the_store(shop: SyncedShop, at_a_time, monkeypatch, tmp_path):
    monkeypatch.setattr(client, "AT_A_TIME", at_a_time)
    small = Program(tmp_path / "small", shop.program.output)
    small.home.mkdir()
    small.connect(shop.base)
    [outcome] = small.json("sync", "--once")["connections"]
    assert outcome["stored"] == shop.stored > len(shop.facts)
    for case in shop.facts:
        if case != "draft":
            assert small.json("customer", shop.facts[case]["code"])["orders"]


def test_a_second_pass_stores_nothing_new(shop: SyncedShop):
    [first] = shop.program.json("sync", "--once")["connections"]
    assert (first["status"], first["stored"]) == ("ok", 0)


def test_people_are_found_by_every_name_they_have(shop: SyncedShop):
    told = shop.facts["split"]
    customer = told["customer"]
    want = shop.program.json("customer", customer["emailAddress"])["id"]
    keys = (
        customer["emailAddress"].upper(),
        customer["phoneNumber"],
        told["code"],
        told["fulfillments"][0]["trackingCode"],
        want,
    )
    for key in keys:
        assert shop.program.json("customer", key)["id"] == want
    name = f"{customer['lastName'][:3]} {customer['firstName']}"
    assert [one["id"] for one in shop.program.json("search", name)["customers"]] == [want]


def test_two_spellings_of_a_guest_are_one(shop: SyncedShop):
    guest = shop.program.json("customer", shop.facts["guest1"]["customer"]["emailAddress"])
    phones = [one["value"] for one in guest["identities"] if one["kind"] == "phone"]
    assert len(guest["orders"]) == 2
    assert len(phones) == 1


def test_a_draft_of_the_staff_is_no_order(shop: SyncedShop):
    code = shop.facts["draft"]["code"]
    assert shop.program.json("customer", code, expect=1)["error"]["kind"] == "not_found"


def test_changes_that_leave_no_trace_in_time_are_seen(own_shop: SyncedShop):
    shop = own_shop
    check_facts(shop)
    told = shop.facts["unfulfilled"]
    refund = shop.facts["partial"]["payments"][0]["refunds"][0]["id"]
    with Staff(shop.base) as staff:
        sku = told["lines"][0]["productVariant"]["sku"]
        parcel = staff.ship(told["id"], {sku: 1}, "DHL", "00340434199999999996")
        staff.note_on_order(told["id"], "Asked for the evening")
        staff.settle_refund(refund)
        staff.note_on_customer(told["customer"]["id"], "Speaks German")
    shop.program.json("sync", "--once")
    assert [one["number"] for one in shop.order("unfulfilled")["shipments"]] == [
        "00340434199999999996"
    ]
    notes = shop.program.json("timeline", told["customer"]["emailAddress"], "--kind", "note")
    assert {"Asked for the evening", "Speaks German"} <= {one["text"] for one in notes["entries"]}
    partial = shop.order("partial")
    assert partial["refunded"]["minor"] > 0
    assert partial["refund_pending"]["minor"] == 0
    with Staff(shop.base) as staff:
        staff.deliver(parcel)
    shop.program.json("sync", "--once")
    [delivered] = shop.order("unfulfilled")["shipments"]
    assert delivered["status"] == "delivered"
    assert delivered["delivered_at"]["utc"] is not None
    titles = shop.titles("unfulfilled", "fulfilment")
    assert any(title.startswith("Delivered with DHL, says the store: ") for title in titles)


def test_notes_deleted_there_are_said_to_be_deleted(own_shop: SyncedShop):
    told = own_shop.facts["unfulfilled"]
    who, person = told["customer"]["emailAddress"], told["customer"]["id"]
    with Staff(own_shop.base) as staff:
        staff.note_on_order(told["id"], "Asked for the evening")
        staff.note_on_customer(person, "Speaks German")
        own_shop.program.json("sync", "--once")
        staff.delete_notes(told["id"], person)
    for stored in (2, 0):
        [done] = own_shop.program.json("sync", "--once")["connections"]
        assert (done["status"], done["stored"]) == ("ok", stored)
    notes = own_shop.program.json("timeline", who, "--kind", "note")["entries"]
    assert {(one["title"], one["text"]) for one in notes} == {("Note deleted in the store", None)}


def test_a_customer_deleted_there_is_said_to_be_gone(own_shop: SyncedShop):
    who = "olga.lind@example.test"
    with Staff(own_shop.base) as staff:
        olga = staff.register(Person("Olga", "Lind", who, "+43 1 9610001", "AT"))
        own_shop.program.json("sync", "--once")
        staff.delete_customer(olga)
    [first, second] = [own_shop.program.json("sync", "--once") for _ in range(2)]
    assert [one["connections"][0]["stored"] for one in (first, second)] == [1, 0]
    entries = own_shop.program.json("timeline", who)["entries"]
    assert [one["title"] for one in entries].count("Customer is no longer in the store") == 1


def test_the_whole_timeline_can_be_paged_through(shop: SyncedShop):
    who = shop.facts["split"]["customer"]["emailAddress"]
    whole = shop.program.json("timeline", who, "--limit", "500")
    seen, cursor = [], None
    while True:
        more = () if cursor is None else ("--before", cursor)
        page = shop.program.json("timeline", who, "--limit", "4", *more)
        seen += page["entries"]
        cursor = page["next"]
        if cursor is None:
            break
    assert whole["next"] is None
    assert seen == whole["entries"]
    assert len({one["id"] for one in seen}) == len(seen) > 10
