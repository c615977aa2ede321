"""A customer with many orders: the newest are there at once, and nothing is counted wrongly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.moment import instant
from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.presenter import FIRST_ORDERS
from agent_console.ui.screens.customer.viewmodel import STILL_READING, CustomerPage
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until

MANY = 60


def with_many_orders(memory: MemoryDesk) -> Customer:
    """Give customer 1 many orders, the oldest cancelled while it was paid for."""
    person = memory.everybody[ProfileId(1)]
    [known, *_] = person.customer.orders
    orders = [
        replace(
            known,
            order=replace(
                known.order,
                number=f"N{at}",
                is_open=False,
                placed=instant(NOW - timedelta(days=at)),
                state="Cancelled" if at == MANY - 1 else known.order.state,
            ),
        )
        for at in range(MANY)
    ]
    made = replace(person.customer, orders=tuple(orders), order_count=MANY)
    memory.everybody[ProfileId(1)] = replace(person, customer=made)
    return made


def looked_at(built: Built) -> str:
    return built.session.customers.current().orders._page.known_order().order.number


@pytest.mark.parametrize("sought", ["N40", "N2"])
def test_whoever_is_found_by_an_order_is_shown_with_that_order(
    built: Built, memory: MemoryDesk, sought: str
):
    with_many_orders(memory)
    for _ in range(2):  # in a new tab, and in the tab that is open
        built.session.open_customer(1, sought)
        until(built.session.is_settled)
        until(lambda: looked_at(built) == sought)
        built.session.customers.current().orders.choose("N5")


def test_an_order_is_found_by_a_parcel_of_it(memory: MemoryDesk):
    whole = with_many_orders(memory)
    parcel = next(one for one in whole.orders[3].order.fulfilments if one.number)
    sent = replace(parcel, number="00 AB-12 c")
    orders = list(whole.orders)
    orders[3] = replace(orders[3], order=replace(orders[3].order, fulfilments=(sent,)))
    whole = replace(whole, orders=tuple(orders))
    assert whole.order_of("00AB12C") == "N3"
    assert whole.order_of("N7") == "N7"
    assert whole.order_of("00AB12") is None


def test_what_is_not_read_yet_is_not_counted(memory: MemoryDesk):
    whole = with_many_orders(memory)
    some = replace(whole, orders=whole.orders[:FIRST_ORDERS])
    page = CustomerPage(Times(StillClock()), some)

    assert page.parcels()[-1].carrier == STILL_READING
    assert f"of {MANY}" in str(card(page)[0])


def test_the_oldest_order_in_trouble_is_found_after_the_first_picture(
    built: Built, memory: MemoryDesk
):
    with_many_orders(memory)
    built.session.open_customer(1)
    until(built.session.is_settled)
    page = built.session.customers.current()
    until(lambda: page.orders._page.troubled() == (f"N{MANY - 1}",))
    page.orders.look_at_trouble()
    assert page.orders._page.known_order().order.number == f"N{MANY - 1}"
