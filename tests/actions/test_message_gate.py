"""What a letter speaks of, and why it must not leave."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.actions.messages.gate import against, forbidden, guard_of, warnings
from agent_console.actions.messages.topic import day_of, in_words, same_topic, topic_for
from agent_console.domain import identity
from agent_console.domain.acting.mailing import CameBack, Consent, Wish
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.domain.customer import Customer, KnownIdentity, KnownOrder, Tracked
from agent_console.domain.moment import Moment, instant, microseconds
from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from tests.fakes.records import at, order

ADDRESS = "helena@brandt.example"
NOW = at(200)


def known(number: str, status: ParcelStatus, **more: str) -> KnownOrder:
    """An order with one parcel that somebody tracks."""
    made = order(number)
    [sent] = made.fulfilments
    days = {name: Moment(local=day) for name, day in more.items()}
    shipment = Shipment("DHL", sent.number, status, None, **days)
    name = KnownIdentity(identity.email(ADDRESS), "web-shop")
    tracked = Tracked(identity.reference(sent.number), shipment, "easypost", at(100))
    return KnownOrder(made, "web-shop", at(0), at(100), name, tracked=(tracked,))


def customer(*orders: KnownOrder) -> Customer:
    names = (KnownIdentity(identity.email(ADDRESS), "web-shop"),)
    return Customer(
        ProfileId(1), "Helena Brandt", (ProfileId(1),), names, (), orders, len(orders), at(100)
    )


def letter(of: Customer, template: str = "delay") -> Letter:
    topic = topic_for(template, of)
    return Letter(
        Addressee(ADDRESS),
        "Late",
        "It is late",
        "",
        template,
        "en",
        order=topic.order and topic.order.order.number,
        shipment=topic.parcel and topic.parcel.shipment.number,
        facts=topic.facts(),
        written_at=NOW,
    )


def mail(text: str, *, minutes: float, status: str = "sent", direction=Direction.OUTBOUND):
    moment = instant(at(minutes))
    return TimelineEntry(
        event_id=1,
        sort_at=microseconds(at(minutes)),
        kind=EntryKind.MESSAGE,
        status=status,
        title=text,
        text=None,
        moment=moment,
        sources=(),
        direction=direction,
    )


LATE = known("1", ParcelStatus.IN_TRANSIT, promised="2026-11-24", estimated="2026-11-26")
ON_TIME = known("2", ParcelStatus.IN_TRANSIT, promised="2026-11-26", estimated="2026-11-26")
HELD = known("3", ParcelStatus.EXCEPTION)
THERE = known("4", ParcelStatus.DELIVERED, delivered="2026-11-23")


@pytest.mark.parametrize(
    ("orders", "number"),
    [
        ((ON_TIME, LATE, THERE), "A-1"),
        ((ON_TIME, HELD, THERE), "A-3"),
        ((THERE, ON_TIME), "A-2"),
        ((HELD, LATE), "A-1"),
    ],
)
def test_a_delay_speaks_of_the_parcel_in_most_trouble(orders, number):
    assert topic_for("delay", customer(*orders)).order.order.number == number


def test_what_was_asked_for_by_its_number_comes_first():
    assert topic_for("delay", customer(LATE, ON_TIME), "A-2").order.order.number == "A-2"


def test_a_check_after_delivery_speaks_of_what_was_delivered():
    assert topic_for("delivered_check", customer(LATE, THERE)).order.order.number == "A-4"


def test_nothing_of_a_parcel_is_said_where_none_fits():
    assert topic_for("delivered_check", customer(LATE)).parcel is None
    assert topic_for("delay", customer()).facts() == {}


def test_a_day_stays_the_day_that_was_told():
    assert day_of(Moment(local="2026-11-26T23:30:00", offset="-05:00")) == "2026-11-26"
    assert day_of(instant(datetime(2026, 11, 26, 23, tzinfo=UTC))) == "2026-11-26"
    assert (day_of(None), day_of(Moment())) == ("", "")
    assert in_words(Moment(local="2026-11-26"), "de") == "Donnerstag, 26. November"
    assert in_words(None, "en") is None


def test_what_has_not_changed_may_leave():
    who = customer(LATE)
    assert against(letter(who), who, []) == []


def test_a_new_estimate_a_delivery_or_a_lost_order_keep_it_back():
    written = letter(customer(LATE))
    later = known("1", ParcelStatus.IN_TRANSIT, promised="2026-11-24", estimated="2026-11-30")
    [told] = against(written, customer(later), [])
    assert "2026-11-30, not 2026-11-26" in told
    there = known("1", ParcelStatus.DELIVERED, delivered="2026-11-24", estimated="2026-11-26")
    assert any("delivered, not in_transit" in one for one in against(written, customer(there), []))
    assert len(against(written, customer(), [])) == 2


def test_what_a_colleague_wrote_meanwhile_about_it_keeps_it_back():
    who = customer(LATE)
    written = letter(who)
    [reason] = against(written, who, [mail("Order A-1 is late", minutes=201)])
    assert "“Order A-1 is late”" in reason
    for other in (
        mail("Order A-1 is late", minutes=199),
        mail("Something else", minutes=201),
        mail("Where is order A-1?", minutes=201, direction=Direction.INBOUND),
    ):
        assert against(written, who, [other]) == []


def test_who_complained_of_our_mail_is_not_written_to():
    who = customer(LATE)
    complaint = mail("Complaint", minutes=10, status="complaint", direction=Direction.INBOUND)
    [reason] = against(letter(who), who, [complaint])
    assert "must not be written to" in reason


def consent(wish: Wish, address: str = ADDRESS) -> Consent:
    return Consent(address, wish, "agent", "ann", at(20), "asked on the phone")


def test_an_opted_out_address_is_not_written_to_and_nobody_can_go_over_it():
    who = replace(customer(LATE), consents=(consent(Wish.NO_MAIL),))
    [reason] = forbidden(letter(who), who, [])
    assert reason == (
        f"{ADDRESS} must not be written to: opted out on 2026-11-20, ann (asked on the phone)."
    )
    assert against(letter(who), who, []) == [reason]


def test_another_address_of_the_same_person_may_be_written_to():
    who = replace(customer(LATE), consents=(consent(Wish.NO_MAIL, "other@brandt.example"),))
    assert against(letter(who), who, []) == []


def test_who_wants_mail_again_after_a_complaint_gets_it():
    who = replace(customer(LATE), consents=(consent(Wish.MAIL),))
    complaint = mail("Complaint", minutes=10, status="complaint", direction=Direction.INBOUND)
    assert against(letter(who), who, [complaint]) == []


def test_an_address_from_which_mail_came_back_is_warned_of_and_not_kept_back():
    dead = CameBack(ADDRESS, "5.1.1", at(50)), CameBack("other@brandt.example", "5.1.1", at(50))
    who = replace(customer(LATE), returned=dead)
    [warning] = warnings(letter(who), who)
    assert warning.startswith(f"Mail to {ADDRESS} came back on 2026-11-20: no such mailbox.")
    assert against(letter(who), who, []) == []


def test_an_address_that_is_not_hers_is_not_written_to():
    who = customer(LATE)
    other = replace(letter(who), to=Addressee("nina@holm.example"))
    [reason] = against(other, who, [])
    assert "does not belong" in reason


def test_the_same_fact_has_one_guard_and_another_fact_another():
    first, again = letter(customer(LATE)), replace(letter(customer(LATE)), text="other words")
    assert guard_of(first) == guard_of(again)
    later = known("1", ParcelStatus.IN_TRANSIT, estimated="2026-11-30")
    assert guard_of(first) != guard_of(letter(customer(later)))
    answers = [replace(first, is_answer=True, text=text) for text in ("yes", "no")]
    assert guard_of(answers[0]) != guard_of(answers[1])


def test_same_topic_finds_the_parcel_again():
    who = customer(LATE, THERE)
    topic = topic_for("delivered_check", who)
    again = same_topic(who, topic.order.order.number, topic.parcel.shipment.number)
    assert again == topic
    assert same_topic(who, "A-99", None).order is None
