"""Which parcels are asked for when somebody opens a customer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId
from agent_console.queries.customer import FRESH, MOST_FOLLOWED, to_follow
from tests.fakes.desk import NOW
from tests.ui.invented import invented, tracked_by_carrier

MOVING, ARRIVED = "00340434161094022115", "00340434161094022098"


@pytest.fixture
def helena() -> Customer:
    return invented(events=1).everybody[ProfileId(1)].customer


def test_what_moves_is_asked_for_and_what_arrived_is_not(helena: Customer):
    assert to_follow(helena, NOW) == (MOVING,)


def test_what_was_heard_just_now_is_not_asked_for_again(helena: Customer):
    heard = helena.orders[0].last_heard
    assert to_follow(helena, heard + FRESH) == (MOVING,)
    assert to_follow(helena, heard + FRESH - timedelta(seconds=1)) == ()


@pytest.mark.parametrize(
    ("status", "is_asked"),
    [("exception", True), ("return_to_sender", True), ("delivered", False), ("cancelled", False)],
)
def test_the_carriers_word_counts(helena: Customer, status: str, *, is_asked: bool):
    assert bool(to_follow(tracked_by_carrier(helena, status), NOW)) is is_asked


def test_an_order_the_store_has_closed_asks_for_nothing_by_itself(helena: Customer):
    [known] = helena.orders
    closed = replace(known, order=replace(known.order, is_open=False))
    assert to_follow(replace(helena, orders=(closed,)), NOW) == ()


def test_a_busy_customer_asks_for_few(helena: Customer):
    [known] = helena.orders
    sent = known.order.fulfilments[0]
    many = tuple(replace(sent, number=f"1Z{n}") for n in range(MOST_FOLLOWED + 5))
    busy = replace(known, order=replace(known.order, fulfilments=many))
    assert len(to_follow(replace(helena, orders=(busy,)), NOW)) == MOST_FOLLOWED
