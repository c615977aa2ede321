"""What WooCommerce tells of an order, read field by field: where shops differ, and plugins."""

import json
from dataclasses import asdict

import pytest

from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.stores.woocommerce import mapper
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Order
from agent_console.domain.wording import title
from agent_console.ports.source import NOBODY, OrderRecord
from tests.peers.woocommerce.shop import NOON, WooShop, address, line

NUMBER = "00340434161094042557"
ITEM = {"tracking_provider": "DHL", "tracking_number": NUMBER, "date_shipped": "1793500000"}
ITEMS = "_wc_shipment_tracking_items"


def url(what: str, external_id: str) -> str:
    return f"https://shop.example/{what}/{external_id}"


def told(**fields: object) -> dict:
    """Return an order of one line as the store tells it, with some fields changed."""
    shop = WooShop()
    anna = shop.register("Anna", "Gruber", "anna@example.test", "+43 664 1234567")
    made = shop.orders[shop.place(anna, [line(7, "SHOE-42", 2, "10.00")])]
    return {**made, "_customer": shop.customers[anna], **fields}


def record(**fields: object) -> OrderRecord:
    return mapper.order_record(Node(told(**fields)), "AT", url)


def order(**fields: object) -> Order:
    return record(**fields).order


def sent(*metas: tuple[str, object]) -> list[tuple[str | None, str | None]]:
    """Return carrier and number of the parcels that meta data tells."""
    data = [{"id": n, "key": key, "value": value} for n, (key, value) in enumerate(metas)]
    return [(one.carrier, one.number) for one in order(meta_data=data).fulfilments]


@pytest.mark.parametrize(
    ("state", "is_open", "is_draft"),
    [
        ("pending", True, False),
        ("processing", True, False),
        ("on-hold", True, False),
        ("completed", False, False),
        ("cancelled", False, False),
        ("refunded", False, False),
        ("failed", False, False),
        ("checkout-draft", True, True),
        ("trash", False, True),
        ("wc-made-up-by-a-plugin", True, False),
    ],
)
def test_of_what_may_still_change_more_is_expected(state, is_open, is_draft):
    read = order(status=state)
    assert (read.state, read.is_open, read.is_draft) == (state, is_open, is_draft)


def test_nothing_is_told_of_a_draft():
    assert record(status="checkout-draft").observations == ()


@pytest.mark.parametrize(
    ("total", "currency", "minor"),
    [("160.34", "EUR", 16034), ("1600", "JPY", 1600), ("1.234", "KWD", 1234), ("0.105", "EUR", 11)],
)
def test_money_has_the_digits_of_its_currency(total, currency, minor):
    assert order(total=total, currency=currency).total == Money(minor, currency)


@pytest.mark.parametrize("field", ["id", "status", "currency", "total", "line_items"])
def test_what_an_order_cannot_be_without_is_asked_for(field):
    with pytest.raises(UnreadableError, match=field):
        order(**{field: None})


def test_what_a_total_holds_beside_its_lines_is_told_apart():
    read = order(
        discount_total="3.00",
        coupon_lines=[{"code": "spring", "discount": "2.00"}],
        fee_lines=[{"name": "Gift wrap", "total": "1.50"}],
        tax_lines=[{"label": "MwSt", "tax_total": "4.00", "shipping_tax_total": "1.00"}],
        total_tax="5.00",
    )
    assert [(one.kind, one.title, one.amount.minor) for one in read.charges] == [
        ("discount", "spring", -200),
        ("discount", "Discount", -100),
        ("surcharge", "Gift wrap", 150),
        ("tax", "MwSt", 500),
    ]


def test_taxes_of_several_rates_are_told_each():
    rates = [
        {"label": "VAT 20", "tax_total": "4.00", "shipping_tax_total": "1.00"},
        {"label": "VAT 10", "tax_total": "0.50", "shipping_tax_total": ""},
    ]
    read = order(tax_lines=rates, total_tax="5.51")
    assert [(one.title, one.amount.minor) for one in read.charges] == [
        ("VAT 20", 500),
        ("VAT 10", 50),
    ]


@pytest.mark.parametrize(
    ("changed", "unit", "stated"),
    [
        ({}, 1000, 2000),
        ({"price": 12.950000000000001, "subtotal": "38.85", "total": "38.85"}, 1295, 3885),
        ({"price": 8.0, "subtotal": "20.00", "total": "16.00"}, 1000, 2000),
        ({"price": None}, 1000, 2000),
        ({"price": ""}, 1000, 2000),
        ({"price": "10.00"}, 1000, 2000),
        ({"subtotal": "", "total": "18.00", "price": None}, 900, None),
        ({"quantity": 0, "price": None}, 2000, 2000),
    ],
)
def test_a_line_tells_its_price_before_discounts(changed, unit, stated):
    [read] = order(line_items=[{**line(7, "A", 2, "10.00"), **changed}]).lines
    assert read.unit_price.minor == unit
    assert (read.stated and read.stated.minor) == stated


def test_quantities_may_be_broken_and_article_numbers_be_numbers():
    [read] = order(line_items=[line(7, 123, 1.5, "10.00", name=None)]).lines
    assert (read.sku, str(read.quantity), read.title) == ("123", "1.5", "123")


def test_all_of_a_cancelled_order_is_cancelled():
    [read] = order(status="cancelled").lines
    assert read.cancelled == read.quantity == 2


def test_only_what_was_paid_is_a_payment():
    assert order().payments == ()
    [paid] = order(date_paid_gmt="2026-11-20T13:00:00", transaction_id="ch_1").payments
    assert (paid.external_id, paid.stage, paid.method) == ("ch_1", "settled", "Bank")
    [failed] = order(status="failed").payments
    assert (failed.stage, failed.created) == ("failed", Moment())
    assert order(total="0.00", date_paid_gmt="2026-11-20T13:00:00").payments == ()


def test_a_time_told_on_the_wall_only_gets_no_zone():
    read = order(date_created_gmt=None, date_created="2026-11-20T13:00:00")
    assert read.placed == Moment(local="2026-11-20T13:00:00")


def test_refunds_may_be_larger_than_all_lines():
    read = order(refunds=[{"id": 9, "reason": "", "total": "-999.00"}])
    assert read.refunded() == Money(99900, "EUR")
    assert read.refunds[0].created == Moment()


def test_a_refund_made_by_hand_says_so():
    stamps = {"date_created_gmt": "2026-11-21T00:00:00"}
    made = [
        {"id": 9, "amount": "5.00", "refunded_payment": flag, **stamps} for flag in (True, False)
    ]
    titles = []
    for one in made:
        observations = record(_refunds=[one]).observations
        titles += [title(said) for said in observations if said.kind == "refund"]
    assert titles == [
        "Refund of 5.00 EUR paid out",
        "Refund of 5.00 EUR made by hand, says the store",
    ]


@pytest.mark.parametrize("customer_id", [0, None, "0"])
def test_who_has_no_account_is_a_guest(customer_id):
    billing = address("Udo", "Gast", email="Udo@Example.test", phone="0664 765 43 21")
    read = record(customer_id=customer_id, billing=billing, _customer=None)
    assert (read.person.kind, read.person.external_id) == ("guest", "udo@example.test")
    assert (read.person.name, read.person.is_guest) == ("Udo Gast", True)
    assert {one.value for one in read.contacts} == {"udo@example.test", "+436647654321"}


def test_who_is_not_named_at_all_stands_for_the_order():
    read = record(customer_id=0, billing=None, shipping=None, _customer=None)
    assert read.person.kind == NOBODY
    assert read.person.identities
    assert (read.contacts, read.order.ship_to) == ((), None)


def test_a_customer_who_was_deleted_keeps_the_name_of_the_order():
    read = record(_customer=None)
    assert (read.person.kind, read.person.name) == ("customer", "Anna Gruber")


def test_an_order_may_have_a_number_that_is_not_its_id():
    assert order(number="WEB-2026/17").number == "WEB-2026/17"
    assert order(number=None).number == str(told()["id"])


@pytest.mark.parametrize(
    "value",
    [[ITEM], {"0": ITEM}, {"3": ITEM}, ITEM, json.dumps([ITEM]), [ITEM, ITEM]],
    ids=["list", "gaps", "a gap", "bare", "text", "twice"],
)
def test_a_parcel_is_found_however_php_wrote_it(value):
    assert sent((ITEMS, value)) == [("DHL", NUMBER)]


@pytest.mark.parametrize("value", ["", None, False, [], {}])
def test_an_empty_list_of_parcels_is_none(value):
    assert sent((ITEMS, value)) == []


@pytest.mark.parametrize(
    "metas",
    [
        [("_tracking_number", NUMBER), ("_tracking_provider", "dhl")],
        [("_tracking_number", NUMBER), ("_custom_tracking_provider", "dhl")],
        [("ywot_tracking_code", NUMBER), ("ywot_carrier_id", "dhl")],
        [("_aftership_tracking_items", [{"slug": "dhl", "tracking_number": NUMBER}])],
        [("_aftership_tracking_number", NUMBER), ("_aftership_tracking_provider_name", "dhl")],
    ],
)  # fmt: skip
def test_parcels_of_other_plugins_are_found(metas):
    assert sent(*metas) == [("dhl", NUMBER)]


def test_several_numbers_in_one_field_are_several_parcels():
    found = sent(("_tracking_number", f"{NUMBER}, 1Z999AA10123456784"))
    assert [number for _, number in found] == [NUMBER, "1Z999AA10123456784"]


def test_a_parcel_by_another_carrier_is_called_as_typed():
    item = {**ITEM, "tracking_provider": "", "custom_tracking_provider": "Bike courier"}
    assert sent((ITEMS, [item])) == [("Bike courier", NUMBER)]


@pytest.mark.parametrize(
    ("shipped", "moment", "status"),
    [
        ("1793500000", "2026-11-01T02:26:40+00:00", "in_transit"),
        (1793491200, "2026-11-01", "in_transit"),
        ("2026-11-01", "2026-11-01", "in_transit"),
        ("20261101", "2026-11-01", "in_transit"),
        ("", None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_parcel_left_when_its_plugin_says(shipped, moment, status):
    meta = [{"id": 1, "key": ITEMS, "value": [{**ITEM, "date_shipped": shipped}]}]
    [parcel] = order(meta_data=meta).fulfilments
    at = parcel.shipped
    assert (at and (at.utc.isoformat() if at.utc else at.local)) == moment
    assert parcel.status == status


def test_a_parcel_that_cannot_be_read_spoils_no_order():
    lapses = Lapses()
    meta = [{"id": 1, "key": ITEMS, "value": [ITEM, "rubbish", {**ITEM, "date_shipped": "never"}]}]
    read = mapper.order_record(Node(told(meta_data=meta)), "AT", url, lapses)
    assert [one.number for one in read.order.fulfilments] == [NUMBER]
    assert len(lapses.reasons) == 2
    assert "meta_data[0].value" in lapses.reasons[0]


def test_what_is_in_a_parcel_is_named_where_a_plugin_keeps_it():
    products = [{"product": "10", "item_id": "7", "qty": "1"}]
    meta = [{"id": 1, "key": ITEMS, "value": [{**ITEM, "products_list": products}]}]
    read = record(meta_data=meta)
    titles = [title(one) for one in read.observations if one.kind == "fulfilment"]
    assert titles == ["Shipped with DHL: The shoe-42"]


def test_a_note_is_told_in_words_without_markup():
    stamps = {"date_created_gmt": "2026-11-21T00:00:00", "author": "mira"}
    notes = [
        {"id": 1, "note": "Paid &amp; <a href='x'>booked</a><br/>twice", **stamps},
        {"id": 2, "note": "a < b and <3", "customer_note": True, **stamps},
    ]  # fmt: skip
    read = record(_notes=notes, customer_note="Leave it at the door")
    seen = [
        (one.text, one.direction, one.author) for one in read.observations if one.kind == "note"
    ]
    assert seen == [
        ("Leave it at the door", "inbound", None),
        ("Paid & booked\ntwice", "internal", "mira"),
        ("a < b and <3", "outbound", "mira"),
    ]
    assert read.has_all_notes


def test_a_parcel_that_comes_back_is_found_in_a_note():
    stamps = {"date_created_gmt": "2026-11-21T00:00:00"}
    note = {"id": 1, "note": f"Return label DHL {NUMBER} sent", **stamps}
    assert [one.number for one in order(_notes=[note]).returns] == [NUMBER]


def test_of_an_order_told_by_a_webhook_other_notes_may_be_known():
    assert not record().has_all_notes


def test_where_it_goes_is_told_as_lines_and_in_parts():
    to = address(
        "Anna", "Gruber", address_1="Teststr. 1", postcode="10115", city="Berlin", country="DE"
    )
    read = order(shipping=to)
    assert read.ship_to == "Anna Gruber\nTeststr. 1\n10115 Berlin\nDE"
    assert read.address is not None
    assert asdict(read.address)["postcode"] == "10115"


def test_placed_and_completed_stand_where_they_happened():
    read = record(status="completed", date_completed_gmt="2026-11-25T08:00:00")
    seen = {one.status: one.moment.utc for one in read.observations}
    assert seen["placed"] == NOON
    assert title(read.observations[1]) == f"Order {read.order.number}: completed"
