"""Thousands of WooCommerce's orders with something wrong in them: read soundly, or refused."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.woocommerce import mapper
from agent_console.connectors.stores.woocommerce.explaining import explain
from agent_console.ports.explaining import Exchange
from tests.connectors.kit.test_mutated_orders import is_sound, url
from tests.fakes.spoiling import WRONG, paths, spoilt
from tests.peers.woocommerce.shop import NOON, Record
from tests.peers.woocommerce.story import Story


def orders() -> list[Record]:
    """Return orders as they are read: with customer, notes and refunds."""
    shop = Story(7, NOON).tell(people=3, orders=6).shop
    return [
        {
            **one,
            "_customer": shop.customers.get(one["customer_id"]),
            "_notes": shop.notes[number],
            "_refunds": shop.refunds[number],
            "fee_lines": [{"name": "Gift wrap", "total": "2.00"}],
            "coupon_lines": [{"code": "spring", "discount": "1.00"}],
            "tax_lines": [{"label": "VAT", "tax_total": "1.00", "shipping_tax_total": "0.10"}] * 2,
        }
        for number, one in shop.orders.items()
    ]


ORDERS = orders()
PLACES = [(number, path) for number, order in enumerate(ORDERS) for path in paths(order)]


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
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
def test_a_garbled_answer_is_explained_without_a_crash(order, data):
    text = json.dumps(order)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]",:0159.eE+-\\uxntrfalsul \x00é', max_size=6))
    told = explain(Exchange(text[:start] + rubbish + text[start + length :]), "AT")
    assert len(told.orders) + len(told.errors) + len(told.contacts) <= len(text)
