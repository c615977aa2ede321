"""What a Shopify store may say that is odd, wrong or half: told, or set aside with its reason."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.stores.shopify import mapper, rest
from agent_console.domain.money import Money
from agent_console.domain.parcel import ParcelStatus
from tests.connectors.stores.shopify_reading import read, record, said, url
from tests.fakes.shopify.records import (
    Record,
    bag,
    clock,
    comment,
    event,
    fulfilment,
    line,
    order,
    part_of,
    refund,
    transaction,
)

SENT = {"displayFulfillmentStatus": "FULFILLED"}
BODIES = ("py_order", "go_order", "py_refund")


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1200", "JPY", 1200),
        ("1200.0", "JPY", 1200),
        ("12.3", "EUR", 1230),
        ("12.345", "KWD", 12345),
        ("-0.50", "USD", -50),
        (12.5, "EUR", 1250),
        (7, "EUR", 700),
    ],
)
def test_decimal_money_is_exact_in_every_currency(amount: object, currency: str, minor: int):
    told = order(1, None, currencyCode=currency, totalPriceSet=bag(amount, currency))
    for field in ("totalShippingPriceSet", "totalTaxSet", "originalTotalPriceSet"):
        told[field] = None
    told["lineItems"] = []
    told["totalDiscountsSet"] = told["totalTipReceivedSet"] = None
    assert read(told).total == Money(minor, currency)


@pytest.mark.parametrize(
    "amount", ["12.345", "12,50", "NaN", "1e5", "", None, True, [], "Infinity", "9" * 30]
)
def test_money_nobody_can_read_is_said_where_it_stands(amount: object):
    with pytest.raises(UnreadableError, match=r"totalPriceSet\.shopMoney\.amount"):
        read(order(1, None, totalPriceSet=bag(amount)))


def test_amounts_of_two_currencies_are_never_mixed():
    mixed = transaction(1, "SALE", "1.00", 1, amountSet=bag("1.00", "USD"))
    with pytest.raises(UnreadableError, match="an amount in EUR"):
        read(order(1, None, transactions=[mixed]))


def test_money_that_went_back_in_another_currency_stays_in_it_and_out_of_the_sum():
    moved = [
        transaction(1, "REFUND", "5.00", 5),
        transaction(2, "REFUND", "7.10", 6, amountSet=bag("7.10", "CAD")),
    ]
    told = read(order(1, None, refunds=[refund(1, 5, [], moved)], transactions=moved))
    assert [one.amount for one in told.refunds] == [Money(500, "EUR"), Money(710, "CAD")]
    assert told.refunded() == Money(500, "EUR")


@pytest.mark.parametrize("code", ["x", "eur", "12", "NaN", "Delivered"])
def test_a_word_that_is_no_currency_is_not_another_one(code: str):
    moved = [transaction(1, "REFUND", "5.00", 5, amountSet=bag("5.00", code))]
    with pytest.raises(UnreadableError, match="currencyCode: expected a currency"):
        read(order(1, None, refunds=[refund(1, 5, [], moved)]))


def test_the_price_of_one_piece_may_have_more_digits_than_money():
    assert read(order(1, None, lineItems=[line(1, "SCREW", 100, "0.125")])).lines[
        0
    ].unit_price == Money(12, "EUR")


def test_a_quantity_may_be_a_fraction_and_an_article_number_a_number():
    one = read(order(1, None, lineItems=[line(1, 123, 1.5, "2.00", now=1)])).lines[0]
    assert (one.sku, str(one.quantity), str(one.cancelled)) == ("123", "1.5", "0.5")


def test_a_refund_may_be_larger_than_its_articles_and_than_the_order():
    moved = [transaction(1, "REFUND", "500.00", 5)]
    told = read(order(1, None, refunds=[refund(1, 5, [part_of("10", 7)], moved)]))
    assert told.refunded() == Money(50000, "EUR")
    assert (told.lines[0].refunded, told.lines[0].cancelled) == (7, 0)


def test_what_was_never_sent_is_cancelled_even_where_money_went_back():
    goods = part_of("10", 1) | {"restockType": "CANCEL"}
    moved = [transaction(1, "REFUND", "50.00", 5)]
    lines = [line("10", "SOCKS", 2, "50.00", now=1)]
    told = read(order(1, None, lineItems=lines, refunds=[refund(1, 5, [goods], moved)]))
    assert (told.lines[0].cancelled, told.lines[0].refunded) == (1, 0)
    assert told.refunded() == Money(5000, "EUR")


def test_what_came_back_before_money_moved_is_not_called_cancelled():
    moved = [transaction(1, "REFUND", "50.00", 5, status="PENDING")]
    lines = [line("10", "SOCKS", 1, "50.00", now=0)]
    told = read(order(1, None, lineItems=lines, refunds=[refund(1, 5, [part_of("10", 1)], moved)]))
    assert (told.lines[0].cancelled, told.lines[0].refunded) == (0, 0)


def test_what_was_taken_along_at_a_shop_was_handed_over():
    sent = fulfilment(1, 5, trackingInfo=[], displayStatus="FULFILLED", deliveredAt=None, events=[])
    at_a_shop = {"retailLocation": {"name": "Graz"}, "shippingAddress": None, "shippingLine": None}
    [one] = read(order(1, None, fulfillments=[sent], **at_a_shop)).fulfilments
    assert one.status is ParcelStatus.DELIVERED
    assert one.delivered == one.created


def test_several_numbers_of_one_fulfilment_are_several_parcels():
    numbers = [{"company": "DHL", "number": one} for one in ("1", "2", "1", None)]
    sent = fulfilment(1, 5, trackingInfo=numbers, fulfillmentLineItems=[part_of("10", 1)])
    told = read(order(1, None, fulfillments=[sent]))
    assert [(one.external_id, one.number, len(one.lines)) for one in told.fulfilments] == [
        ("1", "1", 1),
        ("1:1", "2", 0),
    ]


@pytest.mark.parametrize("status", ["CANCELLED", "FAILURE", "ERROR"])
def test_what_failed_as_a_whole_was_never_sent(status: str):
    told = record(order(1, None, fulfillments=[fulfilment(1, 5, status=status)]))
    assert (told.order.shipments(), told.order.numbers()) == ((), ())
    assert ("cancelled", None) in said(told, "fulfilment")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("ATTEMPTED_DELIVERY", ParcelStatus.ATTEMPT_FAILED),
        ("DELAYED", ParcelStatus.EXCEPTION),
        ("NOT_DELIVERED", ParcelStatus.EXCEPTION),
        ("OUT_FOR_DELIVERY", ParcelStatus.OUT_FOR_DELIVERY),
        ("PICKED_UP", ParcelStatus.DELIVERED),
        ("LABEL_PRINTED", ParcelStatus.PRE_TRANSIT),
        ("TELEPORTED", ParcelStatus.UNKNOWN),
    ],
)
def test_where_a_parcel_is_is_said_in_our_words_and_theirs(word: str, status: ParcelStatus):
    told = read(order(1, None, fulfillments=[fulfilment(1, 5, displayStatus=word)]))
    assert [(one.status, one.status_text) for one in told.shipments()] == [(status, word.lower())]


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"closed": True}, False),
        ({"cancelledAt": clock(5)}, False),
        ({"closed": True, "fulfillments": [fulfilment(1, 5)]}, True),
        ({**SENT, "fulfillments": [fulfilment(1, 5)]}, True),
        ({**SENT, "fulfillments": [fulfilment(1, 5, displayStatus="LABEL_PRINTED")]}, True),
        ({**SENT, "fulfillments": [fulfilment(1, 5, displayStatus="DELIVERED")]}, False),
        ({**SENT, "displayFinancialStatus": "PENDING"}, True),
    ],
    ids=[
        *("new", "put away", "cancelled", "put away while on its way", "on its way", "not gone"),
        *("there", "not paid"),
    ],
)
def test_an_order_is_open_while_something_is_to_come(fields: Record, is_open):
    assert read(order(1, None, **fields)).is_open is is_open


@pytest.mark.parametrize(
    "fields",
    [{"closed": True}, {"displayFulfillmentStatus": "FULFILLED"}],
    ids=["put away", "sent"],
)
def test_a_parcel_is_not_waited_for_for_ever(fields: Record):
    told = Node(order(1, None, fulfillments=[fulfilment(1, 5)], **fields))
    day = datetime(2026, 11, 20, tzinfo=UTC)
    assert mapper.order(told, day).is_open
    assert not mapper.order(told, day + timedelta(days=1)).is_open


@pytest.mark.parametrize("field", ["id", "name", "totalPriceSet", "lineItems"])
def test_a_missing_fact_is_named_in_the_reason(field: str):
    with pytest.raises(UnreadableError, match=field):
        read(order(1, None, **{field: None}))


@pytest.mark.parametrize("field", ["fulfillments", "transactions", "refunds", "returns"])
def test_null_is_no_list_of_nothing_or_it_would_erase_what_is_known(field: str):
    with pytest.raises(UnreadableError, match=field):
        record(order(1, None, **{field: None}))


@pytest.mark.parametrize("field", ["fulfillments", "transactions", "refunds", "events", "note"])
def test_what_a_document_does_not_speak_of_does_no_harm(field: str):
    told = order(1, None)
    del told[field]
    assert record(told).order.number == "#1001"


@pytest.mark.parametrize(
    ("list_of", "field"),
    [
        ([fulfilment(1, 5, createdAt=None)], "fulfillments"),
        (
            [fulfilment(1, 5, events=[event(1, "IN_TRANSIT", 5) | {"happenedAt": None}])],
            "fulfillments",
        ),
        ([comment(1, 5, "hello") | {"createdAt": None}], "events"),
        ([transaction(1, "SALE", "1", 5) | {"createdAt": None}], "transactions"),
    ],
)
def test_what_happened_without_a_time_is_unreadable(list_of: list[Record], field: str):
    with pytest.raises(UnreadableError, match=field):
        record(order(1, None, **{field: list_of}))


def test_a_failed_payment_is_told_and_is_no_money():
    failed = transaction(1, "SALE", "54.90", 5, status="FAILURE")
    waiting = transaction(2, "SALE", "54.90", 6, status="AWAITING_RESPONSE")
    told = record(order(1, None, transactions=[failed, waiting]))
    assert [(one.stage, one.state) for one in told.order.payments] == [
        ("failed", "failure"),
        ("awaiting_response", "awaiting_response"),
    ]
    assert [one for one, _ in said(told, "payment")] == ["declined", "awaiting_response"]


def test_ids_are_the_numbers_webhooks_know_too():
    assert read(order(1, None, id="gid://shopify/Order/77?key=1")).external_id == "77"
    assert read(order(1, None, id=77)).external_id == "77"


def test_a_failed_fulfilment_and_a_cancelled_test_order_of_real_bodies(shared: Path):
    folder = shared / "payloads/stores/shopify_rest"
    if not folder.is_dir():
        pytest.skip("what Shopify sends is not kept beside the checkout")
    bodies = {name: json.loads((folder / f"{name}.json").read_text()) for name in BODIES}
    first = mapper.order_record(rest.order(Node(bodies["py_order"]["order"])), "US", url)
    assert [(one.state, one.number, one.status) for one in first.order.fulfilments] == [
        ("failure", "1Z2345", ParcelStatus.CANCELLED)
    ]
    assert first.order.address is not None
    assert (first.order.external_id, first.order.address.phone) == ("450789469", "555-625-1199")
    assert first.contacts[1].raw == "555-625-1199"
    second = mapper.order_record(rest.order(Node(bodies["go_order"]["order"])), "US", url)
    assert (second.order.is_draft, second.order.state) == (True, "cancelled")
    assert (second.person.kind, second.person.name) == ("order", "John Smith")
    assert {"john@test.com", "jon@doe.ca"} <= {one.value for one in second.person.identities}
    refund = mapper.order(rest.refunded_order(Node(bodies["py_refund"]["refund"]))).refunds
    assert [(one.external_id, one.reason) for one in refund] == [
        ("179259969", "it broke during shipping")
    ]


def test_a_hidden_part_is_named_once():
    told = record(order(1, None, hidden=["customer", "phone", "customer"]))
    hidden = "Hidden by the permissions of the store: the customer, the phone number"
    assert [status for status, _ in said(told, "system")] == [hidden]
