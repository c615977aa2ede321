"""What a contact is about in one line, and whose turn it is."""

from datetime import timedelta

import pytest

from agent_console.domain.acting.waiting import (
    Care,
    Decision,
    DecisionKind,
    WaitingContact,
    WaitingState,
    care_of,
)
from agent_console.domain.observation import Channel
from agent_console.domain.profile import ProfileId
from tests.fakes.records import START


def contact(subject: str, text: str = "", **more: object) -> WaitingContact:
    facts = {"channel": Channel.EMAIL, "received_at": START, "asked_at": 10, **more}
    return WaitingContact(1, ProfileId(1), "Ana", subject=subject, text=text, **facts)


@pytest.mark.parametrize(
    ("subject", "text", "why"),
    [
        ("Shoes too small", "Hi,\nthey pinch", "Shoes too small"),
        ("Re: Your order", "Hi there,\n\nany news?", "Any news?"),
        ("AW: [x] Ihre Frage", "Guten Tag!\nDanke", "Danke"),
        ("re[2]: Order", "Thanks,", "Thanks,"),
        ("Re: Your order", "", "Re: Your order"),
        ("Reshipping: when?", "Hello,\nwhen", "Reshipping: when?"),
    ],
)
def test_a_contact_is_about_its_subject_or_a_reply_about_its_words(subject, text, why):
    assert contact(subject, text).why() == why


def test_a_call_is_about_what_was_noted():
    told = contact("Call with mira, to be followed up", "wants the invoice", channel=Channel.PHONE)
    assert told.why() == "Wants the invoice"


def test_a_long_line_is_cut():
    assert len(contact("word " * 200).why()) <= 161


def test_the_turn_follows_from_what_was_asked_answered_and_decided():
    assert contact("x").state() is WaitingState.OPEN
    assert contact("x", answered_at=9).state() is WaitingState.OPEN
    assert contact("x", answered_at=10).state() is WaitingState.CUSTOMER
    assert contact("x", answered_at=10, care=Care(done_to=10)).state() is WaitingState.DONE
    assert contact("x", care=Care(done_to=9)).state() is WaitingState.OPEN


def test_what_is_answered_is_not_put_off():
    later = START + timedelta(hours=1)
    off = care_of([Decision(DecisionKind.SNOOZE, "mira", START, 10, later)])
    assert contact("x", care=off).snoozed_until(START) == later
    assert contact("x", care=off, answered_at=11).snoozed_until(START) is None
