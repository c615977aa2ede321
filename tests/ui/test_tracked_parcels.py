"""Parcels as their carrier states them: in the answer, the strip and the order's facts."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from agent_console.domain.customer import Customer, Namesake, Tracked
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment, instant
from agent_console.domain.order import ReturnParcel
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.queries.answers.answer import is_in_trouble
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.viewmodel import CustomerPage
from agent_console.ui.widgets.facts import Fact
from agent_console.ui.widgets.times import Times
from tests.fakes.asking import asking, told_of
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.invented import POST, tracked_by_carrier

TIMES = Times(StillClock(), UTC)
SOCKS = "2 \N{MULTIPLICATION SIGN} wool socks"
TOMORROW = instant(NOW + timedelta(days=1))


@pytest.fixture
def customer(memory: MemoryDesk) -> Customer:
    """A customer with one delivered parcel, as the store says."""
    found = memory.everybody[ProfileId(17)].customer
    known = found.orders[0]
    order = replace(known.order, fulfilments=known.order.fulfilments[:1])
    return replace(found, orders=(replace(known, order=order),))


def on_its_way(customer: Customer) -> Customer:
    """Return the customer with a parcel that the store has just sent."""
    known = customer.orders[0]
    sent = replace(
        known.order.fulfilments[0], status=ParcelStatus.IN_TRANSIT, state="Shipped", delivered=None
    )
    return replace(
        customer, orders=(replace(known, order=replace(known.order, fulfilments=(sent,))),)
    )


def page(customer: Customer) -> CustomerPage:
    return CustomerPage(TIMES, customer, asking=asking())


def parcel_facts(customer: Customer) -> list[Fact]:
    facts = list(card(page(customer)))
    start = next(n for n, one in enumerate(facts) if one.name == "Parcels")
    return [one for one in facts[start + 1 :] if one.quiet][:1]


def test_the_state_of_the_carrier_stands_in_the_strip(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "out_for_delivery", estimated=TOMORROW)
    [row] = page(told).parcels()

    assert (row.carrier, row.status, row.when) == (
        "DHL",
        "out for delivery",
        "expected Sun 22 Nov",
    )
    assert (row.says, row.age) == ("says easypost", "1 h")
    assert row.content, "what is in it only the store knows"


def test_what_comes_back_has_a_row_that_says_so(customer: Customer):
    known = customer.orders[0]
    order = replace(known.order, returns=(ReturnParcel("DHL", "00340434190094022115"),))
    told = replace(customer, orders=(replace(known, order=order),))
    assert page(told).parcels()[-1].status == "not heard of yet"
    told = tracked_return(told, "in_transit", TOMORROW)
    *_, row = page(told).parcels()

    assert (row.carrier, row.content, row.status, row.when) == (
        "DHL",
        "Return",
        "on its way to us",
        "expected Sun 22 Nov",
    )
    assert "Your return is on its way to us, expected tomorrow." in page(told).words()
    assert "Return DHL … 4022 115" in [fact.name for fact in card(page(told))]
    came = tracked_return(told, "delivered", None)
    assert page(came).parcels()[-1].status == "arrived at us"


def tracked_return(customer: Customer, status: str, estimated: Moment | None) -> Customer:
    """Return a customer whose return was heard of at the carrier."""
    known = customer.orders[0]
    number = known.order.returns[0].number
    told = Shipment("DHL", number, status, status, estimated=estimated)
    heard = Tracked(reference(number), told, POST, NOW - timedelta(hours=1))
    return replace(customer, orders=(replace(known, tracked=(heard,)),))


def test_an_estimate_that_has_passed_says_so(customer: Customer):
    yesterday = Moment(local="2026-11-20")
    told = tracked_by_carrier(on_its_way(customer), "in_transit", estimated=yesterday)

    assert page(told).parcels()[0].when == "was expected Fri 20 Nov"


def test_an_estimate_of_a_delivered_parcel_is_not_shown(customer: Customer):
    delivered = instant(NOW - timedelta(hours=3))
    told = tracked_by_carrier(
        on_its_way(customer), "delivered", estimated=TOMORROW, delivered=delivered
    )

    assert page(told).parcels()[0].when == "on Sat 21 Nov"
    said = f"DHL says that your parcel with {SOCKS} was delivered today."
    assert page(told).words().startswith(said)
    assert "expects" not in page(told).words()


def test_a_word_nobody_knows_stands_as_the_carrier_said_it(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "unknown", status_text="teleported")

    assert page(told).parcels()[0].status == "state unknown “teleported”"
    assert "a state we do not know" in page(told).words()


def test_the_answer_tells_the_estimate_and_who_said_it(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "in_transit", estimated=TOMORROW)
    said = page(told).answer()

    assert "DHL expects it tomorrow." in said.full
    assert said.sources == ("web-shop", POST)
    assert said.heard_at == NOW - timedelta(hours=1), "the oldest of what it rests on"
    assert page(told).evidence().startswith("web-shop, easypost  ·  read 1 h ago")


def test_an_answer_that_rests_on_a_failing_tracker_says_so(customer: Customer):
    shown = page(tracked_by_carrier(on_its_way(customer), "in_transit"))
    shown.silent = {POST: NOW}

    assert shown.words().startswith("As of 12:08 pm: ")
    assert "nothing newer was heard" in shown.evidence()


def test_trouble_at_the_carrier_is_trouble(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "exception")

    assert not is_in_trouble(on_its_way(customer).orders[0])
    assert is_in_trouble(told.orders[0])
    assert told_of(told).full.startswith(f"Your parcel with {SOCKS} is held up.")


def test_trouble_is_told_in_the_carriers_own_words(customer: Customer):
    told = tracked_by_carrier(
        on_its_way(customer),
        "exception",
        said="Held at customs: the invoice is missing.",
        said_at=instant(NOW - timedelta(days=1)),
    )

    wanted = (
        f"Your parcel with {SOCKS} is held up; DHL said yesterday: “Held at customs: the invoice"
    )
    assert told_of(told).full.startswith(wanted)


def test_an_attempt_that_failed_before_is_told(customer: Customer):
    told = tracked_by_carrier(
        on_its_way(customer), "in_transit", had_attempt=True, said="A new day is agreed"
    )

    wanted = "DHL said: “A new day is agreed”.\nA delivery was tried in vain."
    assert wanted in told_of(told).full
    assert not told_of(told).is_trouble


def test_a_store_and_a_carrier_that_disagree_are_both_told(customer: Customer):
    told = tracked_by_carrier(customer, "in_transit")

    assert page(told).parcels()[0].says == "says easypost, web-shop says delivered"
    assert "web-shop says delivered" in page(told).evidence()
    assert "on its way" in page(told).parcels()[0].status
    agreed = tracked_by_carrier(customer, "delivered")
    assert "web-shop says delivered" not in page(agreed).evidence()


def test_a_parcel_the_store_sent_and_no_carrier_saw_is_neither_shipped_nor_not(customer: Customer):
    told = page(tracked_by_carrier(on_its_way(customer), "pre_transit"))

    row = told.parcels()[0]
    assert row.status == "not scanned yet"
    assert row.when.startswith("shipped ")
    assert told.words().startswith(f"Your parcel with {SOCKS} still waits")
    assert "first scan by DHL, 2 days after our shop marked it as shipped" in told.words()


def test_the_facts_of_the_order_name_the_tracker_and_its_words(customer: Customer):
    [told] = parcel_facts(
        tracked_by_carrier(on_its_way(customer), "in_transit", estimated=TOMORROW)
    )

    assert (told.name, told.value) == ("DHL … 4022 098", "on its way")
    assert told.quiet == "“raw in_transit” · expected Sun 22 Nov · says easypost 1 h"


def test_a_cancelled_fulfilment_stays_among_the_facts(customer: Customer):
    known = customer.orders[0]
    gone = replace(
        known.order.fulfilments[0], status=ParcelStatus.CANCELLED, state="Cancelled", number=None
    )
    order = replace(known.order, fulfilments=(gone,))
    shown = replace(customer, orders=(replace(known, order=order),))
    [told] = parcel_facts(shown)

    assert (told.name, told.value, told.quiet) == ("DHL", "cancelled", "“Cancelled”")
    assert page(shown).parcels() == ()


def test_a_cancelled_order_hides_no_parcel_that_still_moves(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "in_transit")
    known = told.orders[0]
    cancelled = replace(known, order=replace(known.order, state="Cancelled", is_open=False))
    said = told_of(replace(told, orders=(cancelled,)))
    assert said.full.startswith("Your order is cancelled;")
    assert "was shipped on Thursday" in said.full
    assert said.is_trouble
    gone = replace(cancelled, gone_at=NOW)
    assert "was shipped on Thursday" in told_of(replace(told, orders=(gone,))).full


def with_namesake(customer: Customer, last_seen: Moment | None) -> Customer:
    """Return the customer with a parcel of the same number that hangs nowhere."""
    known = customer.orders[0]
    number = reference(known.order.fulfilments[0].number or "")
    other = Namesake(number, "DHL", last_seen, last_seen)
    return replace(customer, orders=(replace(known, namesakes=(other,)),))


def test_another_parcel_of_the_number_is_told_in_strip_and_context(customer: Customer):
    told = with_namesake(on_its_way(customer), Moment(local="2025-03-03"))
    said = "another parcel used this number; last seen 3 Mar 2025"

    assert said in page(told).parcels()[0].when
    assert said in page(told).parcels()[0].spoken()
    assert said in parcel_facts(told)[0].quiet


def test_a_parcel_that_may_be_the_one_is_not_called_another(customer: Customer):
    told = with_namesake(on_its_way(customer), TOMORROW)
    assert "a parcel of this number may be another one; last seen 22 Nov 2026" in (
        page(told).parcels()[0].when
    )
    assert page(with_namesake(on_its_way(customer), None)).parcels()[0].when.endswith("another one")


def both_parcels(memory: MemoryDesk, **late: object) -> Customer:
    """Return a customer of whose two parcels one came and the other is as told."""
    found = memory.everybody[ProfileId(17)].customer
    known = found.orders[0]
    first = known.order.fulfilments[0]
    second = replace(
        first,
        external_id="second",
        number="00340434161094022115",
        status=ParcelStatus.IN_TRANSIT,
        delivered=None,
    )
    order = replace(known.order, fulfilments=(first, second))
    stated = replace(second.shipment(), **late)
    tracked = Tracked(reference(second.number or ""), stated, POST, NOW)
    return replace(found, orders=(replace(known, order=order, tracked=(tracked,)),))


def test_of_several_parcels_the_late_one_is_explained(memory: MemoryDesk):
    told = both_parcels(
        memory,
        status_text="in_transit: delayed",
        said="Severe weather: the A1 is closed",
        said_at=Moment(local="2026-11-20T02:40:00"),
        estimated=TOMORROW,
    )
    assert (
        "DHL said yesterday at 2:40 am: “Severe weather: the A1 is closed”.\n"
        "DHL expects it tomorrow."
    ) in told_of(told).full


def test_why_a_parcel_is_late_is_told_after_it_moved_on(customer: Customer):
    told = tracked_by_carrier(
        on_its_way(customer),
        "in_transit",
        said="Severe weather: the A1 is closed",
        said_at=instant(NOW - timedelta(days=1)),
        estimated=TOMORROW,
    )
    assert page(told).words().count("Severe weather") == 1, "as far as this is its last scan"
    known = told.orders[0]
    [tracked] = known.tracked
    later = replace(known, tracked=(replace(tracked, keeps_why=True),))
    said = page(replace(told, orders=(later,))).words()
    assert (
        "DHL said yesterday: “Severe weather: the A1 is closed”. DHL expects it tomorrow."
    ) in said


def test_what_happened_since_is_told_behind_the_reason(customer: Customer, memory: MemoryDesk):
    left = Scan(
        None, "Left the hub.", "in_transit", instant(NOW - timedelta(hours=9)), Place("Linz")
    )
    words = {"said": "Severe weather", "said_at": instant(NOW - timedelta(days=1))}
    told = tracked_by_carrier(on_its_way(customer), "in_transit", estimated=TOMORROW, **words)
    assert told_of(moved_on(told, left)).full.startswith(
        f"Your parcel with {SOCKS} left Linz today.\n"
        "DHL said yesterday: “Severe weather”. DHL expects it tomorrow."
    )
    several = both_parcels(memory, status_text="in_transit", estimated=TOMORROW, **words)
    assert (
        f"Your parcel with {SOCKS} left Linz today.\n"
        "DHL said yesterday: “Severe weather”. DHL expects it tomorrow."
    ) in told_of(moved_on(several, left)).full


def moved_on(customer: Customer, scan: Scan) -> Customer:
    """Return the customer with a scan that came after the reason."""
    known, *others = customer.orders
    tracked = tuple(replace(one, keeps_why=True, since=scan) for one in known.tracked)
    return replace(customer, orders=(replace(known, tracked=tracked), *others))


def test_of_several_parcels_on_their_way_nothing_is_made_up(memory: MemoryDesk):
    told = both_parcels(memory, said="Arrived", status_text="in_transit", estimated=TOMORROW)
    told_now = told_of(told).full
    assert told_now.count("said") == 1
    assert "is on its way; DHL said: “Arrived”." in told_now


def test_the_words_of_a_source_are_words_in_the_context(memory: MemoryDesk):
    told = both_parcels(memory, status_text="in_transit: weather_delay")
    quiet = [one.quiet for one in card(page(told))]
    assert any("“weather delay”" in one for one in quiet)
    assert not any("weather_delay" in one for one in quiet)


def test_a_store_that_names_another_carrier_is_heard_too(customer: Customer):
    told = tracked_by_carrier(on_its_way(customer), "in_transit", carrier="FedEx")
    [row] = page(told).parcels()
    assert (row.carrier, row.says) == ("FedEx", "says easypost, web-shop says DHL")
    assert "web-shop says DHL" in parcel_facts(told)[0].quiet
    same = tracked_by_carrier(on_its_way(customer), "in_transit", carrier="DHL Express")
    assert page(same).parcels()[0].says == "says easypost"
