"""The people and orders of the demo world."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from agent_console.sandbox.shop import Order
from agent_console.sandbox.vendure.rendering import Rendered
from agent_console.sandbox.world import World
from tests.sandbox.conftest import NOW


def orders_of(world: World, first: str, last: str) -> list[Order]:
    return [
        one for one in world.ledger.orders if (one.person.first, one.person.last) == (first, last)
    ]


def test_same_seed_and_moment_make_same_world(world):
    again = World(NOW)
    assert Rendered(again.ledger).orders == Rendered(World(NOW).ledger).orders
    assert [one.code for one in again.ledger.orders] == [one.code for one in world.ledger.orders]


def test_another_seed_makes_another_world(world):
    other = World(NOW, seed=7)
    assert {one.email for one in other.ledger.people} != {one.email for one in world.ledger.people}


def test_a_day_later_only_the_clock_differs(world):
    later = World(NOW + timedelta(days=7))
    assert [one.person.email for one in later.ledger.orders[:800]] == [
        one.person.email for one in world.ledger.orders[:800]
    ]


@pytest.mark.parametrize("hour", [0, 3, 12, 23])
def test_counts_hold_at_any_hour_of_day(hour):
    ledger = World(NOW.replace(hour=hour)).ledger
    assert len(ledger.people) == 300
    assert sum(person.is_guest for person in ledger.people) == 60
    assert 900 <= len(ledger.orders) <= 910


def test_every_currency_and_state_of_life_occurs(world):
    orders = world.ledger.orders
    assert {one.currency for one in orders} == {"EUR", "GBP", "USD"}
    states = Counter(one.state for one in orders)
    assert set(states) >= {"Delivered", "Cancelled", "PaymentSettled", "Shipped", "Draft"}
    assert states["Delivered"] > 600
    refunds = [refund.state for one in orders if one.money for refund in one.money.refunds]
    assert set(refunds) == {"Pending", "Settled", "Failed"}


def test_every_kind_of_trace_is_left(world):
    ledger = world.ledger
    kinds = {entry.type for one in (*ledger.people, *ledger.orders) for entry in one.history}
    assert kinds >= {
        "CUSTOMER_REGISTERED",
        "CUSTOMER_NOTE",
        "CUSTOMER_DETAIL_UPDATED",
        "CUSTOMER_ADDRESS_UPDATED",
        "CUSTOMER_EMAIL_UPDATE_VERIFIED",
        "ORDER_COUPON_APPLIED",
        "ORDER_CANCELLATION",
        "ORDER_MODIFIED",
        "ORDER_NOTE",
        "ORDER_REFUND_TRANSITION",
    }


def test_history_is_numbered_as_time_goes(world):
    entries = [entry for order in world.ledger.orders for entry in order.history]
    by_number = sorted(entries, key=lambda entry: entry.id)
    assert all(a.at <= b.at for a, b in pairwise(by_number))
    assert by_number[-1].at <= NOW


def test_nobody_orders_before_they_are_known(world):
    assert all(order.person.created <= order.created for order in world.ledger.orders)


def test_payments_are_what_the_order_cost(world):
    for order in world.ledger.orders:
        payment, cut = order.money, order.modifications or order.state == "Cancelled"
        cancelled = any(line.placed != line.quantity for line in order.lines)
        if payment and not cut and not cancelled:
            assert payment.amount == order.total


def test_nobody_gets_more_back_than_was_paid(world):
    for order in world.ledger.orders:
        if payment := order.money:
            assert sum(refund.total for refund in payment.refunds) <= payment.amount


def test_no_parcel_holds_more_than_was_ordered(world):
    for order in world.ledger.orders:
        sent = Counter[int]()
        for parcel in order.parcels:
            if parcel.state != "Cancelled":
                assert parcel.lines
                sent.update({line.id: quantity for line, quantity in parcel.lines})
        assert all(sent[line.id] <= line.quantity for line in order.lines)


def test_addresses_and_phones_belong_to_nobody_real(world):
    fiction = {
        "US": r"(\+1|001)?\d{3}55501\d\d",
        "GB": r"(\+44|0044|0)(7700900|2079460|1614960)\d{3}",
    }
    for person in world.ledger.people:
        assert person.email.endswith((".test", ".example"))
        pattern = fiction.get(person.address.country_code)
        if pattern and person.phone:
            assert re.fullmatch(pattern, person.phone.replace(" ", ""))


def test_names_come_in_several_scripts(world):
    names = " ".join(one.full_name for one in world.ledger.people)
    assert all(
        name in names for name in ("Łucja", "O'Neill", "ليلى", "鈴木", "Müller-Lüdenscheidt")
    )


def test_no_two_parcels_share_a_number(world):
    numbers = [parcel.number for one in world.ledger.orders for parcel in one.parcels]
    assert len(numbers) == len(set(numbers))


def test_helena_waits_for_her_jacket(world):
    bag, jacket = orders_of(world, "Helena", "Brandt")
    assert jacket.code == "10482"
    assert {parcel.number[-7:]: parcel.state for parcel in jacket.parcels} == {
        "4022115": "Shipped",
        "4022098": "Delivered",
    }
    assert jacket.state == "PartiallyDelivered"
    assert [(one.total, one.state) for one in bag.payments[0].refunds] == [(2400, "Pending")]


def test_lena_has_an_account_but_no_orders(world):
    assert "lena.hofer@example.test" in {one.email for one in world.ledger.people}
    assert orders_of(world, "Lena", "Hofer") == []


def test_one_person_has_two_addresses_and_shares_a_phone(world):
    marys = [one for one in world.ledger.people if one.full_name == "Mary O'Neill"]
    declan = next(one for one in world.ledger.people if one.full_name == "Declan O'Neill")
    assert len({one.email for one in marys}) == 2
    assert declan.phone == marys[0].phone


def test_a_regular_has_more_than_forty_orders(world):
    assert len(orders_of(world, "Rosa", "Almer")) > 40


def test_every_story_names_a_known_person(world):
    assert len(world.stories) == 11 + 1
    assert set(world.stories.values()) <= {one.email for one in world.ledger.people}
