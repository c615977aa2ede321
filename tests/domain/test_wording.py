"""Every kind of entry has a title; unknown words of a source stay as they are."""

import pytest

from agent_console.connectors.stores.vendure.statuses import HISTORY, PAYMENTS, REFUNDS
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.wording import OTHERWISE, TITLES, title

ORDER = Subject(SubjectKind.ORDER, "7")
FULL = {"order": "A-7", "amount": Money(150, "EUR"), "detail": "DHL", "text": "said"}


def entry(kind: EntryKind, status: str, **more: object) -> Observation:
    return Observation(ORDER, kind, status, Moment(), **more)


@pytest.mark.parametrize("kind", EntryKind)
@pytest.mark.parametrize("status", ["Teleported {order}", "{0}", "", "settled"])
def test_every_kind_has_words_for_anything(kind, status):
    for more in ({}, FULL):
        said = title(entry(kind, status, **more))
        assert "None" not in said
        assert said or status == ""


@pytest.mark.parametrize("known", TITLES, ids=lambda known: f"{known[0].value} {known[1]}")
def test_known_statuses_are_worded_without_gaps(known):
    kind, status = known
    assert "{" not in title(entry(kind, status, **FULL))
    assert "unknown" not in title(entry(kind, status, **FULL))


@pytest.mark.parametrize("kind", [kind for kind in OTHERWISE if "{status}" in OTHERWISE[kind]])
def test_an_unknown_status_stays_verbatim(kind):
    assert "Teleported" in title(entry(kind, "Teleported"))


def test_what_is_not_known_is_said_so():
    assert title(entry(EntryKind.REFUND, "pending")) == "Refund of an unknown amount asked for"
    assert title(entry(EntryKind.ORDER, "placed", order="A-7")) == "Order A-7 placed"


def test_a_label_taken_back_names_its_money_as_far_as_it_is_known():
    told = entry(EntryKind.RETURN, "void_requested", amount=Money(610, "EUR"))
    assert title(told) == "Return label taken back, 6.10 EUR asked for again"
    told = entry(EntryKind.RETURN, "void_requested")
    assert title(told) == "Return label taken back, the money asked for again"


def test_every_rule_of_a_store_has_its_title():
    told = {(EntryKind.PAYMENT, word.casefold()) for word in PAYMENTS}
    told |= {(EntryKind.REFUND, word.casefold()) for word in REFUNDS}
    told |= {(rule.kind, rule.status) for rule in HISTORY.values() if rule.status}
    assert told <= TITLES.keys()
