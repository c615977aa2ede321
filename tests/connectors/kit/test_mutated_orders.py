"""Thousands of orders with something wrong in them: read soundly, or refused with a reason."""

import json
from copy import deepcopy
from decimal import Decimal

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.cli.documents import order as documents
from agent_console.connectors.kit.reading import MOST, Node, UnreadableError, decode
from agent_console.connectors.stores.vendure import mapper
from agent_console.domain.wording import title
from agent_console.ports.source import OrderRecord
from tests.fakes.shop import story

ORDERS = story().orders
WRONG = st.sampled_from(
    [None, True, False, 0, -1, 1.5, 10**18, 10**40, 1e300, "", " ", "x", "NaN", "Infinity", "-5",
     "1e9", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-22", "\x00", "\ud800", "é" * 9,
     "Delivered", "Settled", [], [None], [[]], {}, {"id": None}, {"items": 5}]
)  # fmt: skip


def paths(value: object, path: tuple = ()) -> list[tuple]:
    """Return the way to every place in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for key, one in inner:
        found += paths(one, (*path, key)) if isinstance(one, dict | list) else [(*path, key)]
    return found


PLACES = [(number, path) for number, order in enumerate(ORDERS) for path in paths(order)]


def spoilt(place: tuple[int, tuple], wrong: object, order: object = None) -> object:
    """Return an order with another value at a place; on top of another change where given."""
    made = deepcopy(ORDERS[place[0]] if order is None else order)
    spot = made
    for key in place[1][:-1]:
        try:
            spot = spot[key]
        except (KeyError, IndexError, TypeError):
            return made
    if isinstance(spot, dict | list):
        try:
            spot[place[1][-1]] = wrong
        except (IndexError, TypeError):
            return made
    return made


def url(what: str, external_id: str) -> str:
    return f"https://shop.example/{what}/{external_id}"


def is_sound(record: OrderRecord) -> None:
    """Check that a record can be stored, hashed, worded and printed as it is."""
    order = record.order
    amounts = [order.total, order.refunded(), order.refund_pending()]
    amounts += [line.unit_price for line in order.lines] + [one.amount for one in order.payments]
    assert all(isinstance(one.minor, int) and abs(one.minor) < MOST for one in amounts)
    for line in order.lines:
        assert all(
            isinstance(one, Decimal) and one.is_finite()
            for one in (line.quantity, line.cancelled, line.refunded)
        )
    assert order.external_id
    assert order.number
    assert record.person.identities
    for said in record.observations:
        assert said.fingerprint() >= 0
        assert title(said)
    printed = json.dumps(documents.order(order, None), ensure_ascii=False)
    assert "\x00" not in printed + msgspec.json.encode(record).decode()


@settings(max_examples=1000, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_order_is_sound_or_refused(place, wrong, more):
    order = spoilt(place, wrong)
    if more is not None:
        order = spoilt(more[0], more[1], order)
    try:
        record = mapper.order_record(Node(decode(json.dumps(order))), "AT", url)
    except UnreadableError as error:
        assert ":" in str(error)  # noqa: PT017 - either way is right
        return
    is_sound(record)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(ORDERS), st.data())
def test_a_garbled_answer_is_sound_or_refused(order, data):
    text = json.dumps(order)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]",:0159.eE+-\\uxntrfalsul \x00é', max_size=6))
    try:
        found = decode(text[:start] + rubbish + text[start + length :])
        record = mapper.order_record(Node(found), "AT", url)
    except UnreadableError:
        return
    is_sound(record)
