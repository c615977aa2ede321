"""Whatever is told of a parcel and its return, each language has words for it, and whole ones."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.customer import Customer, Tracked
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.order import ReturnParcel
from agent_console.domain.parcel import Fault, ParcelStatus, Place, Scan, Shipment
from agent_console.queries.answers.answer import Answer, answer
from tests.fakes.asking import asking
from tests.fakes.desk import NOW
from tests.fakes.phrases import PHRASES
from tests.queries.answers.parcels import (
    a_call,
    a_customer,
    a_mail,
    a_notice,
    a_scan,
    clock,
    noticed,
)
from tests.ui.invented import POST

MOMENTS = (
    None,
    Moment(),
    Moment(local="2026-11-19"),
    Moment(local="2026-11-25T18:00:00"),
    Moment(utc=NOW),
    clock(NOW),
)
BROKEN = re.compile(r"[{}\0]|  | [.,;:]|:[.;]|;\.|\.\.(?!\.)|(?:^|\n)[a-zäöü]")
TITLES = ("", "not received", "Left the hub", "{braces} and %s", "On its way ; here", "x" * 300)


def is_whole(told: Answer) -> None:
    """Fail where a text lacks a word, or has more lines than three."""
    for text in (told.short, told.full, told.spoken):
        assert text
    without_quotes = re.sub(r"“[^”]*”|„[^“]*“", "Q", told.full)
    assert not BROKEN.search(without_quotes), told.full
    assert len(told.full.splitlines()) <= 3
    assert all(one.facts for one in told.clauses)


@pytest.mark.parametrize("language", PHRASES.languages())
def test_every_state_for_every_reason_can_be_said(language: str):
    for status, fault in product(ParcelStatus, (None, *Fault)):
        is_whole(answer(a_customer(status, fault=fault), asking(language=language)))


@given(
    status=st.sampled_from(ParcelStatus),
    back=st.sampled_from((None, *ParcelStatus)),
    days=st.tuples(*[st.sampled_from(MOMENTS)] * 4),
    title=st.sampled_from(TITLES),
    language=st.sampled_from(PHRASES.languages()),
    attempted=st.booleans(),
)
def test_whatever_is_told_is_said_in_whole_sentences(
    status: ParcelStatus,
    back: ParcelStatus | None,
    days: tuple[Moment | None, ...],
    title: str,
    language: str,
    *,
    attempted: bool,
):
    promised, estimated, delivered, at = days
    customer = a_customer(
        status, promised=promised, estimated=estimated, delivered=delivered,
        had_attempt=attempted, said=title or None, said_at=at,
    )  # fmt: skip
    if back is not None:
        customer = with_return(customer, back, estimated)
    when = at or Moment()
    history = [a_mail(3, title, when), a_scan(1, title, status, when), a_call(2, when, title)]
    mail = a_notice(4, title, status, NOW)
    for entries in ((), history, [mail, *history]):
        is_whole(answer(customer, asking(entries, language=language)))
    is_whole(answer(noticed(customer, title, status, NOW), asking([mail], language=language)))


def with_return(customer: Customer, status: ParcelStatus, estimated: Moment | None) -> Customer:
    """Return the customer with a parcel that comes back, told of by its carrier."""
    known = customer.orders[0]
    order = replace(known.order, returns=(ReturnParcel("DHL", "00340434190094022115"),))
    told = Shipment("DHL", "00340434190094022115", status, None, estimated=estimated)
    since = Scan(None, "Left the hub", status, Moment(), Place("Linz"))
    heard = Tracked(reference("00340434190094022115"), told, POST, NOW, since=since)
    tracked = (*known.tracked, heard)
    return replace(customer, orders=(replace(known, order=order, tracked=tracked),))
