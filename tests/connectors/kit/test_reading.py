"""Loose reading of foreign JSON: exact, bounded, and never another error than Unreadable."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.connectors.kit.reading import MOST, Node, UnreadableError, decode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
READS = (
    Node.text,
    Node.text_or_none,
    Node.whole,
    Node.decimal,
    Node.instant_or_none,
    lambda node: [one.text_or_none() for one in node.items()],
    lambda node: list(node.required_items()),
)


def unreadable(read, value: object) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(Node(value, "order.total"))
    assert "order.total" in str(caught.value), "the reason says where"
    assert len(str(caught.value)) < 300
    return str(caught.value)


@pytest.mark.parametrize("value", [15961, "15961", " 15961 ", "+15961"])
def test_whole_numbers_may_come_as_text(value):
    assert Node(value).whole() == 15961


@pytest.mark.parametrize(
    "value",
    [None, True, 1.0, 159.61, "159.61", "1e3", "1_000", "0x10", "", " ", "٣", "1 000", "NaN", [],
     {}, 10**18, -(10**18), "9" * 19, "9" * 6000],
    ids=str,
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(value):
    unreadable(Node.whole, value)


@pytest.mark.parametrize(
    ("value", "read"),
    [(1, "1"), (1.5, "1.5"), ("1.50", "1.50"), ("-0.001", "-0.001"), ("+2.", "2"), (".5", "0.5"),
     (1e-7, "1E-7"), (0.1, "0.1")],
)  # fmt: skip
def test_decimals_are_exact_as_written(value, read):
    assert Node(value).decimal() == Decimal(read)


@pytest.mark.parametrize(
    "value",
    [None, False, "NaN", "sNaN", "Infinity", "-inf", float("nan"), float("inf"), 1e300, 10**40,
     "1e5", "1E999999999", "1_0", "1,5", "½", "²", "٣", "--1", "", [], {}],
    ids=str,
)  # fmt: skip
def test_what_is_no_number_is_refused(value):
    unreadable(Node.decimal, value)


@pytest.mark.parametrize(
    "said",
    [
        "2026-11-22T00:29:21Z",
        "2026-11-22T00:29:21.000Z",
        "2026-11-22T01:29:21+01:00",
        "2026-11-21T16:29:21-08:00",
        "20261122T002921Z",
    ],
)
def test_an_instant_is_the_same_in_every_zone(said):
    assert Node(said).instant_or_none() == datetime(2026, 11, 22, 0, 29, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ["2026-11-22T00:29:21", "2026-11-22", "yesterday", "0001-01-01T00:00:00Z", 1763769600,
     "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1763769600", True, [], {},
     "2026-13-01T00:00:00Z", "2026-11-22T25:00:00Z"],
    ids=str,
)  # fmt: skip
def test_no_zone_and_no_age_is_invented(value):
    unreadable(Node.instant_or_none, value)


def test_nothing_is_none_and_spaces_are_nothing():
    assert Node(None).text_or_none() is Node("  ").text_or_none() is None
    assert Node(None).instant_or_none() is None
    assert list(Node(None).items()) == []
    assert Node(None)["a"]["b"]["c"].is_missing()
    assert Node([1])["a"].is_missing()


def test_text_is_stripped_and_ids_may_be_numbers():
    assert Node(" x\x00y ").text() == "xy"
    assert Node(7).text() == "7"
    for value in (None, "", True, [], {}):
        unreadable(Node.text, value)


def test_the_reason_tells_the_whole_path():
    node = Node({"lines": [{"id": "1"}, {"id": None}]})
    with pytest.raises(UnreadableError, match=r"^lines\[1\]\.id: expected a text, found null$"):
        [line["id"].text() for line in node["lines"].items()]


@given(JSON)
def test_no_value_whatever_breaks_a_reading(value):
    for read in READS:
        try:
            found = read(Node(value))
        except UnreadableError:
            continue
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            assert Decimal(found).is_finite()
            assert abs(found) < MOST
        if isinstance(found, datetime):
            assert found + timedelta(days=1) > found


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_no_bytes_whatever_break_the_decoding(raw):
    try:
        found = decode(raw)
    except UnreadableError:
        return
    json.dumps(found).encode()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r'"a\ud83d b"', "a\ufffd b"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"\udc00"', "\ufffd"),
        (r'{"\ud83d": ["\udfff"]}', {"\ufffd": ["\ufffd"]}),
        ("[1e400]", ["1e400"]),
        ("[NaN, -Infinity]", ["NaN", "-Infinity"]),
        (f"[{'9' * 5000}]", ["9" * 5000]),
        ("[" + "9" * 30 + "]", [int("9" * 30)]),
    ],
    ids=range(8),
)
def test_a_spoilt_field_spoils_only_itself(text, read):
    assert decode(text) == read


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a" 1}', "<html>", b"\xff", "01"])
def test_what_is_no_json_is_unreadable(text):
    with pytest.raises(UnreadableError, match="not JSON"):
        decode(text)
