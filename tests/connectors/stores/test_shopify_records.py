"""What becomes of the people and orders of a Shopify store, fact by fact."""

import pytest

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify import mapper
from agent_console.domain.money import Money
from agent_console.domain.order import ReturnParcel
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.source import OrderRecord
from tests.connectors.stores.shopify_reading import record, said, url
from tests.fakes.shopify.records import (
    clock,
    customer,
    fulfilment,
    order,
    part_of,
    returned,
)
from tests.fakes.shopify.story import story

SPLIT, CANCELLED, RETURNED, COLLECTED, TEST = range(5)


def of_story(case: int) -> OrderRecord:
    return record(story().orders[case])


def test_a_split_order_is_what_the_store_says():
    told = of_story(SPLIT)
    one = told.order
    assert (one.external_id, one.number) == ("7", "#1007")
    assert one.state == "partially refunded, partially fulfilled"
    assert (one.total, one.shipping) == (Money(18990, "EUR"), Money(490, "EUR"))
    assert [(line.sku, line.quantity, line.cancelled, line.refunded) for line in one.lines] == [
        ("JACKET-M", 1, 0, 0),
        ("SOCKS", 3, 1, 1),
    ]
    assert [(pay.amount.minor, pay.state, pay.stage) for pay in one.payments] == [
        (18990, "capture", "settled")
    ], "what was captured is no authorisation any more"
    assert (one.refunded(), one.refund_pending()) == (Money(2500, "EUR"), Money(100, "EUR"))
    assert [(sent.number, sent.status, sent.state) for sent in one.fulfilments] == [
        ("00340434160091", ParcelStatus.DELIVERED, "delivered"),
        ("00340434160092", ParcelStatus.IN_TRANSIT, "in_transit"),
    ]
    assert one.is_open
    assert [(charge.title, charge.amount.minor) for charge in one.charges] == [
        ("Discount (WOOL10)", -1000)
    ]
    assert told.admin_url == "https://wool.example/admin/orders/7"


def test_all_that_happened_is_told_once_and_in_the_words_of_the_store():
    told = of_story(SPLIT)
    ids = [one.external_id for one in told.observations]
    assert len(ids) == len(set(ids))
    assert said(told, "order") == [("placed", None), ("modified", None)]
    assert told.observations[0].amount == Money(19990, "EUR"), "as it was placed, before the edit"
    assert said(told, "refund") == [("settled", "hole in it"), ("pending", "hole in it")]
    assert [status for status, _ in said(told, "payment")] == ["authorized", "settled"]
    assert said(told, "system") == [("Confirmation sent to Helena & co",) * 2]
    assert said(told, "note") == [
        ("order", "Ring twice, the bell is old"),
        ("order", "Customer called, wants it by Friday"),
    ]
    notes = [one for one in told.observations if one.kind == "note"]
    assert [(one.author, one.direction) for one in notes] == [
        (None, None),
        ("Sam Staff", "internal"),
    ]


def test_a_store_and_a_carrier_tell_of_a_parcel_in_the_same_words():
    told = [one for one in of_story(SPLIT).observations if one.kind == "fulfilment"]
    assert [(one.status, one.shipment, one.place and one.place.city) for one in told] == [
        ("created", "00340434160091", None),
        ("in_transit", "00340434160091", "Wien"),
        ("delivered", "00340434160091", "Graz"),
        ("created", "00340434160092", None),
    ]


def test_a_cancelled_order_is_over_and_nothing_is_owed():
    told = of_story(CANCELLED)
    one = told.order
    assert (one.state, one.is_open) == ("cancelled", False)
    assert [(pay.stage, pay.amount.minor) for pay in one.payments] == [("cancelled", 9594)]
    assert (one.lines[0].cancelled, one.lines[0].refunded, one.refunded().minor) == (1, 0, 0)
    assert ("cancelled", "Reason: customer. Bought it elsewhere") in said(told, "order")


def test_what_comes_back_is_told_with_its_number():
    told = of_story(RETURNED)
    assert told.order.returns == (ReturnParcel("DHL", "00340434169999"),)
    assert said(told, "return") == [
        ("open", "Return #1-R1 opened: The shoe-42"),
        ("approved", "Return #1-R1 approved: The shoe-42"),
    ]
    asked = next(one for one in told.observations if one.kind == "return")
    assert asked.detail == "too small"


@pytest.mark.parametrize(
    ("status", "statuses", "parcels"),
    [
        ("REQUESTED", ["requested"], 1),
        ("DECLINED", ["declined"], 0),
        ("CANCELED", ["canceled", "approved"], 0),
        ("CLOSED", ["closed", "approved", "closed"], 1),
        ("TELEPORTED", ["teleported", "approved"], 1),
    ],
)
def test_every_state_of_a_return_is_told(status: str, statuses: list[str], parcels: int):
    told = record(order(1, None, returns=[returned(1, status, 5, "0034", part_of("10", 1))]))
    assert [one for one, _ in said(told, "return")] == statuses
    assert len(told.order.returns) == parcels


def test_what_the_customer_pays_in_another_currency_is_said():
    told = of_story(RETURNED)
    assert told.order.total == Money(4990, "EUR")
    assert said(told, "order") == [("placed", "The customer pays 47.10 CHF.")]


def test_an_order_is_made_and_collected_at_a_shop():
    told = of_story(COLLECTED)
    assert told.order.channel == "Graz store"
    assert [one.status for one in told.order.fulfilments] == [ParcelStatus.DELIVERED]
    parcels = [one for one in told.observations if one.kind == "fulfilment"]
    assert [(one.status, one.detail) for one in parcels] == [("picked_up", "Graz store")]
    assert not told.order.is_open


def test_an_order_waits_at_a_shop():
    waiting = fulfilment(
        1, 5, displayStatus="READY_FOR_PICKUP", trackingInfo=[], updatedAt=clock(9)
    )
    told = record(
        order(
            1,
            None,
            fulfillments=[waiting],
            shippingLine={"title": "x", "deliveryCategory": "pickup"},
        )
    )
    assert said(told, "fulfilment") == [("ready_for_pickup", None)]
    assert told.order.fulfilments[0].status is ParcelStatus.AVAILABLE_FOR_PICKUP
    assert told.order.is_open


def test_a_test_order_is_kept_out_of_sight():
    told = of_story(TEST)
    assert (told.order.is_draft, told.observations) == (True, ())


def test_a_guest_is_a_customer_without_an_account():
    owner = customer(4, "Udo Klein", "UDO@klein.example", "0664 188 20 41") | {"state": "DISABLED"}
    told = mapper.person(Node(owner), "AT", url)
    assert (told.is_guest, told.name) == (True, "Udo Klein")
    assert [one.value for one in told.identities] == ["4", "udo@klein.example", "+436641882041"]


def test_the_address_of_an_order_need_not_be_the_one_of_the_customer():
    told = record(order(1, customer(1, "A B", "a@b.example"), email="c@d.example", phone="123456"))
    assert [one.value for one in told.contacts] == ["c@d.example", "+43123456"]


def test_an_order_without_a_customer_still_has_an_owner():
    told = record(order(1, None, email="c@d.example"))
    assert (told.person.kind, told.person.external_id, told.person.name) == (
        "order",
        "1",
        "Somebody",
    )
    assert "c@d.example" in {one.value for one in told.person.identities}
