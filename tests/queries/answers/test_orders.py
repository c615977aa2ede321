"""What is told of orders as their store states them."""

import re
from dataclasses import replace

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import PaymentStage, Refund, RefundStage
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.answers.answer import answer
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import MemoryDesk
from tests.ui.invented import invented, tracked_by_carrier

SOCKS = "2 \N{MULTIPLICATION SIGN} wool socks"


@pytest.fixture
def memory() -> MemoryDesk:
    return invented(events=20)


def called(memory: MemoryDesk, name: str) -> Customer:
    people = memory.everybody.values()
    return next(one.customer for one in people if one.customer.name == name)


def with_order(customer: Customer, **changes: object) -> Customer:
    known = customer.orders[0]
    return replace(customer, orders=(replace(known, order=replace(known.order, **changes)),))


def test_a_split_order_tells_of_both_parcels(memory: MemoryDesk):
    told = told_of(called(memory, "Helena Brandt"))

    assert told.full == (
        f"1 of your 2 parcels ({SOCKS}) was delivered yesterday, says our shop. "
        "Your parcel with the trail jacket M was shipped yesterday, says our shop."
    )
    assert told.sources == ("web-shop",)


def test_a_cancelled_order_with_kept_money_is_trouble(memory: MemoryDesk):
    told = told_of(called(memory, "Aiko Tanaka"))

    assert told.full == "Your order is cancelled; 100.94 USD was paid and not refunded."
    assert told.is_trouble


def test_money_may_go_back_in_another_currency(memory: MemoryDesk):
    customer = called(memory, "Aiko Tanaka")
    back = Refund("r", Money(9_500, "EUR"), "Settled", RefundStage.SETTLED, None, Moment())

    told = told_of(with_order(customer, refunds=(back,)))

    assert told.full == "Your order is cancelled; 95.00 EUR was refunded."


def test_a_partial_refund_is_told_after_the_parcel(memory: MemoryDesk):
    told = told_of(called(memory, "Samuel Adeyemi"))

    assert told.full.endswith("Not sent yet: the trail jacket M. 24.00 EUR was refunded.")


def test_of_several_orders_the_open_one_is_named(memory: MemoryDesk):
    told = told_of(called(memory, "Lena Hofer"))

    assert told.full == "Order 10455: 189.90 EUR is paid; nothing is sent yet."


def test_a_chosen_order_is_the_one_told_of(memory: MemoryDesk):
    told = told_of(called(memory, "Lena Hofer"), "10402")

    assert told.full.startswith("Order 10402: Our shop says that your parcel")


def test_an_order_the_store_no_longer_has_is_never_called_paid(memory: MemoryDesk):
    lena = called(memory, "Lena Hofer")
    heard = lena.orders[0].last_heard
    gone = replace(lena, orders=tuple(replace(one, gone_at=heard) for one in lena.orders[:1]))
    told = told_of(gone)

    assert told.full == "Our shop no longer has this order; what we know of it is from before."
    assert told.is_trouble


def test_without_orders_nothing_is_invented(memory: MemoryDesk):
    told = told_of(called(memory, "Oliver Grant"))

    assert told.full == "No orders are known for Oliver Grant."
    assert told.sources == ()


def test_without_payments_no_payment_is_claimed(memory: MemoryDesk):
    unpaid = with_order(called(memory, "Aiko Tanaka"), payments=())

    assert told_of(unpaid).full == "Your order is cancelled; no payment was taken that we know of."


def test_an_authorised_payment_is_not_called_paid(memory: MemoryDesk):
    customer = called(memory, "Lena Hofer")
    order = customer.orders[1].order
    held = tuple(replace(payment, stage=PaymentStage.AUTHORIZED) for payment in order.payments)
    known = replace(customer.orders[1], order=replace(order, payments=held))
    told = told_of(replace(customer, orders=(known,)))

    assert told.full == "189.90 EUR is authorised and not taken yet; nothing is sent."


def test_the_last_failed_payment_is_trouble(memory: MemoryDesk):
    customer = called(memory, "Lena Hofer")
    failed = replace(customer.orders[1].order.payments[0], stage=PaymentStage.FAILED)
    order = replace(customer.orders[1].order, payments=(failed, failed))
    known = replace(customer.orders[1], order=order)
    told = told_of(replace(customer, orders=(known,)))

    assert told.full == "A payment of 189.90 EUR failed; nothing is paid or sent."
    assert told.is_trouble


def test_the_word_of_a_store_is_no_payment(memory: MemoryDesk):
    customer = called(memory, "Aiko Tanaka")
    paid = replace(customer.orders[0].order.payments[0], state="Paid", stage="Paid")

    assert "no payment was taken" in told_of(with_order(customer, payments=(paid,))).full


def test_no_day_is_said_where_none_was_told(memory: MemoryDesk):
    customer = called(memory, "Emil Kovač")
    parcel = replace(
        customer.orders[0].order.fulfilments[0], status=ParcelStatus.IN_TRANSIT, shipped=None
    )

    told = told_of(with_order(customer, fulfilments=(parcel,))).full
    assert told.startswith(f"Your parcel with {SOCKS} is on its way, says our shop.")


@pytest.mark.parametrize("status", ParcelStatus)
def test_every_state_of_a_parcel_can_be_said(memory: MemoryDesk, status: ParcelStatus):
    customer = called(memory, "Emil Kovač")
    parcel = customer.orders[0].order.fulfilments[0]
    several = (parcel, replace(parcel, external_id="other"))

    for sent in ((parcel,), several):
        tracked = tracked_by_carrier(with_order(customer, fulfilments=sent), status)
        for language in ("en", "de"):
            told = answer(tracked, asking(language=language))
            assert told.short
            assert not re.search(r"[{}]|  | [.,;:]|^[a-z]", told.full), told.full
            assert len(told.full.splitlines()) <= 3


def test_an_unknown_state_is_never_called_on_its_way(memory: MemoryDesk):
    customer = called(memory, "Emil Kovač")
    parcels = customer.orders[0].order.fulfilments
    odd = tuple(replace(p, status=ParcelStatus.UNKNOWN, state="Teleported") for p in parcels)

    assert "a state we do not know" in told_of(with_order(customer, fulfilments=odd)).full
