"""What the customer said since a delivery, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agent_console.domain.order import Refund
from agent_console.queries.answers.answer import answer
from agent_console.queries.answers.certainty import Certainty
from tests.fakes.asking import asking, told_of
from tests.queries.answers.parcels import a_call, a_customer, a_mail, a_scan, clock

CAME = datetime(2026, 11, 20, 10, 12, tzinfo=UTC)
SCAN = a_scan(90, "Delivered", "delivered", clock(CAME), "Graz")
DELIVERED = a_customer("delivered", delivered=clock(CAME))
LATER, EARLIER = clock(CAME + timedelta(hours=8)), clock(CAME - timedelta(hours=8))


def test_a_customer_who_has_nothing_is_heard():
    denial = a_mail(
        91, "Re: Your parcel (order 10507)", LATER, "It says delivered but it is not here."
    )
    told = told_of(DELIVERED, None, denial, SCAN)

    assert told.full == (
        "UPS says that your parcel with the blue tent was delivered yesterday at 11:12 am in Graz. "
        "You wrote to us yesterday: “Your parcel”; so we do not count it as received.\n"
        "We know of no answer yet."
    )
    assert told.short.endswith("You wrote to us yesterday; so we do not count it as received.")
    assert told.certainty is Certainty.DISPUTED
    assert told.is_trouble
    assert told.clauses[1].facts == ("e91",)


def test_what_came_after_all_is_no_denial_any_more():
    denial = a_mail(91, "Parcel", LATER, "It says delivered but it is not here.")
    found = a_mail(92, "Re: Parcel", clock(CAME + timedelta(hours=9)), "My neighbour had it!")
    told = told_of(DELIVERED, None, found, denial, SCAN)
    assert told.certainty is Certainty.CERTAIN
    assert "do not count it" not in told.full
    again = a_mail(93, "Re: Parcel", clock(CAME + timedelta(hours=10)), "No, it has not arrived.")
    assert told_of(DELIVERED, None, again, found, denial).certainty is Certainty.DISPUTED


def test_who_takes_care_of_it_is_told():
    since = CAME - timedelta(days=1)
    for language, words in (("en", "We took this up on"), ("de", "Wir haben das am")):
        asked = asking(
            [SCAN], language=language, taken_up={DELIVERED.orders[0].order.number: since}
        )
        assert words in answer(DELIVERED, asked).full
    assert "took this up" not in told_of(DELIVERED, None, SCAN).full


def test_a_denial_on_the_phone_is_heard():
    told = told_of(
        DELIVERED, None, a_call(92, LATER, "Tracking says yes, she says it never came"), SCAN
    )
    assert "You told us yesterday that something is missing" in told.short
    assert told.certainty is Certainty.DISPUTED


def test_a_german_denial_is_heard_whatever_language_we_speak():
    denial = a_mail(93, "Laut UPS zugestellt, aber nichts da", LATER)
    for language in ("en", "de"):
        told = answer(DELIVERED, asking([denial, SCAN], language=language))
        assert "„Laut UPS" in told.full or "“Laut UPS" in told.full
        assert told.certainty is Certainty.DISPUTED


def test_another_question_after_a_delivery_denies_nothing():
    told = told_of(DELIVERED, None, a_mail(94, "Invoice, order 10507", LATER, "Please."), SCAN)
    assert told.certainty is Certainty.CERTAIN
    assert told.full.endswith(
        "Since then you wrote to us yesterday: “Invoice”. We know of no answer yet."
    )
    assert "wrote" not in told.short


def test_what_was_written_before_the_delivery_denies_nothing():
    told = told_of(DELIVERED, None, SCAN, a_mail(95, "Where is it?", EARLIER, "nothing arrived"))
    assert told.certainty is Certainty.CERTAIN
    assert "so we do not count" not in told.full


def test_whose_turn_it_is():
    asked, ours = a_mail(96, "Where is it?", EARLIER), a_mail(97, "Re", LATER, is_ours=True)
    moving = a_customer("in_transit")
    assert (
        "You wrote to us yesterday; we know of no answer yet." in told_of(moving, None, asked).full
    )
    told = told_of(moving, None, ours, asked)
    assert told.full.endswith("We last wrote to you yesterday.")
    assert "e97" in told.facts


def test_what_is_long_ago_is_not_spoken_of():
    old = a_mail(98, "Where is it?", clock(CAME - timedelta(days=30)))
    assert "You wrote" not in told_of(a_customer("in_transit"), None, old).full


def test_mail_that_machines_wrote_asks_nothing():
    away = replace(a_mail(99, "Out of office", LATER, "I am not here"), status="away")
    assert "You wrote" not in told_of(a_customer("in_transit"), None, away).full
    bounced = replace(away, status="bounced", text="it is not here")
    assert told_of(DELIVERED, None, bounced, SCAN).certainty is Certainty.CERTAIN


def test_money_that_did_not_come_is_no_parcel_that_did_not():
    asked = a_mail(100, "Refund", LATER, "Nothing arrived on my account")
    known = DELIVERED.orders[0]
    back = Refund("r", known.order.total, "Pending", "pending", None, LATER)
    order = replace(known.order, refunds=(back,))
    customer = replace(DELIVERED, orders=(replace(known, order=order),))
    assert told_of(customer, None, asked, SCAN).certainty is Certainty.CERTAIN
