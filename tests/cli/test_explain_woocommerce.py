"""Answers of a real WooCommerce, beside the checkout: `explain` gives the facts known of them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fakes.program import Program

CAPTURES = "woocommerce_capture"


@pytest.fixture
def folder(shared: Path) -> Path:
    """Where the recorded answers lie."""
    return shared / "payloads" / "stores" / CAPTURES


@pytest.fixture
def known(folder: Path) -> dict:
    """The facts of the recorded answers by the names of their files."""
    facts = json.loads((folder.parent / "expected.json").read_text())
    return {name.partition("/")[2]: told for name, told in facts.items() if CAPTURES in name}


def explained(program: Program, path: Path, *more: str) -> dict:
    return program.json("explain", "woocommerce", str(path), *more)


def units(money: dict) -> str:
    return f"{Decimal(money['minor']) / 100:.2f}"


def check_order(read: dict, facts: dict) -> None:
    """Compare an order with all facts that the interface prints."""
    assert read["number"] == facts["number"]
    assert read["state"] == facts["status"]
    assert (units(read["total"]), read["total"]["currency"]) == (facts["total"], facts["currency"])
    assert [units(one["amount"]) for one in read["charges"] if one["kind"] == "tax"] == [
        facts["tax"]
    ]
    assert units(read["shipping"]) == facts["shipping"]
    assert read["through"]["value"] == facts["email"]
    assert read["is_guest"] is (facts["customer_id"] == 0)
    assert [[one["sku"], int(one["quantity"]), units(one["stated"])] for one in read["lines"]] == (
        facts["items"]
    )
    assert [[one["carrier"], one["number"]] for one in read["shipments"]] == facts["tracking"]
    assert read["placed_at"] == facts["date_created_utc"]


def test_the_captured_order_is_read_right(program: Program, folder: Path, known: dict):
    told = explained(program, folder / "order_o1.json")
    assert told["errors"] == []
    check_order(told["orders"][0], known["order_o1.json"])


def test_the_captured_refund_is_read_right_with_its_order(
    program: Program, folder: Path, known: dict, tmp_path: Path
):
    facts = known["refunds_o1.json"]
    order = json.loads((folder / "order_o1.json").read_text())
    whole = {
        **order,
        "refunds": [],
        "_refunds": json.loads((folder / "refunds_o1.json").read_text()),
    }
    path = tmp_path / "order.json"
    path.write_text(json.dumps(whole))
    [read] = explained(program, path)["orders"]
    assert (units(read["refunded"]), read["refunded"]["currency"]) == (
        facts["amount"],
        facts["currency"],
    )
    assert [
        [one["sku"], -int(one["refunded"])] for one in read["lines"] if one["refunded"] != "0"
    ] == [row[:2] for row in facts["items"]]


def test_a_refund_alone_says_what_it_lacks(program: Program, folder: Path):
    told = explained(program, folder / "refunds_o1.json")
    assert [one["kind"] for one in told["errors"]] == ["refused"]
    assert told["errors"][0]["message"] == (
        "refund 15 is of 15.41, and names no currency: that stands in order 14;"
        ' explain the answer for order 14 with this one in it as "_refunds"'
    )


def test_captured_notes_are_what_was_said_within_the_store(program: Program, folder: Path):
    told = explained(program, folder / "notes_o1.json")
    assert [(one["channel"], one["direction"], one["text"]) for one in told["contacts"]] == [
        ("store", "internal", "Order status changed from Pending payment to Processing."),
        ("store", "internal", "Customer called: only one parcel arrived"),
    ]


def test_captured_webhooks_are_read_as_answers_and_pings_are_not(
    program: Program, folder: Path, known: dict
):
    path = folder / "webhook_deliveries.json"
    deliveries = json.loads(path.read_text())
    pings = [one for one in deliveries if one["body"].startswith("webhook_id=")]
    facts = known["webhook_deliveries.json"]
    assert (len(deliveries) - len(pings), len(pings)) == (facts["signed"], facts["pings"])
    told = explained(program, path)
    assert told["errors"] == []
    for read in told["orders"]:
        check_order(read, known["order_o1.json"])
    assert len(told["orders"]) == 2, "one is about a customer"
    assert explained(program, path, "--index", "1")["orders"] == [], "the second is a ping"


def test_a_captured_customer_says_who_it_is(program: Program, folder: Path):
    told = explained(program, folder / "customer.json")
    assert (told["orders"], told["shipments"], told["errors"]) == ([], [], [])
    [one] = told["contacts"]
    assert one["sender"] == {"name": "Anna Gruber", "address": "anna.gruber@example.test"}
    assert one["text"] == (
        "Customer account 2: Anna Gruber, anna.gruber@example.test, +43 664 1234567"
    )
    assert one["time"]["utc"] == "2026-11-22T00:29:25Z"


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ('{"code":"woocommerce_rest_cannot_view","message":"Sorry"}', 401, "sign_in_again"),
        ('{"code":"rest_no_route","message":"No route"}', 404, "not_found"),
        ("<html>Maintenance</html>", 200, "refused"),
        ('{"code":"rest_invalid_param","message":"Invalid"}', 200, "refused"),
        ("", 429, "try_later"),
        ('{"id": 5, "status": "processing"}', 200, "refused"),
    ],
)
def test_an_error_is_one_of_the_four(program: Program, tmp_path: Path, text, status, kind):
    path = tmp_path / "answer.json"
    path.write_text(text)
    told = explained(program, path, "--http-status", str(status))
    assert [one["kind"] for one in told["errors"]] == [kind]


def test_a_ping_alone_is_ignored(program: Program, tmp_path: Path):
    path = tmp_path / "ping.txt"
    path.write_text("webhook_id=3")
    assert not any(explained(program, path).values())


def test_every_capture_has_its_test(known: dict):
    assert known.keys() == {"order_o1.json", "refunds_o1.json", "webhook_deliveries.json"}
