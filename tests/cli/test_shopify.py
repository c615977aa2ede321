"""A Shopify store, connected and read by the program as a whole."""

from collections.abc import Iterator

import pytest

from tests.fakes.program import Program
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import (
    Record,
    clock,
    comment,
    customer,
    fulfilment,
    gid,
    order,
    product,
)
from tests.fakes.shopify.serving import serving
from tests.fakes.shopify.story import story

LONG_AGO = "2026-06-01T08:00:00Z"
MAYBE = "Customer is no longer in the store. All orders went to {}, perhaps the same person"


@pytest.fixture
def admin(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Admin]:
    """The invented store, connected."""
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WOOL_ACCESS_TOKEN", "shpat_loopback")
    admin = story()
    with serving(admin) as base:
        code, _ = program.run("connections", "add", "wool", "shopify", f"base_url={base}")
        assert code == 0
        yield admin


def synced(program: Program, status: str = "ok", expect: int = 0) -> dict:
    [told] = program.json("sync", "--once", expect=expect)["connections"]
    assert told["status"] == status, told
    return told


def titles(program: Program, who: str) -> list[str]:
    return [one["title"] for one in program.json("timeline", who)["entries"]]


def test_a_store_becomes_a_timeline(program: Program, admin: Admin):
    told = synced(program)
    assert (told["stored"], told["quarantined"]) == (len(admin.customers) + len(admin.orders), 0)
    assert titles(program, "helena@brandt.example") == [
        "Refund of 1.00 EUR asked for",
        "Refund of 25.00 EUR paid out",
        "Delivered with DHL, says the store: The jacket-m",
        "Note on order #1007",
        "Shipment with DHL: in transit: The jacket-m",
        "Parcel prepared for DHL: The socks",
        "Parcel prepared for DHL: The jacket-m",
        "Order #1007 changed",
        "189.90 EUR paid with Shopify Payments",
        "Confirmation sent to Helena & co",
        "189.90 EUR authorised with Shopify Payments, not captured yet",
        "Note on order #1007",
        "Order #1007 placed, 199.90 EUR",
    ]
    assert "Collected at Graz store: The socks" in titles(program, "udo@klein.example")
    assert "Order #1008 cancelled" in titles(program, "georg@brandt.example")


@pytest.mark.parametrize("who", ["#1007", "1007", "00340434160091", "+43 316 775544"])
def test_a_customer_is_found_by_what_the_store_told(program: Program, admin: Admin, who: str):
    synced(program)
    assert program.json("customer", who)["name"] == "Helena Brandt"


def test_a_parcel_that_comes_back_is_found_by_its_number(program: Program, admin: Admin):
    synced(program)
    found = program.json("customer", "00340434169999")
    returns = [one for one in found["orders"][0]["shipments"] if one["is_return"]]
    assert [one["number"] for one in returns] == ["00340434169999"]


def test_a_second_pass_stores_nothing(program: Program, admin: Admin):
    synced(program)
    assert synced(program)["stored"] == 0


def test_what_changes_in_the_store_changes_here_though_no_time_of_change_says_so(
    program: Program, admin: Admin
):
    synced(program)
    admin.orders[0]["events"].append(comment(9, 90, "Neighbour has it"))
    admin.orders[0]["fulfillments"][1] |= fulfilment(92, 25, displayStatus="OUT_FOR_DELIVERY")
    assert synced(program)["stored"] == 1
    [known] = program.json("customer", "#1007")["orders"]
    assert [one["status"] for one in known["shipments"]] == ["delivered", "out_for_delivery"]
    notes = program.json("timeline", "#1007", "--kind", "note")["entries"]
    assert notes[0]["text"] == "Neighbour has it"


def test_a_note_that_is_taken_back_is_said_to_be(program: Program, admin: Admin):
    synced(program)
    admin.orders[0]["events"] = admin.orders[0]["events"][:-1]
    synced(program)
    assert "Note deleted in the store" in titles(program, "#1007")


def test_what_is_deleted_in_the_store_is_said_to_be_gone(program: Program, admin: Admin):
    synced(program)
    del admin.orders[0]
    synced(program)
    assert "Order #1007 is no longer in the store" in titles(program, "helena@brandt.example")


def test_a_line_tells_where_the_store_explains_its_product(program: Program, admin: Admin):
    admin.products.append(product(1, "https://wool.example/how/socks"))
    admin.orders[2]["lineItems"][0]["product"] = {"id": admin.products[0]["id"]}
    synced(program)
    [told] = program.json("customer", "#1009")["orders"]
    assert [one["how_to"] for one in told["lines"]] == ["https://wool.example/how/socks"]


def merge(admin: Admin, into: int, gone: int, *, is_told: bool = True) -> None:
    """Have the store make two customers one: the orders of both are of one, the other is gone.

    If nothing `is_told` of it, no time of change says so.
    """
    left, lost = admin.customers[into], admin.customers.pop(gone)
    for one in admin.orders:
        if one["customer"] is lost:
            one["customer"] = left
            if is_told:
                one["updatedAt"] = clock(99)


def test_merged_customers_keep_their_orders_and_both_addresses(program: Program, admin: Admin):
    synced(program)
    merge(admin, into=0, gone=1)
    synced(program)
    for who in ("helena@brandt.example", "georg@brandt.example"):
        found = program.json("customer", who)
        assert found["name"] == "Helena Brandt"
        assert [one["number"] for one in found["orders"]].count("#1008") == 1
        assert {one["number"] for one in found["orders"]} == {"#1007", "#1008"}
        told = titles(program, who)
        assert told.count(MAYBE.format("Helena Brandt")) == 1
        assert told.count("Order #1008 placed, 95.94 EUR") == 1
        assert "Customer is no longer in the store" not in told
    assert synced(program)["stored"] == 0


def test_a_merged_customer_without_an_address_is_said_to_be_perhaps_the_one_who_is_left(
    program: Program, admin: Admin
):
    """Their orders carry no e-mail address, and no store said that they are one."""
    admin.customers[1]["defaultEmailAddress"] = None
    admin.customers[1]["defaultPhoneNumber"] = {"phoneNumber": "+43 660 7654321"}
    for one in admin.orders:
        if one["customer"] is admin.customers[1]:
            one |= {"email": None, "shippingAddress": None}
    synced(program)
    merge(admin, into=2, gone=1)
    synced(program)
    found = program.json("customer", "+43 660 7654321")
    assert (found["name"], found["links"], found["orders"]) == ("Georg Brandt", [], [])
    assert MAYBE.format("Ida Mayr") in titles(program, "+43 660 7654321")
    orders = program.json("customer", "ida@mayr.example")["orders"]
    assert {one["number"] for one in orders} == {"#1008", "#1009"}


def test_a_merged_customer_whom_the_store_tells_as_another_is_found_under_them(
    program: Program, admin: Admin
):
    admin.customers[1] |= {"defaultEmailAddress": None}
    synced(program)
    merge(admin, into=2, gone=1)
    admin.aliases = {gid("Customer", 2): gid("Customer", 3)}
    synced(program)
    found = program.json("customer", "#1008")
    assert found["name"] == "Ida Mayr"
    [link] = found["links"]
    assert link["why"] == "merged in the store"


def test_a_merge_is_seen_though_the_pass_that_met_it_first_failed(
    program: Program, admin: Admin, monkeypatch: pytest.MonkeyPatch
):
    for one in admin.orders:
        if one["customer"] is admin.customers[1]:
            one |= {"email": None, "shippingAddress": None}
    synced(program)
    merge(admin, into=2, gone=1)
    real = admin.reply

    def reply(path: str, token: str | None, question: Record) -> tuple[int, Record]:
        is_lost = "query CustomersById" in question["query"]
        return real(path, "expired" if is_lost else token, question)

    with monkeypatch.context() as patch:
        patch.setattr(admin, "reply", reply)
        code, _ = program.run("sync", "--once")
        assert code != 0
    assert "Orders went to Ida Mayr in the store" in titles(program, "georg@brandt.example")
    synced(program)
    assert MAYBE.format("Ida Mayr") in titles(program, "georg@brandt.example")


def test_settled_orders_of_a_merged_customer_go_to_the_one_who_is_left(
    program: Program, admin: Admin
):
    """They are read again no more, and nothing says that they changed."""
    times = ("createdAt", "processedAt", "cancelledAt", "updatedAt")
    admin.orders[1] |= {"email": None, "shippingAddress": None, **dict.fromkeys(times, LONG_AGO)}
    admin.orders[1] |= {"refunds": []}
    del admin.orders[-1]
    synced(program)
    merge(admin, into=2, gone=1, is_told=False)
    synced(program)
    orders = program.json("customer", "ida@mayr.example")["orders"]
    assert {one["number"] for one in orders} == {"#1008", "#1009"}
    assert titles(program, "georg@brandt.example")[:2] == [
        MAYBE.format("Ida Mayr"),
        "Orders went to Ida Mayr in the store",
    ]
    asked = len(admin.called("OrdersById"))
    synced(program)
    again = admin.called("OrdersById")[asked:]
    assert not any(gid("Order", 8) in one["variables"]["ids"] for one in again), "once is enough"


def test_an_order_that_is_given_to_another_merges_nobody(program: Program, admin: Admin):
    synced(program)
    admin.orders[1] |= {"customer": admin.customers[2], "updatedAt": clock(99), "email": None}
    synced(program)
    assert program.json("customer", "georg@brandt.example")["name"] == "Georg Brandt"
    assert not any("merged" in one for one in titles(program, "#1008"))


def test_a_deleted_account_is_nobody_elses_for_an_order_that_was_given_away(
    program: Program, admin: Admin
):
    georg, ida = admin.customers[1:3]
    admin.orders.append(order(30, georg, updatedAt=clock(60)))
    synced(program)
    admin.orders[1] |= {"customer": ida, "updatedAt": clock(99), "email": None}
    admin.orders[-1] |= {"customer": None, "updatedAt": clock(99)}
    admin.customers.remove(georg)
    synced(program)
    found = program.json("customer", "georg@brandt.example")
    assert (found["name"], found["links"]) == ("Georg Brandt", [])
    assert [one["number"] for one in found["orders"]] == ["#1030"]
    told = titles(program, "georg@brandt.example")
    assert "Customer is no longer in the store" in told
    assert "Orders went to Ida Mayr in the store" in told


def test_test_orders_and_drafts_are_no_purchases(program: Program, admin: Admin):
    synced(program)
    found = program.json("customer", "georg@brandt.example")
    assert [one["number"] for one in found["orders"]] == ["#1008"]


def test_one_bad_record_is_set_aside_and_read_again_when_it_is_good(program: Program, admin: Admin):
    bag = admin.orders[1]["totalPriceSet"]["shopMoney"]
    good, bag["amount"] = bag["amount"], "a lot"
    told = synced(program, "partial", 7)
    assert (told["quarantined"], told["stored"]) == (1, len(admin.customers) + 4)
    [aside] = program.json("quarantine", "list", expect=7)["records"]
    assert ("a lot" in aside["raw"], "totalPriceSet" in aside["reason"]) == (True, True)
    bag["amount"] = good
    admin.orders[1]["updatedAt"] = clock(99)
    synced(program)
    assert program.json("quarantine", "list")["records"] == []
    assert program.json("customer", "#1008")["orders"]


def test_a_store_out_of_step_by_ten_minutes_loses_nothing(program: Program, admin: Admin):
    synced(program)
    late = customer(20, "Late Comer", "late@comer.example") | {"updatedAt": clock(70)}
    admin.customers.append(late)
    admin.orders.append(order(20, late, updatedAt=clock(70)))  # ten minutes before the last change
    synced(program)
    assert program.json("customer", "late@comer.example")["orders"]


@pytest.mark.parametrize("at", [2, 5, 8])
def test_signed_out_midway_is_said_and_the_next_pass_has_it_all(
    program: Program, admin: Admin, at: int
):
    admin.troubles = {at: "signed_out"}
    told = synced(program, "failed", 6)
    assert told["error"]["kind"] == "sign_in_again"
    assert "shpat" not in str(told)
    synced(program)
    assert titles(program, "#1007")


def test_what_is_hidden_is_said_on_the_timeline(program: Program, admin: Admin):
    admin.hidden = {"customer", "customersCount", "phone"}
    synced(program)
    words = "Hidden by the permissions of the store: the phone number, the customer"
    assert words in titles(program, "#1007")


def test_who_sends_presents_is_one_customer_where_the_store_hides_them(
    program: Program, admin: Admin
):
    admin.hidden = {"customer", "customersCount"}
    told = []
    for number, name in enumerate(("Max Huber", "Eva Moser", "Udo Winter", "Ida Sommer"), start=50):
        to = {
            **admin.orders[0]["shippingAddress"],
            "name": name,
            "phone": f"+43 664 55 66 7{number}",
        }
        new = {"email": "giver@x.example", "updatedAt": clock(850 + number)}
        admin.orders.append(order(number, None, shippingAddress=to, **new))
        synced(program)
        told.append(len(program.json("customer", "giver@x.example")["orders"]))
    assert told == [1, 2, 3, 4]


def test_what_is_hidden_of_a_customer_without_orders_is_said_too(program: Program, admin: Admin):
    admin.hidden = {"defaultPhoneNumber", "phone"}
    admin.customers.append(customer(77, "Nora Neu", "nora@neu.example", "+43 1 777"))
    synced(program)
    words = "Hidden by the permissions of the store: the phone number"
    assert titles(program, "nora@neu.example") == [words]


def test_a_token_goes_nowhere_in_clear_text(program: Program):
    code, _ = program.run("connections", "add", "wool", "shopify", "base_url=http://shop.example")
    assert code == 3


def test_a_wrong_token_is_told_when_it_is_tried(
    program: Program, admin: Admin, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WOOL_ACCESS_TOKEN", "wrong")
    told = program.json("connections", "test", "wool", expect=6)
    assert "does not accept" in str(told)
