"""A message is read where its row is: own words first, the whole of it on request."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_console.domain.contact import (
    Attachment,
    Bounce,
    BounceKind,
    Contact,
    FailedRecipient,
    Party,
)
from agent_console.domain.moment import instant
from agent_console.domain.observation import Channel, Direction, EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import StoredMessage
from agent_console.ui.screens.customer.message.pane import MessagePane
from agent_console.ui.screens.customer.message.viewmodel import files, has_more, notes, people
from agent_console.ui.shell.start import Built
from tests.fakes.desk import NOW, MemoryDesk
from tests.ui.conftest import until

HELENA = ProfileId(1)
MAIL = Contact(
    Channel.EMAIL,
    Direction.INBOUND,
    sender=Party("Helena Brandt", "helena@brandt.at"),
    recipients=tuple(Party(None, f"desk{n}@shop.example") for n in range(5)),
    subject="Where is my parcel?",
    text="It has not moved since yesterday.",
    plain="It has not moved since yesterday.\n\n> We sent it on Friday.",
    html="<p>It has not <b>moved</b> since yesterday.</p><blockquote>We sent it.</blockquote>",
    attachments=(Attachment("photo.jpg", "image/jpeg", 2_400_000),),
)


def stored(contact: Contact = MAIL, **more: object) -> StoredMessage:
    return replace(StoredMessage(contact, "INBOX", NOW, (9,)), **more)


@pytest.fixture
def pane(built: Built, memory: MemoryDesk) -> MessagePane:
    """The page of a customer whose newest row is a mail, the mail opened."""
    person = memory.everybody[HELENA]
    entry = replace(
        person.entries[0],
        event_id=990_001,
        kind=EntryKind.MESSAGE,
        title="Where is my parcel?",
        text=MAIL.text,
        moment=instant(NOW - timedelta(minutes=1)),
    )
    person.entries.insert(0, replace(entry, sort_at=person.entries[0].sort_at + 1))
    memory.messages[990_001] = stored()
    built.session.open_customer(HELENA)
    until(built.session.is_settled)
    rows = built.session.customers.current().view.timeline.list
    QTest.keyClick(rows, Qt.Key.Key_Return)
    shown = built.session.customers.current().view.evidence.message
    until(shown.isVisible)
    return shown


def words(pane: MessagePane) -> str:
    return "\n".join(one.text() for one in pane.findChildren(QLabel) if one.isVisible())


def test_a_mail_shows_its_own_words_first_and_all_on_request(pane: MessagePane):
    assert pane.browser.toPlainText() == MAIL.text
    told = words(pane)
    assert "Helena Brandt → desk0@shop.example, desk1@shop.example" in told
    assert "and 2 more" in told
    assert "photo.jpg · 2.3 MB" in told
    pane.whole.click()
    assert "We sent it." in pane.browser.toPlainText()
    pane.whole.click()
    assert pane.browser.toPlainText() == MAIL.text


def test_another_row_has_no_message(pane: MessagePane, built: Built):
    rows = built.session.customers.current().view.timeline.list
    QTest.keyClick(rows, Qt.Key.Key_Down)
    until(lambda: not pane.isVisible())


def test_a_mail_without_a_look_needs_no_more(pane: MessagePane):
    plain = replace(MAIL, html=None, plain=MAIL.text, attachments=(), subject=None)
    pane.show_message(stored(plain))
    assert not pane.whole.isVisible()
    assert "Without a subject" in words(pane)
    assert not has_more(plain)


def test_a_mail_of_pictures_only_is_shown_as_it_looks(pane: MessagePane):
    pane.show_message(stored(replace(MAIL, text="", plain="", html="<p>Look</p>")))
    assert pane.browser.toPlainText() == "Look"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (BounceKind.BOUNCE, "Could not be delivered to eve@x.example."),
        (BounceKind.FEEDBACK, "eve@x.example called our message unwanted"),
        (BounceKind.VACATION, "somebody is away"),
    ],
)
def test_what_a_machine_wrote_says_so(kind: BounceKind, said: str):
    bounce = Bounce(kind, (FailedRecipient("eve@x.example"),))
    assert said in " ".join(notes(stored(replace(MAIL, automatic=True, bounce=bounce))))


def test_what_is_not_whole_or_not_named_is_said():
    told = stored(replace(MAIL, automatic=True), is_whole=False, left_out=9_990)
    assert list(notes(told)) == [
        "Written by a machine.",
        "Too large to be kept as a whole; this is its beginning.",
    ]
    assert people(told).endswith("and 9992 more")
    nobody = replace(MAIL, sender=None, recipients=(), attachments=(Attachment(None, "a/b", 1),))
    assert people(stored(nobody)) == "Sender not told"
    assert list(files(nobody)) == ["a/b · 1 KB"]
