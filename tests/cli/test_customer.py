"""`customer`: who somebody is, key by key, and by which names they are found."""

import pytest

from tests.fakes.program import Program

HELENA = "helena@brandt.example"
ORDER_KEYS = [
    "number",
    "placed_at",
    "state",
    "total",
    "shipping",
    "refunded",
    "refund_pending",
    "payments",
    "lines",
    "charges",
    "shipments",
    "through",
    "gone_at",
]


def eur(minor: int) -> dict:
    return {"minor": minor, "currency": "EUR"}


def test_a_customer_has_the_keys_of_the_interface(synced: Program):
    told = synced.json("customer", HELENA)
    assert list(told) == [
        "id",
        "name",
        "last_synced",
        "identities",
        "links",
        "orders",
        "returns",
        "promises",
        "consents",
        "suggestions",
        "households",
        "verified",
        "handed_off",
    ]
    assert isinstance(told["id"], str)
    assert told["name"] == "Helena Brandt"
    assert told["last_synced"].endswith("Z")
    assert (told["links"], told["returns"], told["promises"], told["consents"]) == ([], [], [], [])


def test_identities_are_normalised_and_name_their_source(synced: Program):
    told = synced.json("customer", HELENA)["identities"]
    assert {(one["kind"], one["value"], one["source"]) for one in told} == {
        ("store_customer", "1", "web-shop"),
        ("email", HELENA, "web-shop"),
        ("phone", "+436641882041", "web-shop"),
        ("phone", "+4331677", "web-shop"),
    }


def test_an_order_has_the_keys_of_the_interface(synced: Program):
    [told] = synced.json("customer", HELENA)["orders"]
    assert list(told) == ORDER_KEYS
    assert (told["number"], told["state"]) == ("A-7", "PartiallyShipped")
    assert told["placed_at"] == "2026-11-20T09:07:00Z"
    assert (told["total"], told["refunded"], told["refund_pending"]) == (
        eur(18990),
        eur(1755),
        eur(100),
    )
    assert told["payments"] == [{"amount": eur(18990), "state": "Settled", "method": "visa"}]
    assert told["through"] == {"kind": "email", "value": HELENA, "source": "web-shop"}


def test_lines_keep_what_was_ordered(synced: Program):
    [told] = synced.json("customer", HELENA)["orders"]
    assert told["lines"] == [
        {
            "sku": "JACKET-M",
            "title": "The jacket-m",
            "quantity": "1",
            "cancelled": "0",
            "refunded": "0",
            "unit_price": eur(14990),
            "stated": eur(14990),
            "how_to": None,
        },
        {
            "sku": "SOCKS",
            "title": "The socks",
            "quantity": "2.5",
            "cancelled": "1",
            "refunded": "1",
            "unit_price": eur(1755),
            "stated": eur(2632),
            "how_to": None,
        },
    ]


def test_a_shipment_has_nulls_where_nothing_was_told(synced: Program):
    [told] = synced.json("customer", HELENA)["orders"]
    assert told["shipments"] == [
        {
            "carrier": "DHL",
            "number": "0034 0434 1610",
            "unique_id": None,
            "status": "in_transit",
            "status_text": "Shipped",
            "promised": None,
            "estimated": None,
            "delivered_at": None,
            "signed_by": None,
            "had_attempt": False,
            "is_return": False,
            "events": [],
            "ambiguous": [],
        }
    ]


def test_a_draft_is_no_order_of_anybody(synced: Program):
    told = synced.json("customer", "georg@brandt.example")["orders"]
    assert [one["number"] for one in told] == ["B-8"]
    assert synced.json("customer", "D-9", expect=1)["error"]["kind"] == "not_found"


@pytest.mark.parametrize(
    "who",
    [
        "c1",
        " HELENA@brandt.EXAMPLE ",
        "A-7",
        "a7",
        "#A-7",
        "003404341610",
        "0034 0434 1610",
        "+43 664 1882041",
        "0664/188 20 41",
        "0043 (664) 1882041",
        "+43 (0) 316 77",
    ],
)
def test_everybody_is_found_by_each_name(synced: Program, who):
    assert synced.json("customer", who)["id"] == "c1"


@pytest.mark.parametrize(
    "who",
    ["", "  ", "helena", "c999", "c01x", "664", "a@7", "c" + "9" * 40, "'; DROP TABLE x", "\x00"],
)
def test_nobody_is_an_error_with_words(synced: Program, who):
    told = synced.json("customer", who, expect=1)
    assert list(told) == ["error"]
    assert list(told["error"]) == ["kind", "message"]
    assert told["error"]["kind"] == "not_found"


def test_several_are_told_apart_by_their_ids(synced: Program):
    error = synced.json("customer", "01 5551234", expect=7)["error"]
    assert list(error) == ["kind", "message", "candidates"]
    assert error["kind"] == "ambiguous"
    assert error["candidates"] == [
        {"id": "c3", "name": "Ida Mayr"},
        {"id": "c4", "name": "Udo Mayr"},
    ]
    assert synced.json("customer", error["candidates"][1]["id"])["name"] == "Udo Mayr"


def test_without_json_candidates_go_to_stderr(synced: Program):
    code, out = synced.run("customer", "01 5551234")
    assert (code, out) == (7, "")
