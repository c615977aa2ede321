"""`explain`: how a raw answer is read, with everything that can be wrong with a file."""

import json
from pathlib import Path

import pytest

from tests.cli.test_customer import ORDER_KEYS
from tests.fakes.program import Program
from tests.fakes.shop import order

FIRST, SECOND = order(1, "E-1", None), order(2, "E-2", None)
FORBIDDEN = {"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}], "data": None}
WRONG_PASSWORD = {"data": {"login": {"errorCode": "X", "message": "The provided are invalid"}}}


def exchange(body: object, status: object = 200) -> dict:
    return {
        "request": {"method": "POST", "uri": "https://shop.example/admin-api"},
        "response": {"status": status, "headers": {}, "body": body},
    }


def explained(program: Program, document: object, *more: str) -> dict:
    """Return how a document is read; a text is written to the file as it is."""
    path = program.home / "answer.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    told = program.json("explain", "vendure", str(path), *more)
    assert list(told) == ["orders", "shipments", "contacts", "errors"]
    assert not (program.home / "store.db").exists(), "nothing is stored"
    return told


def numbers(told: dict) -> list[str]:
    assert told["errors"] == []
    return [one["number"] for one in told["orders"]]


def kinds(told: dict) -> list[str]:
    assert all(list(one) == ["kind", "message"] for one in told["errors"])
    return [one["kind"] for one in told["errors"]]


def test_an_order_is_read_as_the_interface_says(program: Program):
    [told] = explained(program, FIRST)["orders"]
    assert list(told) == [*ORDER_KEYS[:-1], "is_guest"]
    assert (told["number"], told["through"], told["is_guest"]) == ("E-1", None, None)
    assert told["total"] == {"minor": 5490, "currency": "EUR"}


@pytest.mark.parametrize(
    "document",
    [
        [FIRST, SECOND],
        {"data": {"orders": {"items": [FIRST, SECOND], "totalItems": 2}}},
        [{"data": {"order": FIRST}}, {"data": {"order": SECOND}}],
        exchange({"data": {"orders": {"items": [FIRST, SECOND]}}}),
        exchange(json.dumps([FIRST, SECOND])),
        [exchange({"string": json.dumps(FIRST)}), exchange(SECOND, {"code": 200})],
    ],
    ids=["bare", "list", "batch", "exchange", "text", "cassette"],
)
def test_every_wrapping_is_taken_off(program: Program, document):
    assert numbers(explained(program, document)) == ["E-1", "E-2"]


@pytest.mark.parametrize("index", [0, 1])
def test_one_element_can_be_chosen(program: Program, index):
    for document in ([FIRST, SECOND], [exchange(FIRST), exchange(SECOND)]):
        told = explained(program, document, "--index", str(index))
        assert numbers(told) == [("E-1", "E-2")[index]]


def test_an_element_of_what_the_store_lists_can_be_chosen(program: Program):
    listed = {"data": {"orders": {"items": [FIRST, SECOND], "totalItems": 2}}}
    for document in (listed, exchange(listed)):
        assert numbers(explained(program, document, "--index", "1")) == ["E-2"]
        assert kinds(explained(program, document, "--index", "2")) == ["refused"]
    assert numbers(explained(program, [listed], "--index", "0")) == ["E-1", "E-2"]
    assert kinds(explained(program, FORBIDDEN, "--index", "0")) == ["sign_in_again"]
    one = {"data": {"order": FIRST}}
    assert numbers(explained(program, one, "--index", "0")) == ["E-1"]


def test_an_order_the_store_does_not_have_is_not_found(program: Program):
    told = explained(program, {"data": {"order": None}})
    assert (told["orders"], kinds(told)) == ([], ["not_found"])
    failed = {**FORBIDDEN, "data": {"order": None}}
    assert kinds(explained(program, failed)) == ["sign_in_again"], "the error says why"


def test_the_customer_of_an_order_is_named(program: Program):
    guest = {"id": "3", "emailAddress": "Ida@Example.test", "user": None}
    [told] = explained(program, {**FIRST, "customer": guest})["orders"]
    through = {"kind": "email", "value": "ida@example.test", "source": "vendure"}
    assert (told["through"], told["is_guest"]) == (through, True)
    [told] = explained(program, {**FIRST, "customer": {**guest, "user": {"id": "9"}}})["orders"]
    assert told["is_guest"] is False


@pytest.mark.parametrize("index", [2, -1, -2, 10**30])
def test_an_index_beyond_the_list_is_refused(program: Program, index):
    told = explained(program, [FIRST, SECOND], "--index", str(index))
    assert (told["orders"], kinds(told)) == ([], ["refused"])


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "sign_in_again"),
        (403, "sign_in_again"),
        (404, "not_found"),
        (410, "not_found"),
        (408, "try_later"),
        (429, "try_later"),
        (500, "try_later"),
        (503, "try_later"),
        (400, "refused"),
        (422, "refused"),
    ],
)
def test_a_status_is_one_of_the_four_failures(program: Program, status, kind):
    assert kinds(explained(program, "<html>", "--http-status", str(status))) == [kind]
    assert kinds(explained(program, exchange("<html>", status))) == [kind]
    assert kinds(explained(program, exchange("<html>", {"code": status}))) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        "null",
        "[null]",
        "5",
        '"text"',
        "[[]]",
        "[" * 100_000,
        "\ufeff{}",
        "{}",
        "\x00",
    ],
    ids=range(12),
)
def test_what_is_no_answer_is_refused(program: Program, text):
    told = explained(program, text)
    assert (told["orders"], set(kinds(told))) == ([], {"refused"})


def test_bytes_that_are_no_text_are_refused(program: Program):
    path = program.home / "answer.json"
    path.write_bytes(b"\xff\xfe\x00\x80" * 50)
    assert kinds(program.json("explain", "vendure", str(path))) == ["refused"]


def test_errors_of_the_store_keep_their_meaning(program: Program):
    assert kinds(explained(program, FORBIDDEN)) == ["sign_in_again"]
    assert kinds(explained(program, WRONG_PASSWORD)) == ["sign_in_again"]


def test_one_bad_order_leaves_the_others_readable(program: Program):
    spoilt = {**SECOND, "totalWithTax": "12,50"}
    told = explained(program, [spoilt, FIRST])
    assert [one["number"] for one in told["orders"]] == ["E-1"]
    told = explained(program, {"data": {"orders": {"items": [spoilt, FIRST]}}})
    assert [one["number"] for one in told["orders"]] == ["E-1"]
    [error] = told["errors"]
    assert (error["kind"], "totalWithTax" in error["message"]) == ("refused", True)


@pytest.mark.parametrize("number", [10**30, "NaN", "1e5", "Infinity", True, 1.5, "1_000", "٣", []])
def test_an_invalid_number_is_refused(program: Program, number):
    told = explained(program, {**FIRST, "totalWithTax": number})
    assert (told["orders"], kinds(told)) == ([], ["refused"])


@pytest.mark.parametrize("quantity", ["NaN", "sNaN", "-Infinity", "1e999999999", 1e300, False, "²"])
def test_an_invalid_quantity_is_refused(program: Program, quantity):
    spoilt = {**FIRST["lines"][0], "orderPlacedQuantity": quantity}
    told = explained(program, {**FIRST, "lines": [spoilt]})
    assert (told["orders"], kinds(told)) == ([], ["refused"])


def test_a_wrong_call_is_a_usage_error(program: Program, tmp_path: Path):
    missing = program.json("explain", "vendure", str(tmp_path / "none.json"), expect=2)
    folder = program.json("explain", "vendure", str(tmp_path), expect=2)
    unknown = program.json("explain", "magento", str(tmp_path), expect=2)
    assert {one["error"]["kind"] for one in (missing, folder, unknown)} == {"usage"}
    assert "vendure" in unknown["error"]["message"], "the known kinds are named"
    for more in (("--index", "two"), ("--http-status", "ok"), ("--http-status", "99999")):
        told = program.json("explain", "vendure", "x", *more, expect=2)
        assert told["error"]["kind"] == "usage"
