"""The Vendure connector: the contract of all connectors, and the words of its own."""

import asyncio
import json
from copy import deepcopy
from decimal import Decimal

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.client import VendureSource
from agent_console.connectors.stores.vendure.manifest import MANIFEST, connect
from agent_console.domain.money import Money
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Gone, Page, Wanted
from tests.contracts.source_contract import SourceContract, Wire

CUSTOMER = {
    "id": "1",
    "firstName": "Anna",
    "lastName": "Gruber",
    "emailAddress": "Anna.Gruber@Example.test",
    "phoneNumber": "0664 123 45 67",
    "updatedAt": "2026-11-22T00:29:20.000Z",
    "user": {"id": "2"},
    "history": {"totalItems": 0, "items": []},
}


def entry(number, kind, data, *, public=False):
    admin = {"firstName": "Super", "lastName": "Admin"}
    return {
        "id": str(number),
        "type": kind,
        "createdAt": f"2026-11-22T00:30:{number:02d}.000Z",
        "isPublic": public,
        "data": data,
        "administrator": admin,
    }


ORDER = {
    "id": "11",
    "code": "CKKXCF9HS8VGTFYD",
    "state": "PartiallyShipped",
    "active": False,
    "updatedAt": "2026-11-22T00:29:21.000Z",
    "orderPlacedAt": "2026-11-22T00:29:21.579Z",
    "currencyCode": "USD",
    "shippingWithTax": 500,
    "totalWithTax": 15961,
    "customer": CUSTOMER,
    "shippingAddress": {"fullName": "Anna Gruber", "streetLine1": "1 Test Street", "city": "Wien"},
    "lines": [
        {
            "id": "1",
            "quantity": 2,
            "orderPlacedQuantity": 3,
            "unitPriceWithTax": 1554,
            "productVariant": {"sku": 123, "name": "USB-C Cable 2m"},
        }
    ],
    "fulfillments": [
        {
            "id": "1",
            "state": "Shipped",
            "method": "DHL",
            "trackingCode": "00340434161094042557",
            "createdAt": "2026-11-22T00:30:00.000Z",
            "lines": [{"orderLineId": "1", "quantity": 1}],
        }
    ],
    "payments": [
        {
            "id": "1",
            "state": "Settled",
            "amount": 15961,
            "method": "visa",
            "createdAt": "2026-11-22T00:29:21.000Z",
            "refunds": [
                {
                    "id": "4",
                    "state": "Settled",
                    "total": 1554,
                    "reason": "broken",
                    "createdAt": "2026-11-22T00:31:00.000Z",
                    "lines": [{"orderLineId": "1", "quantity": 1}],
                }
            ],
        }
    ],
    "history": {
        "totalItems": 5,
        "items": [
            entry(10, "ORDER_NOTE", {"note": "Customer called"}),
            entry(9, "ORDER_FULFILLMENT_TRANSITION", {"fulfillmentId": 1, "to": "Shipped"}),
            entry(8, "ORDER_STATE_TRANSITION", {"from": "X", "to": "PaymentSettled"}),
            entry(11, "ORDER_REFUND_TRANSITION", {"refundId": 4, "to": "Settled"}),
            entry(12, "ORDER_TELEPORTED", {}),
        ],
    },
}


def url(what: str, external_id: str) -> str:
    return f"https://shop.example/admin/{what}/{external_id}"


def with_changes(**fields: object) -> Node:
    return Node({**deepcopy(ORDER), **fields})


def told(document: object) -> httpx.Response:
    return httpx.Response(200, json=document, headers={"vendure-auth-token": "t1"})


class TestVendure(SourceContract):
    def opened(self, transport: httpx.MockTransport) -> VendureSource:
        values = {"base_url": "http://127.0.0.1:3101", "username": "superadmin"}
        secrets = {"password": Secret(self.SECRET)}
        return connect(Given("web-shop", values, secrets, "AT", self.CLOCK, transport))

    def answer(self, request: httpx.Request) -> httpx.Response:
        question = json.loads(request.content)
        if "login(" in question["query"]:
            return told({"data": {"login": {"__typename": "CurrentUser", "id": "1"}}})
        assert request.headers["authorization"] == "Bearer t1"
        if "customers(" in question["query"]:
            return told({"data": {"customers": {"totalItems": 1, "items": [CUSTOMER]}}})
        other = {**deepcopy(ORDER), "id": "12", "code": "SECOND"}
        return told({"data": {"orders": {"totalItems": 2, "items": [ORDER, other]}}})

    def refusal(self) -> httpx.Response:
        wrong = {
            "errorCode": "INVALID_CREDENTIALS_ERROR",
            "message": "The credentials do not match",
        }
        return httpx.Response(200, json={"data": {"login": {"__typename": "X", **wrong}}})

    def break_record(self, response: httpx.Response) -> httpx.Response:
        document = response.json()
        if orders := document["data"].get("orders"):
            orders["items"][0]["totalWithTax"] = 159.61
        return told(document)

    def test_an_expired_session_signs_in_once_more(self):
        forbidden = {"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]}
        turns = iter(range(100))

        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json=forbidden) if next(turns) == 1 else self.answer(request)

        assert sum(page.fetched() for page in self.pages(handler)) == 3

    def test_a_record_that_spoils_its_page_goes_aside_alone(self):
        spoilt = {"errors": [{"message": "Cannot return null for Order.total"}], "data": None}

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, asked = question["query"], json.dumps(question["variables"])
            if "OrderIds" in text:
                ids = ["12"] if '"12"' in asked else ["11", "12"]
                return told({"data": {"orders": {"items": [{"id": one} for one in ids]}}})
            if "query Orders" not in text:
                return self.answer(request)
            if '"11"' in asked:
                return told({"data": {"orders": {"items": [ORDER]}}})
            return httpx.Response(200, json=spoilt)

        pages = self.pages(handler)
        assert [one.order.external_id for page in pages for one in page.orders] == ["11"]
        [bad] = [one for page in pages for one in page.unreadable]
        assert (bad.external_id, "Cannot return null" in bad.reason) == ("12", True)

    def test_it_is_known_how_much_there_is(self):
        totals = {(page.stream, page.total) for page in self.pages(self.answer)}
        assert totals == {("customers", 1), ("orders", 2)}

    def test_a_long_history_is_read_to_its_end(self):
        late = entry(13, "ORDER_NOTE", {"note": "the hundred and first"})
        long = {**deepcopy(ORDER), "history": {"totalItems": 6, "items": ORDER["history"]["items"]}}

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            if "OrderHistory" in question["query"]:
                assert question["variables"] == {"id": "11", "skip": 5}
                return told({"data": {"order": {"history": {"items": [late]}}}})
            if "query Orders" in question["query"]:
                return told({"data": {"orders": {"items": [long]}}})
            return self.answer(request)

        [record] = [one for page in self.pages(handler) for one in page.orders]
        assert "the hundred and first" in {one.text for one in record.observations}

    def test_a_page_too_large_is_asked_record_by_record(self):
        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, asked = question["query"], json.dumps(question["variables"])
            if "OrderIds" in text:
                return told({"data": {"orders": {"items": [{"id": "11"}, {"id": "12"}]}}})
            for one in ("11", "12"):
                if "query Orders" in text and f'"eq": "{one}"' in asked:
                    return told({"data": {"orders": {"items": [{**ORDER, "id": one}]}}})
            if "query Orders" in text:
                return httpx.Response(200, content=b" " * (http.MIB * 6))
            return self.answer(request)

        pages = self.pages(handler)
        assert len([one for page in pages for one in page.orders]) == 2

    def test_a_whole_page_of_spoilt_records_ends_nothing(self):
        ids = [
            {"id": str(n), "updatedAt": f"2026-11-22T00:{n // 60:02d}:{n % 60:02d}Z"}
            for n in range(70)
        ]

        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            text, options = question["query"], question["variables"].get("options", {})
            if "Order" not in text:
                return self.answer(request)
            wanted = options["filter"].get("id", {}).get("eq")
            after = options["filter"].get("updatedAt", {}).get("after", "")
            some = [one for one in ids if wanted in {None, one["id"]} and one["updatedAt"] > after]
            if "OrderIds" in text:
                return told({"data": {"orders": {"items": some[:50]}}})
            return httpx.Response(200, json={"errors": [{"message": "spoilt"}]})

        pages = self.pages(handler)
        bad = {one.external_id for page in pages for one in page.unreadable}
        assert len(bad) == 70

    def test_people_are_read_again_with_all_their_orders(self):
        def handler(request: httpx.Request) -> httpx.Response:
            question = json.loads(request.content)
            if "OrdersOf" in question["query"]:
                orders = {"totalItems": 1, "items": [{"id": "77"}]}
                return told({"data": {"customers": {"items": [{"id": "1", "orders": orders}]}}})
            if "query Orders" in question["query"]:
                assert question["variables"]["options"]["filter"] == {"id": {"in": ["11", "77"]}}
            return self.answer(request)

        async def again() -> list[Page]:
            source = self.opened(Wire(handler).transport())
            wanted = Wanted(people=["1"], orders=["11"], with_their_orders=True)
            return [page async for page in source.reread(wanted)]

        pages = asyncio.run(again())
        assert [page.fetched() for page in pages] == [1, 2]
        assert [page.gone for page in pages] == [Gone(), Gone(orders=("77",))]

    def test_a_graphql_error_is_refused_with_its_words(self):
        wrong = {"errors": [{"message": "Cannot query field", "extensions": {"code": "X"}}]}
        failure, _ = self.failing(lambda _: httpx.Response(200, json=wrong))
        assert (failure.kind, "Cannot query field" in failure.message) == ("refused", True)


def test_a_missing_password_says_how_to_set_it():
    given = Given("web-shop", {"base_url": "x", "username": "y"}, {}, "AT", SourceContract.CLOCK)
    with pytest.raises(SignInAgain, match="secrets set web-shop password"):
        MANIFEST.open(given)


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


@pytest.mark.parametrize("state", ["Modifying", "ArrangingAdditionalPayment", "PaymentSettled"])
def test_a_total_that_was_modified_is_not_what_was_ordered(state):
    told = [entry(20, "ORDER_MODIFIED", {})] if state == "PaymentSettled" else []
    line = {**ORDER["lines"][0], "orderPlacedQuantity": ORDER["lines"][0]["quantity"]}
    history = {"totalItems": len(told), "items": told}
    first, *_ = mapper.order_record(
        with_changes(state=state, lines=[line], history=history), "AT", url
    ).observations
    assert (first.status, first.amount) == ("placed", None)


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
