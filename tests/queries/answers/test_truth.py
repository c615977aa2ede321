"""Odd facts: nothing is said that they do not hold, and all that is said is grammatical."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Refund
from agent_console.domain.parcel import Fault, Shipment
from agent_console.queries.answers.answer import answer
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import a_customer, a_line, a_mail, a_scan, an_order, clock
from tests.queries.answers.test_everything import with_return

WEDNESDAY, TUESDAY = Moment(local="2026-11-25"), Moment(local="2026-11-24")
TODAY = clock(NOW - timedelta(hours=2))


@pytest.mark.parametrize(
    ("shouted", "said"),
    [
        ("ST. JOHN'S", "St. John's"),
        ("L'AQUILA", "L'Aquila"),
        ("FRANKFURT AM MAIN", "Frankfurt Am Main"),
        ("Graz", "Graz"),
    ],
)
def test_a_shouted_city_is_written_as_people_write_it(shouted: str, said: str):
    scan = a_scan(1, "Departure Scan", "in_transit", TODAY, shouted)
    assert told_of(a_customer("in_transit"), None, scan).full.startswith(
        f"Your blue tent left {said} at"
    )


def test_of_a_lost_parcel_no_day_is_told():
    told = told_of(a_customer("exception", fault=Fault.LOSS, estimated=WEDNESDAY))
    assert told.full == "UPS reports that your parcel with the blue tent is lost."


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.CONSIGNEE, "UPS ist mangels Annahme 1 Tag im Verzug und erwartet es"),
        (Fault.RETAILER, "UPS ist aus Gründen auf unserer Seite 1 Tag im Verzug und erwartet es"),
        (Fault.CUSTOMS, "UPS ist wegen des Zolls 1 Tag im Verzug und erwartet es"),
    ],
)
def test_a_reason_stands_within_a_german_sentence(fault: Fault, said: str):
    late = a_customer("in_transit", fault=fault, estimated=WEDNESDAY, promised=TUESDAY)
    assert said in answer(late, asking(language="de")).full


def test_who_asked_before_the_delivery_denies_nothing():
    delivered = a_customer("delivered", delivered=Moment(local="2026-11-21"))
    at_the_door = a_scan(1, "Delivered", "delivered", TODAY)
    before = a_mail(2, "Where is it?", clock(NOW - timedelta(hours=3)), "It has not arrived")
    after = a_mail(2, "Where is it?", clock(NOW - timedelta(hours=1)), "It has not arrived")
    assert "count it as received" not in told_of(delivered, None, before, at_the_door).full
    assert "count it as received" in told_of(delivered, None, after, at_the_door).full


@pytest.mark.parametrize("stage", ["settled", "pending", "failed"])
def test_money_below_nothing_is_no_refund(stage: str):
    customer = a_customer("in_transit")
    known = customer.orders[0]
    refund = Refund("r", Money(-500, "EUR"), stage, stage, None, Moment())
    order = replace(known.order, refunds=(refund,))
    told = told_of(replace(customer, orders=(replace(known, order=order),)))
    assert "refund" not in told.full


def test_an_article_without_a_name_is_not_named():
    customer = an_order(Shipment("UPS", "A1", "out_for_delivery", None), lines=(a_line("1", " "),))
    assert told_of(customer).full == "Your parcel went out for delivery."


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("The Blue tent", "Your blue tent went out"),
        ("A lamp", "Your lamp went out"),
        ("The", "Your The went out"),
        ("Theodor's lamp", "Your Theodor's lamp went out"),
    ],
)
def test_an_article_is_not_said_twice(title: str, said: str):
    parcel = Shipment("UPS", "A1", "out_for_delivery", None)
    assert told_of(an_order(parcel, lines=(a_line("1", title),))).full.startswith(said)


def returning(status: str) -> Customer:
    return with_return(a_customer("delivered"), status, None)  # type: ignore[arg-type]


def test_a_word_nobody_knows_of_a_return_is_quoted():
    customer = returning("unknown")
    known = customer.orders[0]
    *others, back = known.tracked
    worded = replace(back, shipment=replace(back.shipment, status_text="Umgeleitet"))
    told = told_of(replace(customer, orders=(replace(known, tracked=(*others, worded)),)))
    assert "Your return has a state we do not know; DHL calls it “Umgeleitet”." in told.full
    assert "Your return is not heard of yet." in told_of(returning("unknown")).full


def test_a_return_that_was_turned_round_and_delivered_may_be_at_either_end():
    there = replace(a_scan(3, "Delivered", "delivered", TODAY), shipment="00340434190094022115")
    told = told_of(returning("return_to_sender"), None, there)
    assert "whether to us or back to you is not told" in told.full
    assert "on its way back to you" in told_of(returning("return_to_sender")).full
