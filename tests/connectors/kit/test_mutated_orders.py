"""Thousands of orders with something wrong in them: read soundly, or refused with a reason."""

import json
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
from tests.fakes.spoiling import WRONG, paths, spoilt

ORDERS = story().orders
PLACES = [(number, path) for number, order in enumerate(ORDERS) for path in paths(order)]


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
    number, path = place
    order = spoilt(ORDERS[number], path, wrong)
    if more is not None:
        order = spoilt(order, more[0][1], more[1])
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
