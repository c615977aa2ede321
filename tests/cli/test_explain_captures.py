"""Answers of a real store, kept beside the checkout: `explain` gives the facts known of them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fakes.program import Program

CAPTURES = "vendure_capture"
FACTS = {
    "total": lambda read: units(read["total"]),
    "currency": lambda read: read["total"]["currency"],
    "state": lambda read: read["state"],
    "shipping": lambda read: units(read["shipping"]),
    "refunded": lambda read: units(read["refunded"]),
    "email": lambda read: read["through"]["value"],
    "is_guest": lambda read: read["is_guest"],
    "paid": lambda read: str(sum(Decimal(units(one["amount"])) for one in read["payments"])),
    "orderPlacedQuantity": lambda read: Decimal(read["lines"][0]["quantity"]),
    "quantity": lambda read: (
        Decimal(read["lines"][0]["quantity"]) - Decimal(read["lines"][0]["cancelled"])
    ),
    "items": lambda read: [[one["sku"], Decimal(one["quantity"])] for one in read["lines"]],
    "fulfillments": lambda read: [
        [one["carrier"], one["number"], one["status_text"]] for one in read["shipments"]
    ],
}
NO_FACT = {"trap"}


def units(money: dict) -> str:
    """Write minor units of a currency with two digits as the facts do."""
    return f"{Decimal(money['minor']) / 100:.2f}"


def wanted(fact: str, known: object) -> object:
    """Return a known fact without what the interface does not print: line totals and counts."""
    cut = {"items": 2, "fulfillments": 3}.get(fact)
    return known if cut is None else [row[:cut] for row in known]


@pytest.mark.parametrize("name", ["split", "cancelled", "guest1", "unfulfilled"])
def test_a_captured_order_is_read_right(program: Program, shared: Path, name):
    folder = shared / "payloads" / "stores"
    known = json.loads((folder / "expected.json").read_text())[f"{CAPTURES}/order_{name}.json"]
    told = program.json("explain", "vendure", str(folder / CAPTURES / f"order_{name}.json"))
    assert told["errors"] == []
    [read] = told["orders"]
    facts = known.keys() - NO_FACT
    assert facts <= FACTS.keys(), "every fact of the file is looked at"
    assert {fact: FACTS[fact](read) for fact in facts} == {
        fact: wanted(fact, known[fact]) for fact in facts
    }


def test_every_capture_has_its_test(shared: Path):
    known = json.loads((shared / "payloads" / "stores" / "expected.json").read_text())
    assert {name for name in known if name.startswith(CAPTURES)} == {
        f"{CAPTURES}/order_{name}.json" for name in ("split", "cancelled", "guest1", "unfulfilled")
    }
