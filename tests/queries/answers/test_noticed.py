"""What is said of a parcel that a machine's mail tells of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.observation import Channel
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.queries.answers.answer import answer
from agent_console.queries.answers.certainty import Certainty
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW
from tests.queries.answers.parcels import (
    a_customer,
    a_line,
    a_notice,
    a_scan,
    an_order,
    clock,
    noticed,
)
from tests.queries.answers.test_everything import with_return

WORDS = "Your parcel was delivered."
WRITTEN = NOW - timedelta(hours=3)


def stated(customer: Customer, status: ParcelStatus) -> Customer:
    """Return the customer with a parcel that the store says this of."""
    known = customer.orders[0]
    sent = replace(known.order.fulfilments[0], status=status, delivered=None)
    return replace(
        customer, orders=(replace(known, order=replace(known.order, fulfilments=(sent,))),)
    )


def test_a_mail_that_alone_tells_of_a_parcel_is_quoted_with_its_day():
    customer = noticed(a_customer("in_transit"), WORDS, "delivered", WRITTEN)
    told = told_of(customer, None, a_notice(4, WORDS, "delivered", WRITTEN))
    assert told.full.startswith(
        "A mail that came today says of your parcel with the blue tent: "
        "“Your parcel was delivered”."
    )
    assert told.certainty is Certainty.ONE_SOURCE
    assert "mail" in told.sources
    assert told.clauses[0].facts[0] == "e4"
    german = answer(customer, asking(language="de"))
    assert german.full.startswith("In einer Mail, die heute kam, heißt es über Ihr Paket mit")


@pytest.mark.parametrize(
    ("by_store", "by_mail"),
    [("delivered", "out_for_delivery"), ("in_transit", "pre_transit"), ("cancelled", "delivered")],
)
def test_a_mail_takes_back_nothing_that_the_store_says(by_store: str, by_mail: str):
    customer = noticed(a_customer("in_transit"), "Said in a mail", by_mail, WRITTEN)
    told = told_of(stated(customer, ParcelStatus(by_store)))
    assert "mail" not in told.full
    assert told.certainty is not Certainty.DISPUTED


def test_a_delivery_that_only_a_mail_tells_is_told_and_disputed():
    scan = a_scan(1, "Departed", "in_transit", clock(NOW - timedelta(hours=9)))
    told = told_of(a_customer("in_transit"), None, a_notice(4, WORDS, "delivered", WRITTEN), scan)
    assert "A mail that came today says of it: “Your parcel was delivered”." in told.full
    assert told.certainty is Certainty.DISPUTED
    assert "e4" in told.facts
    assert "delivered" in told.spoken


@pytest.mark.parametrize(
    ("of_carrier", "of_mail", "hours", "why"),
    [
        ("delivered", "out_for_delivery", 3, "what is over is over"),
        ("out_for_delivery", "in_transit", 3, "on its way is no news"),
        ("out_for_delivery", "out_for_delivery", 3, "both say the same"),
        ("out_for_delivery", "attempt_failed", 12, "the carrier has told more since"),
    ],
)
def test_what_is_no_news_is_not_quoted(of_carrier: str, of_mail: str, hours: int, why: str):
    scan = a_scan(1, "Scanned", of_carrier, clock(NOW - timedelta(hours=9)))
    mail = a_notice(4, "Said in a mail", of_mail, NOW - timedelta(hours=hours))
    told = told_of(a_customer(of_carrier), None, *sorted([scan, mail], key=lambda e: -e.sort_at))
    assert "mail" not in told.full, why


def test_no_line_of_a_mail_is_taken_for_a_scan():
    scan = a_scan(1, "Departed Memphis", "in_transit", clock(NOW - timedelta(hours=9)))
    mail = a_notice(4, "It left our warehouse", "in_transit", WRITTEN)
    told = told_of(a_customer("in_transit"), None, mail, scan)
    assert "warehouse" not in told.full
    assert "Memphis" in told.full


def test_what_a_mail_says_is_never_said_to_be_the_carrier_s():
    customer = noticed(
        a_customer("in_transit"), "It is out for delivery.", "out_for_delivery", WRITTEN
    )
    known = customer.orders[0]
    tried = replace(known.tracked[0].shipment, had_attempt=True)
    tracked = (replace(known.tracked[0], shipment=tried),)
    told = told_of(replace(customer, orders=(replace(known, tracked=tracked),)))
    assert "UPS said" not in told.full
    assert "tried in vain" not in told.full
    assert told.full.count("It is out for delivery") == 1


@pytest.mark.parametrize("status", ["attempt_failed", "out_for_delivery", "return_to_sender"])
def test_a_return_that_only_a_mail_tells_of_is_quoted_too(status: str):
    customer = with_return(a_customer("delivered"), ParcelStatus(status), None)
    known = customer.orders[0]
    first, back = known.tracked
    said = replace(back.shipment, said="Said in a mail.")
    by_mail = replace(back, shipment=said, channel=Channel.EMAIL, last_heard=WRITTEN)
    customer = replace(customer, orders=(replace(known, tracked=(first, by_mail)),))
    told = told_of(customer)
    assert "A mail that came today says of your return: “Said in a mail”." in told.full
    german = answer(customer, asking(language="de"))
    assert "heißt es über Ihre Rücksendung: „Said in a mail“." in german.full


def test_an_answer_is_no_older_for_the_mail_that_it_quotes():
    old = NOW - timedelta(days=3)
    told = told_of(noticed(a_customer("in_transit"), WORDS, "delivered", old))
    assert told.heard_at == a_customer("in_transit").orders[0].last_heard


def test_a_mail_that_is_quoted_is_among_the_sources():
    scan = a_scan(1, "Departed", "in_transit", clock(NOW - timedelta(hours=9)))
    told = told_of(a_customer("in_transit"), None, a_notice(4, WORDS, "delivered", WRITTEN), scan)
    assert "mail" in told.sources


def test_a_vague_mail_hides_no_news_of_one_before():
    scan = a_scan(1, "Departed", "in_transit", clock(NOW - timedelta(hours=9)))
    later = a_notice(5, "On its way", "in_transit", NOW - timedelta(hours=2))
    news = a_notice(4, WORDS, "delivered", WRITTEN)
    told = told_of(a_customer("in_transit"), None, later, news, scan)
    assert "“Your parcel was delivered”" in told.full


def test_news_that_a_later_mail_takes_back_is_not_quoted():
    scan = a_scan(1, "Out", "out_for_delivery", clock(NOW - timedelta(hours=9)))
    tried = a_notice(4, "We tried in vain", "attempt_failed", NOW - timedelta(hours=4))
    again = a_notice(5, "Out again", "out_for_delivery", NOW - timedelta(hours=1))
    told = told_of(a_customer("out_for_delivery"), None, again, tried, scan)
    assert "mail" not in told.full


def test_the_line_is_cited_whose_words_are_quoted():
    customer = noticed(a_customer("in_transit"), WORDS, "delivered", WRITTEN)
    later = a_notice(5, "It is delayed", "exception", NOW - timedelta(hours=1))
    told = told_of(customer, None, later, a_notice(4, WORDS, "delivered", WRITTEN))
    assert told.clauses[0].facts[0] == "e4"


def test_an_old_mail_makes_no_trouble_of_a_cancelled_order():
    customer = noticed(a_customer("in_transit"), "On its way", "in_transit", WRITTEN)
    known = customer.orders[0]
    cancelled = replace(known, order=replace(known.order, state="Cancelled"))
    told = told_of(replace(customer, orders=(cancelled,)))
    assert "mail" not in told.full
    assert not told.is_trouble or "refund" in told.full


def test_parcels_that_mails_have_come_are_not_said_to_be_missing():
    lines = [a_line(str(n), f"Thing {n}") for n in range(4)]
    parcels = [Shipment("UPS", f"0034043416109400000{n}", "in_transit", None) for n in range(4)]
    customer = an_order(*parcels, lines=lines)
    known = customer.orders[0]
    by_mail = tuple(
        replace(one, shipment=replace(one.shipment, status="delivered", said=WORDS),
                channel=Channel.EMAIL)
        for one in known.tracked
    )  # fmt: skip
    told = told_of(replace(customer, orders=(replace(known, tracked=by_mail),)))
    assert "No delivery of" not in told.full
