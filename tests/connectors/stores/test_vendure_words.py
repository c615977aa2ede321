"""What Vendure tells, in our words and in its own."""

from decimal import Decimal

import pytest

from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.stores.vendure import mapper
from agent_console.domain.money import Money
from agent_console.domain.order import ReturnParcel
from agent_console.domain.parcel import ParcelStatus
from tests.connectors.stores.vendure_records import CUSTOMER, ORDER, entry, url, with_changes


def test_an_order_is_read_in_the_words_of_the_store():
    order = mapper.order(Node(ORDER))
    assert (order.number, order.state, order.is_open) == (
        "CKKXCF9HS8VGTFYD",
        "PartiallyShipped",
        True,
    )
    assert order.total == Money(15961, "USD")
    [line] = order.lines
    assert (line.sku, line.quantity, line.cancelled, line.refunded) == ("123", 3, 1, Decimal(1))
    assert order.refunded() == Money(1554, "USD")
    [parcel] = order.shipments()
    assert (parcel.carrier, parcel.status, parcel.status_text) == ("DHL", "in_transit", "Shipped")


def test_history_is_told_once_and_in_order():
    record = mapper.order_record(Node(ORDER), "AT", url)
    assert [(one.kind.value, one.status) for one in record.observations] == [
        ("order", "placed"),
        ("refund", "pending"),
        ("fulfilment", "Shipped"),
        ("note", "order"),
        ("refund", "Settled"),
        ("system", "ORDER_TELEPORTED"),
    ]
    note = next(one for one in record.observations if one.kind == "note")
    assert (note.text, note.author, note.direction) == (
        "Customer called",
        "Super Admin",
        "internal",
    )


def test_what_the_store_states_is_not_worked_out():
    line = {**ORDER["lines"][0], "unitPriceWithTax": 10666, "linePriceWithTax": 21331}
    off = [{"description": "Ten off", "amountWithTax": -1000}]
    more = [{"description": "Gift wrap", "priceWithTax": 250}, {"priceWithTax": 1}]
    order = mapper.order(with_changes(lines=[line], discounts=off, surcharges=more))
    assert order.lines[0].stated == Money(21331, "USD")
    assert [(one.kind, one.title, one.amount.minor) for one in order.charges] == [
        ("discount", "Ten off", -1000),
        ("surcharge", "Gift wrap", 250),
        ("surcharge", "Surcharge", 1),
    ]


def test_a_discount_on_shipping_is_told_apart_as_the_shipping_is_without_it():
    off = [
        {"description": "Free shipping", "amountWithTax": -490},
        {"description": "Spring", "amountWithTax": -1490},
    ]
    of_shipping = [
        {"description": "Free shipping", "amountWithTax": -490},
        {"description": "Spring", "amountWithTax": -10},
    ]
    order = mapper.order(
        with_changes(discounts=off, shippingWithTax=0, shippingLines=[{"discounts": of_shipping}])
    )
    assert [(one.kind, one.title, one.amount.minor) for one in order.charges] == [
        ("discount", "Spring", -1480),
        ("shipping_discount", "Free shipping", -490),
        ("shipping_discount", "Spring", -10),
    ]


@pytest.mark.parametrize("state", ["Modifying", "ArrangingAdditionalPayment", "PaymentSettled"])
def test_a_total_that_was_modified_is_not_what_was_ordered(state):
    told = [entry(20, "ORDER_MODIFIED", {})] if state == "PaymentSettled" else []
    line = {**ORDER["lines"][0], "orderPlacedQuantity": ORDER["lines"][0]["quantity"]}
    history = {"totalItems": len(told), "items": told}
    first, *_ = mapper.order_record(
        with_changes(state=state, lines=[line], history=history), "AT", url
    ).observations
    assert (first.status, first.amount) == ("placed", None)


def test_a_note_that_names_the_number_of_a_return_tells_of_a_parcel():
    number = "00340434190094022115"
    told = [
        entry(1, "ORDER_NOTE", {"note": f"Return label mailed, DHL {number}; money later."}),
        entry(2, "ORDER_NOTE", {"note": f"Return label mailed again, DHL {number}"}),
    ]
    read = mapper.order(with_changes(history={"totalItems": 2, "items": told}))
    assert read.returns == (ReturnParcel("DHL", number),)
    sent = [{**ORDER["fulfillments"][0], "trackingCode": number}]
    changed = with_changes(history={"totalItems": 2, "items": told}, fulfillments=sent)
    assert mapper.order(changed).returns == (), "what went out under it does not come back"


def test_notes_are_all_told_only_by_a_whole_history():
    cut_off = with_changes(history={**ORDER["history"], "totalItems": 6})
    assert mapper.order_record(Node(ORDER), "AT", url).has_all_notes
    assert not mapper.order_record(cut_off, "AT", url).has_all_notes
    assert not mapper.person(Node({**CUSTOMER, "history": {}}), "AT", url).has_all_notes


def test_a_person_is_known_by_normalised_names():
    read = mapper.person(Node(CUSTOMER), "AT", url)
    assert [one.value for one in read.identities] == [
        "1",
        "anna.gruber@example.test",
        "+436641234567",
    ]
    assert (read.is_guest, read.admin_url) == (False, url("customers", "1"))


def test_a_guest_is_a_customer_without_a_user():
    assert mapper.person(Node({**CUSTOMER, "user": None}), "AT", url).is_guest


def test_an_order_without_customer_still_has_an_owner():
    record = mapper.order_record(with_changes(customer=None), "AT", url)
    assert (record.person.kind, record.person.name) == ("order", "Anna Gruber")


@pytest.mark.parametrize("word", ["Teleported", "In Transit?", ""])
def test_an_unknown_fulfilment_state_stays_unknown(word):
    fulfilment = {**ORDER["fulfillments"][0], "state": word or None}
    if not word:
        with pytest.raises(UnreadableError):
            mapper.order(with_changes(fulfillments=[fulfilment]))
        return
    [parcel] = mapper.order(with_changes(fulfillments=[fulfilment])).shipments()
    assert (parcel.status, parcel.status_text) == (ParcelStatus.UNKNOWN, word)


@pytest.mark.parametrize("field", ["id", "code", "state", "currencyCode", "totalWithTax", "lines"])
def test_a_missing_fact_is_named_in_the_reason(field):
    with pytest.raises(UnreadableError, match=field):
        mapper.order(with_changes(**{field: None}))


@pytest.mark.parametrize("field", ["fulfillments", "payments", "history"])
def test_null_is_no_list_of_nothing_or_it_would_erase_what_is_known(field):
    with pytest.raises(UnreadableError, match=field):
        mapper.order_record(with_changes(**{field: None}), "AT", url)


@pytest.mark.parametrize("field", ["fulfillments", "payments", "history"])
def test_what_a_document_does_not_speak_of_does_no_harm(field):
    spoken = {name: value for name, value in ORDER.items() if name != field}
    assert mapper.order_record(Node(spoken), "AT", url).order.number


def test_an_entry_of_the_history_without_a_time_is_unreadable():
    timeless = {**entry(1, "ORDER_NOTE", {"note": "Customer called"}), "createdAt": None}
    told = with_changes(history={"totalItems": 1, "items": [timeless]})
    with pytest.raises(UnreadableError, match="createdAt"):
        mapper.order_record(told, "AT", url)


def test_an_order_may_be_without_an_address():
    assert mapper.order_record(with_changes(shippingAddress=None), "AT", url).order.number


@pytest.mark.parametrize(
    ("ordered", "asked"), [(2, Money(15961, "USD")), (None, Money(15961, "USD")), (3, None)]
)
def test_what_was_cancelled_since_leaves_the_first_sum_unsaid(ordered, asked):
    line = {**ORDER["lines"][0], "orderPlacedQuantity": ordered}
    placed = mapper.order_record(with_changes(lines=[line]), "AT", url).observations[0]
    assert (placed.status, placed.amount) == ("placed", asked)


def test_money_as_digits_in_a_text_is_money():
    assert mapper.order(with_changes(totalWithTax="15961")).total == Money(15961, "USD")


def test_a_draft_tells_nothing_and_is_marked():
    record = mapper.order_record(with_changes(state="Draft", orderPlacedAt=None), "AT", url)
    assert record.order.is_draft
    assert record.observations == ()
