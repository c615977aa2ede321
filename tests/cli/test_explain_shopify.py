"""What Shopify's old API and its webhooks send, kept beside the checkout: the facts of each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_explain_captures import units
from tests.fakes.program import Program
from tests.fakes.shopify.records import order
from tests.fakes.shopify.story import story

CAPTURES = "shopify_rest"
NO_FACT = {"trap"}
Read = dict
Fact = Callable[[Read], object]

ORDER: dict[str, Fact] = {
    "name": lambda told: one_order(told)["number"],
    "currency": lambda told: one_order(told)["total"]["currency"],
    "total": lambda told: units(one_order(told)["total"]),
    "financial_status": lambda told: one_order(told)["state"],
    "email": lambda told: one_order(told)["through"]["value"],
    "tax": lambda told: charged(told, "tax"),
    "discount": lambda told: charged(told, "discount") or "0.00",
    "items": lambda told: [
        [line["sku"], int(line["quantity"]), units(line["unit_price"])]
        for line in one_order(told)["lines"]
    ],
}
REFUND: dict[str, Fact] = {
    "order_id": lambda told: int(one_order(told)["number"]),
    "currency": lambda told: one_order(told)["refunded"]["currency"],
    "transactions_total": lambda told: units(one_order(told)["refunded"]),
    "items": lambda told: [
        [line["sku"], int(line["refunded"])] for line in one_order(told)["lines"]
    ],
}
PARCEL: dict[str, Fact] = {
    "company": lambda told: one_parcel(told)["carrier"],
    "tracking": lambda told: [one["number"] for one in told["shipments"]],
    "status": lambda told: one_parcel(told)["status_text"],
}
EVENT: dict[str, Fact] = {
    "status": lambda told: one_parcel(told)["events"][0]["code"],
    "happened_at": lambda told: (
        one_parcel(told)["events"][0]["local_time"] + one_parcel(told)["events"][0]["utc_offset"]
    ),
    "happened_at_utc": lambda told: one_parcel(told)["events"][0]["utc"],
    "fulfillment_id": lambda told: int(one_parcel(told)["unique_id"]),
}
FACTS = {
    "py_order": ORDER,
    "go_order": ORDER,
    "py_refund": REFUND,
    "go_fulfillment": PARCEL,
    "py_fulfillment_event": EVENT,
}
NOT_SHOWN = {
    "py_order": {
        *("id", "order_number", "subtotal", "fulfillment_status", "test", "shipping_phone"),
        "fulfillments",
    },
    "go_order": {"number", "order_number", "test", "cancelled_at", "cancel_reason"}
    | {"current_total", "customer_email", "shipping_phone"},
    "py_refund": {"refund_id", "note"},
    "go_fulfillment": {"name", "urls", "items"},
    "py_fulfillment_event": set(),
}
"""What `explain` has no place for; the tests of the mapper look at it."""
NO_PURCHASE = ("py_draft_order", "py_gift_card")


def one_order(told: Read) -> Read:
    [found] = told["orders"]
    return found


def one_parcel(told: Read) -> Read:
    [found] = told["shipments"]
    return found


def charged(told: Read, kind: str) -> str | None:
    found = [units(one["amount"]) for one in one_order(told)["charges"] if one["kind"] == kind]
    return found[0] if found else None


@pytest.fixture
def files(shared: Path) -> Path:
    folder = shared / "payloads" / "stores"
    if not (folder / CAPTURES).is_dir():
        pytest.skip("what Shopify sends is not kept beside the checkout")
    return folder


def explained(program: Program, path: Path) -> Read:
    told = program.json("explain", "shopify", str(path))
    assert told["errors"] == []
    return told


def known_of(files: Path, name: str) -> Read:
    return json.loads((files / "expected.json").read_text())[f"{CAPTURES}/{name}.json"]


@pytest.mark.parametrize("name", FACTS)
def test_the_known_facts_of_a_file_are_read(program: Program, files: Path, name: str):
    known, facts = known_of(files, name), FACTS[name]
    told = explained(program, files / CAPTURES / f"{name}.json")
    assert known.keys() - NO_FACT - NOT_SHOWN[name] <= facts.keys(), "every fact is looked at"
    wanted = {fact: one for fact, one in known.items() if fact in facts}
    assert {fact: facts[fact](told) for fact in wanted} == wanted


def test_a_draft_is_no_order(program: Program, files: Path):
    told = explained(program, files / CAPTURES / "py_draft_order.json")
    assert told == {"orders": [], "shipments": [], "contacts": [], "errors": []}


def test_a_gift_card_is_no_order_and_says_what_is_left_on_it(program: Program, files: Path):
    known = known_of(files, "py_gift_card")
    told = explained(program, files / CAPTURES / "py_gift_card.json")
    assert (told["orders"], told["shipments"]) == ([], [])
    [card] = told["contacts"]
    left = f"{known['balance']} {known['currency']}"
    assert card["text"] == (
        f"Gift card ending in {known['last_characters']}: {left} of {left} left · Gift card note."
    )
    assert card["time"]["utc"] == known["updated_at_utc"]
    assert (card["channel"], card["direction"]) == ("store", "internal")


@pytest.mark.parametrize("name", ["py_customer", "py_customers_search"])
def test_a_customer_alone_says_who_it_is(program: Program, files: Path, name: str):
    told = explained(program, files / CAPTURES / f"{name}.json")
    assert (told["orders"], told["shipments"]) == ([], [])
    [one] = told["contacts"]
    assert one["sender"] == {"name": "Bob Norman", "address": "bob.norman@hostmail.com"}
    assert one["text"] == "Guest 207119551: Bob Norman, bob.norman@hostmail.com, 555-625-1199"


def test_a_customer_of_graphql_says_who_it_is_and_what_staff_wrote(program: Program):
    path = program.home / "answer.json"
    ida = story().customers[2]
    for data in ({"customer": ida}, {"nodes": [ida]}, {"customers": {"nodes": [ida]}}):
        path.write_text(json.dumps({"data": data}))
        [one] = explained(program, path)["contacts"]
        assert one["text"] == (
            "Customer account 3: Ida Mayr, ida@mayr.example, +43 1 5551234 · Rings first"
        )


@pytest.mark.parametrize(
    "card",
    [
        {"lastCharacters": "c293", "balance": {"amount": "5.00", "currencyCode": "EUR"}},
        {"last_characters": "c293", "balance": "a lot", "currency": "EUR"},
    ],
)
def test_a_gift_card_that_is_none_is_refused(program: Program, card: Read):
    path = program.home / "answer.json"
    path.write_text(json.dumps({"data": {"giftCard": card}}))
    told = program.json("explain", "shopify", str(path))
    assert [one["kind"] for one in told["errors"]] == ["refused"]


def test_every_known_file_has_its_test(files: Path):
    known = json.loads((files / "expected.json").read_text())
    names = {name.removeprefix(f"{CAPTURES}/") for name in known if name.startswith(CAPTURES)}
    assert names == {f"{name}.json" for name in (*FACTS, *NO_PURCHASE)}


def test_every_other_file_is_read_without_an_error(program: Program, files: Path):
    for path in sorted((files / CAPTURES).glob("*.json")):
        explained(program, path)


@pytest.mark.parametrize("name", ["py_order", "go_order", "py_refund", "go_fulfillment"])
def test_the_body_of_a_webhook_is_read_as_the_answer_it_is_wrapped_in(
    program: Program, files: Path, name: str
):
    whole = files / CAPTURES / f"{name}.json"
    [bare] = json.loads(whole.read_text()).values()
    path = program.home / "body.json"
    path.write_text(json.dumps(bare))
    assert explained(program, path) == explained(program, whole)


def test_a_failed_fulfilment_is_no_shipment(program: Program, files: Path):
    told = explained(program, files / CAPTURES / "py_order.json")
    assert one_order(told)["shipments"] == []


def test_a_cancelled_order_is_called_so(program: Program, files: Path):
    told = explained(program, files / CAPTURES / "go_order.json")
    assert one_order(told)["state"] == "cancelled"


def test_an_order_is_read_whose_money_went_back_in_the_currency_of_its_buyer(program: Program):
    back = {"id": 4, "kind": "refund", "status": "success", "amount": "13.60", "currency": "CAD"}
    body = {
        "id": 1,
        "name": "#1",
        "currency": "USD",
        "total_price": "10.00",
        "created_at": "2026-11-20T08:00:00Z",
        "line_items": [{"id": 2, "title": "Socks", "quantity": 1, "price": "10.00"}],
        "refunds": [
            {"id": 3, "transactions": [back | {"created_at": "2026-11-20T09:00:00Z"}]},
        ],
    }
    path = program.home / "body.json"
    path.write_text(json.dumps(body))
    told = one_order(explained(program, path))
    assert (units(told["total"]), told["total"]["currency"]) == ("10.00", "USD")
    assert (units(told["refunded"]), told["refunded"]["currency"]) == ("13.60", "CAD")


def test_a_part_of_an_order_has_neither_total_nor_state(program: Program, files: Path):
    told = one_order(explained(program, files / CAPTURES / "py_refund.json"))
    assert (told["total"], told["state"]) == (None, None)


@pytest.mark.parametrize(
    ("wrapped", "found"),
    [
        (lambda one: {"data": {"orders": {"nodes": [one]}}}, 1),
        (lambda one: {"data": {"orders": {"edges": [{"node": one}]}}}, 1),
        (lambda one: {"data": {"nodes": [one]}}, 1),
        (lambda one: {"data": {"node": one}}, 1),
        (lambda one: {"data": {"order": one}}, 1),
        (lambda one: {"order": one}, 1),
        (lambda one: one, 1),
        (lambda one: one | {"id": "gid://shopify/DraftOrder/1"}, 0),
        (lambda one: {"data": {"draftOrder": one}}, 0),
        (lambda one: [one, one], 2),
    ],
    ids=[
        *("list", "edges", "nodes", "node", "order", "wrapped", "bare", "draft", "drafts", "two"),
    ],
)
def test_graphql_answers_are_read_however_they_are_wrapped(
    program: Program, wrapped: Callable[[Read], object], found: int
):
    path = program.home / "answer.json"
    path.write_text(json.dumps(wrapped(order(1, None))))
    assert [one["number"] for one in explained(program, path)["orders"]] == ["#1001"] * found


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"data": {"order": None}}, "not_found"),
        ({"errors": "[API] Invalid API key"}, "refused"),
        ({"errors": [{"message": "x", "extensions": {"code": "ACCESS_DENIED"}}]}, "sign_in_again"),
        ({"errors": [{"message": "Throttled"}]}, "try_later"),
        ({"errors": [{"message": "x", "extensions": {"code": "THROTTLED"}}]}, "try_later"),
        ({"hello": "world"}, "refused"),
        ({"order": {"id": 1}}, "refused"),
        ([7], "refused"),
        ({"data": {"orders": {"nodes": None}}}, "refused"),
    ],
    ids=range(9),
)
def test_what_is_wrong_is_said(program: Program, document: object, kind: str):
    path = program.home / "answer.json"
    path.write_text(json.dumps(document))
    told = program.json("explain", "shopify", str(path))
    assert (told["orders"], [one["kind"] for one in told["errors"]]) == ([], [kind])


def test_what_is_hidden_beside_data_is_no_error(program: Program):
    one = order(1, None) | {"customer": None}
    denied = {"code": "ACCESS_DENIED"}
    error = {"message": "no", "path": ["orders", "nodes", 0, "customer"], "extensions": denied}
    path = program.home / "answer.json"
    path.write_text(json.dumps({"data": {"orders": {"nodes": [one]}}, "errors": [error]}))
    assert [told["number"] for told in explained(program, path)["orders"]] == ["#1001"]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"nodes": [None, order(1, None)]}, ["nodes", 0]),
        ({"orders": {"nodes": [None]}}, ["orders", "nodes", 0]),
        ({"node": None}, ["node"]),
    ],
)
def test_an_order_that_is_hidden_is_not_called_missing(program: Program, data: Read, path: list):
    error = {"message": "no", "path": path, "extensions": {"code": "ACCESS_DENIED"}}
    answer = program.home / "answer.json"
    answer.write_text(json.dumps({"data": data, "errors": [error]}))
    told = program.json("explain", "shopify", str(answer))
    assert [one["kind"] for one in told["errors"]] == ["sign_in_again"]
    assert "hidden by the permissions" in told["errors"][0]["message"]


def test_one_bad_order_leaves_the_others_readable(program: Program):
    nodes = story().orders
    nodes[0]["totalPriceSet"]["shopMoney"]["amount"] = "a lot"
    path = program.home / "answer.json"
    path.write_text(json.dumps({"data": {"orders": {"nodes": nodes}}}))
    told = program.json("explain", "shopify", str(path))
    assert (len(told["orders"]), [one["kind"] for one in told["errors"]]) == (4, ["refused"])
