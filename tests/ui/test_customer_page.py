from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal

import pytest

from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.domain.identity import IdentityKind
from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import EntryKind
from agent_console.domain.order import SHIPPING_DISCOUNT, Charge
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import Turn
from agent_console.domain.wording import spelled
from agent_console.queries.radar import NextStep
from agent_console.ui.screens.customer.actions import ACTIONS, Situation, meta
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.evidence import evidence
from agent_console.ui.screens.customer.timeline.rows import rows
from agent_console.ui.screens.customer.viewmodel import CustomerPage, short_number
from agent_console.ui.widgets.facts import FactKind
from agent_console.ui.widgets.times import Times
from tests.fakes.asking import asking
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.invented import an_entry

TIMES = Times(StillClock(), UTC)


def page(memory: MemoryDesk, number: int) -> CustomerPage:
    customer = memory.everybody[ProfileId(number)].customer
    return CustomerPage(TIMES, customer, asking=asking())


def test_the_answer_rests_on_a_source_with_its_age(memory: MemoryDesk):
    assert page(memory, 1).evidence() == (
        "web-shop  ·  read 2 min ago  ·  ordered Tue 17 Nov  ·  told by one source"
    )


def test_a_parcel_row_says_what_where_and_who(memory: MemoryDesk):
    row = page(memory, 1).parcels()[0]

    assert row.spoken() == (
        "DHL, … 4022 115, Trail jacket M, moss, on its way, shipped Fri 20 Nov, "
        "says web-shop, 2 min"
    )


def test_of_many_parcels_the_delivered_are_counted(memory: MemoryDesk):
    shown = page(memory, 1)
    known = shown.customer.orders[0]
    parcels = known.order.fulfilments * 3
    order = replace(known.order, fulfilments=parcels)
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))

    assert len(shown.parcels()) == 4
    assert shown.parcels()[-1].carrier == "3 delivered"


def delivered_first_ordered(memory: MemoryDesk, days: int) -> CustomerPage:
    """Return a customer of two orders, the older one of which was delivered so long ago."""
    shown = page(memory, 4)
    older, newer = shown.customer.orders
    moved = replace(older.order.fulfilments[0], delivered=instant(NOW - timedelta(days=days)))
    gone = replace(older, order=replace(older.order, fulfilments=(moved,)))
    still = replace(newer, order=replace(newer.order, fulfilments=older.order.fulfilments))
    shown.customer = replace(shown.customer, orders=(gone, still))
    return shown


@pytest.mark.parametrize(("days", "orders"), [(7, 2), (8, 1)])
def test_another_orders_parcel_leaves_the_strip_a_week_after_its_delivery(
    memory: MemoryDesk, days: int, orders: int
):
    assert len(delivered_first_ordered(memory, days).parcels()) == orders


def test_the_parcel_of_the_order_looked_at_stays_however_old_it_is(memory: MemoryDesk):
    shown = delivered_first_ordered(memory, 300)
    shown.number = "10402"

    assert [row.key for row in shown.parcels()] == ["10402", "10455"]


def test_another_order_in_trouble_needs_attention(memory: MemoryDesk):
    shown = page(memory, 4)
    first, second = shown.customer.orders
    cancelled = replace(second, order=replace(second.order, state="Cancelled", is_open=False))
    shown.customer = replace(shown.customer, orders=(first, cancelled))

    assert shown.attention() == ("Order 10455 needs a look",)


def test_a_customer_whom_the_store_has_no_more_is_marked(memory: MemoryDesk):
    shown = page(memory, 2)
    shown.customer = replace(shown.customer, gone_at=NOW - timedelta(hours=2))
    assert any(one.startswith("no longer in the store, seen") for one in shown.attention())


def test_old_data_needs_attention(memory: MemoryDesk):
    shown = page(memory, 1)
    shown.customer = replace(shown.customer, last_heard=NOW - timedelta(days=3))

    assert shown.attention() == ("data from Wed 18 Nov",)


def test_the_card_states_lines_payments_parcels_and_totals(memory: MemoryDesk):
    told = {fact.name: fact.value for fact in card(page(memory, 2))}

    assert told["Total"] == "189.90 EUR"
    assert told["Paid back so far"] == "24.00 EUR"
    assert told["Visa"] == "189.90 EUR"
    assert {"Lines", "Payments", "Parcels", "Refunds", "Goes to"} <= told.keys()


def test_a_line_of_several_says_what_the_line_costs(memory: MemoryDesk):
    told = {fact.name: fact for fact in card(page(memory, 2))}
    socks, jacket = (
        told["2 \N{MULTIPLICATION SIGN} Wool socks"],
        told["1 \N{MULTIPLICATION SIGN} Trail jacket M, moss"],
    )

    assert (socks.value, socks.spoken_more) == ("35.10", "17.55 EUR each")
    assert (jacket.value, jacket.spoken_more) == ("149.90", "")


def test_a_line_says_where_the_store_explains_its_article(memory: MemoryDesk):
    shown = page(memory, 2)
    known = shown.customer.orders[0]
    first, second = known.order.lines
    where = "https://shop.example/how/jacket"
    order = replace(known.order, lines=(replace(first, how_to=where), second))
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))
    names = [one.name for one in card(shown)]
    assert names.count(f"How to use it: {where}") == 1
    assert (
        names.index(f"How to use it: {where}")
        == names.index(f"1 \N{MULTIPLICATION SIGN} {first.title}") + 1
    )


def test_what_was_cancelled_of_a_line_is_not_in_its_price(memory: MemoryDesk):
    shown = page(memory, 2)
    known = shown.customer.orders[0]
    socks = replace(known.order.lines[1], cancelled=Decimal(1))
    order = replace(known.order, lines=(socks,))
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))

    [told] = [one for one in card(shown) if one.name.endswith("Wool socks")]
    assert (told.value, told.quiet, told.spoken_more) == ("17.55", "1 cancelled", "17.55 EUR each")


@pytest.mark.parametrize(
    ("cancelled", "refunded", "words"),
    [
        (2, 2, "2 cancelled and refunded"),
        (1, 2, "1 cancelled; 2 refunded in all"),
        (0, 2, "2 refunded"),
        (0, 0, ""),
    ],
)
def test_what_was_cancelled_and_refunded_is_not_counted_twice(
    memory: MemoryDesk, cancelled, refunded, words
):
    shown = page(memory, 2)
    known = shown.customer.orders[0]
    line = replace(
        known.order.lines[1],
        quantity=Decimal(5),
        cancelled=Decimal(cancelled),
        refunded=Decimal(refunded),
    )
    order = replace(known.order, lines=(line,))
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))
    [told] = [one for one in card(shown) if one.name.endswith("Wool socks")]
    assert told.quiet == words


def test_what_is_taken_off_the_shipping_is_no_line_of_its_own(memory: MemoryDesk):
    shown = page(memory, 2)
    known = shown.customer.orders[0]
    off = Charge(SHIPPING_DISCOUNT, "Free shipping", Money(-490, "EUR"))
    order = replace(known.order, charges=(off,), shipping=Money(0, "EUR"))
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))
    facts = {one.name: one for one in card(shown)}
    assert "Free shipping" not in facts
    told = facts["Shipping"]
    assert (told.value, told.quiet) == ("0.00", "less 4.90, Free shipping")


def test_a_line_that_cannot_be_reckoned_says_the_price_of_one(memory: MemoryDesk):
    shown = page(memory, 1)
    known = shown.customer.orders[0]
    metre = replace(known.order.lines[1], quantity=Decimal("0.333"), title="Rope, metres")
    order = replace(known.order, lines=(metre,))
    shown.customer = replace(shown.customer, orders=(replace(known, order=order),))

    assert {f.name: f.value for f in card(shown)}[
        "0.333 \N{MULTIPLICATION SIGN} Rope, metres"
    ] == "17.55 EUR each"


def test_every_group_of_the_card_says_source_and_age(memory: MemoryDesk):
    headings = [fact for fact in card(page(memory, 2)) if fact.kind is FactKind.HEADING]

    assert {fact.value for fact in headings} == {"web-shop  ·  2 min"}


def test_several_orders_can_be_chosen_from(memory: MemoryDesk):
    choices = [fact for fact in card(page(memory, 4)) if fact.kind is FactKind.CHOICE]

    assert [(fact.key, fact.is_chosen) for fact in choices] == [("10455", True), ("10402", False)]


def test_the_card_says_what_to_do_next_about_the_order_looked_at(memory: MemoryDesk):
    shown = page(memory, 1)
    known = shown.known_order()
    assert known is not None
    step = NextStep(
        known.order.number,
        "1Z1",
        "The parcel does not come.",
        "No scan since Monday.",
        Turn.US,
        NOW + timedelta(hours=3),
        ("Ask the carrier.", "Send a new one."),
    )
    shown.steps = (replace(step, order="another"), step)
    first, *rest = card(shown)[:4]
    assert first.name == "Next step"
    assert first.value.startswith("until ")
    assert [one.name for one in rest] == [
        "Ask the carrier.",
        "Or: send a new one.",
        "The parcel does not come. No scan since Monday. It is our turn.",
    ]
    shown.steps = (replace(step, acts_by=NOW - timedelta(hours=1), remedies=()),)
    late, wait, *_ = card(shown)
    assert late.value.startswith("since ")
    assert wait.name == "Wait for what happens next."
    shown.steps = ()
    assert card(shown)[0].name != "Next step"


def test_a_card_of_nobody_and_of_no_order_is_empty(memory: MemoryDesk):
    assert card(CustomerPage(TIMES)) == ()
    assert card(page(memory, 5)) == ()


def test_words_of_a_store_are_spelled_for_people():
    assert spelled("PartiallyShipped") == "partially shipped"
    assert spelled("on-hold") == "on hold"


def test_a_tracking_number_is_shortened_as_it_is_read_out():
    assert short_number("00340434161094022115") == "… 4022 115"
    assert short_number("12345") == "12345"


def test_evidence_shows_times_exactly_as_told():
    told = Moment(local="2026-11-20T23:45:00", offset="-05:00")
    entry = replace(an_entry(1, NOW, EntryKind.SCAN, "in_transit", text="Left"), moment=told)
    row = list(rows([entry], (), TIMES))[1]
    facts = {fact.name: fact.value for fact in evidence(row, TIMES)}

    assert facts["Wall clock"] == "2026-11-20 23:45:00"
    assert facts["Offset"] == "-05:00"
    assert facts["UTC"] == "not told"
    assert facts["Heard, UTC"] == "2026-11-21T13:08:00Z"
    assert facts["Its id there"] == "h1"


def test_evidence_of_folded_rows_lists_them():
    entries = [
        an_entry(9 - n, NOW - timedelta(minutes=n), EntryKind.SCAN, "in_transit", text=f"Hub {n}")
        for n in range(3)
    ]
    fold = list(rows(entries, (), TIMES))[1]

    assert [fact.name for fact in evidence(fold, TIMES)][1:4] == ["Hub 0", "Hub 1", "Hub 2"]


def test_what_cannot_be_done_has_a_reason(memory: MemoryDesk):
    shown = page(memory, 5).situation()
    possible = {action.word for action in ACTIONS if action.subject(shown)}

    assert possible == {"hand_off", "link", "message", "note", "people"}
    always = {"hand_off", "note", "people"}
    assert all(action.reason for action in ACTIONS if action.word not in always)


def test_who_opted_out_everywhere_cannot_be_written_to(memory: MemoryDesk):
    shown = page(memory, 1).situation()
    [writing] = [action for action in ACTIONS if action.writes]
    names = [one.identity for one in shown.customer.identities]
    mails = {one.value for one in names if one.kind is IdentityKind.EMAIL}
    no = [Consent(one, Wish.NO_MAIL, "agent", "ann", NOW, "asked") for one in sorted(mails)]
    others = Consent("other@else.test", Wish.NO_MAIL, "agent", "ann", NOW, "asked")

    def refusal(*consents: Consent) -> str | None:
        told = replace(shown.customer, consents=consents)
        return writing.refusal(Situation(told, shown.known))

    assert refusal() is None
    assert refusal(others) is None
    assert refusal(*no) == f"opted out of mail on {NOW:%Y-%m-%d}"
    assert refusal(*(replace(one, wish=Wish.MAIL) for one in no)) is None


def test_only_web_pages_are_opened(memory: MemoryDesk):
    shown = page(memory, 1)
    known = replace(shown.known_order(), admin_url="file:///etc/passwd")

    [opening] = [action for action in ACTIONS if action.opens]
    assert opening.subject(Situation(shown.customer, known)) is None


def test_an_action_says_what_it_would_take(memory: MemoryDesk):
    told = page(memory, 1).situation()

    assert {action.word: meta(action, told) for action in ACTIONS if meta(action, told)} == {
        "proof": "10482",
        "number": "10482",
        "address": "Plüddemanngasse 12, 8010 Graz",
    }


def test_a_link_leads_to_the_order(memory: MemoryDesk):
    link = next(action for action in ACTIONS if action.word == "link")

    assert link.subject(page(memory, 1).situation()) == "agentconsole://customer?order=10482"


def test_a_connection_that_fails_dates_the_answer(memory: MemoryDesk):
    shown = page(memory, 3)
    shown.silent = {"web-shop": NOW}

    assert shown.words() == (
        "As of 1:06 pm: Your order is cancelled; 100.94 USD was paid and not refunded."
    )
    assert shown.evidence().endswith("nothing newer was heard")
