"""A message is read where its row is: own words first, the whole of it on request."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter
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
from agent_console.ports.desktop import FileFetched
from agent_console.ports.files import KeptFile
from agent_console.ports.reading import StoredMessage
from agent_console.ui.screens.customer.message import presenter
from agent_console.ui.screens.customer.message.pane import MessagePane
from agent_console.ui.screens.customer.message.viewmodel import (
    described,
    has_more,
    notes,
    people,
)
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.rows.model import RowRole
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
    assert pane.files.item(0).text() == "photo.jpg · image/jpeg · 2.3 MB · Enter fetches it"
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
    assert described(nobody.attachments[0]).line() == "a/b · 1 KB · Enter fetches it"


def small_picture() -> bytes:
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def heard(built: Built, failure: str | None) -> None:
    built.session.news.file_fetched.emit(FileFetched(990_001, 0, failure))
    until(built.session.is_settled)


def test_a_file_is_fetched_shown_and_then_saved(
    pane: MessagePane, memory: MemoryDesk, built: Built, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(presenter, "_downloads", lambda: tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"of somebody else")
    pane.files.setCurrentRow(0)
    QTest.keyClick(pane.files, Qt.Key.Key_Return)
    assert "no worker runs" in pane.files.item(0).text()
    memory.files[990_001] = {0: KeptFile(small_picture(), is_kept=True)}
    memory.bytes_of[990_001, 0] = b"bytes"
    heard(built, None)
    assert pane.files.item(0).text().endswith("2.3 MB · Enter saves it")
    assert pane.files.item(0).data(RowRole.ROW).picture.width() > 0
    QTest.keyClick(pane.files, Qt.Key.Key_Return)
    until(built.session.is_settled)
    assert (tmp_path / "photo (2).jpg").read_bytes() == b"bytes"
    assert (tmp_path / "photo.jpg").read_bytes() == b"of somebody else"
    assert str(tmp_path / "photo (2).jpg") in pane.files.item(0).text()
    built.session.customers.current().refresh()
    until(built.session.is_settled)
    heard(built, None)
    assert str(tmp_path / "photo (2).jpg") in pane.files.item(0).text()


def test_the_keyboard_goes_from_a_mail_to_its_files_and_back(pane: MessagePane, built: Built):
    rows = built.session.customers.current().view.timeline.list
    opened = rows.currentIndex().row()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_F6)
    assert built.window.focused() is pane.files
    QTest.keyClick(pane.files, Qt.Key.Key_Escape)
    assert built.window.focused() is rows
    assert rows.currentIndex().row() == opened
    assert not pane.isVisible()


def test_tab_goes_from_a_mail_to_its_files(pane: MessagePane, built: Built):
    pane.browser.setFocus()
    QTest.keyClick(pane.browser, Qt.Key.Key_Tab)
    assert built.window.focused() is pane.files


def test_a_file_that_cannot_be_fetched_says_why(pane: MessagePane, built: Built):
    heard(built, "the mail is not in its folder any more")
    assert "not fetched: the mail is not in its folder" in pane.files.item(0).text()


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (KeptFile(None, is_kept=True), "no preview, Enter saves it"),
        (KeptFile(b"p", is_kept=False), "too large to be kept here"),
    ],
)
def test_what_is_kept_of_a_file_is_said(kept: KeptFile, said: str):
    assert described(MAIL.attachments[0], kept).line().endswith(f" · {said}")


def test_files_follow_the_words_of_a_mail_directly(pane: MessagePane, built: Built):
    built.window.resize(1920, 1080)
    QTest.qWait(50)
    words_end = pane.browser.document().size().height() + pane.browser.geometry().top()
    view = built.session.customers.current().view

    assert pane.files.item(0).data(RowRole.ROW).words.name == "photo.jpg"
    assert 0 <= pane.files.geometry().top() - words_end <= 12
    assert pane.files.geometry().bottom() <= pane.height()
    assert view.evidence.facts.geometry().top() - pane.geometry().bottom() <= 8


def test_a_long_mail_leaves_room_for_its_evidence(pane: MessagePane, built: Built):
    pane.show_message(stored(replace(MAIL, text="It has not moved.\n" * 300)))
    QTest.qWait(20)
    view = built.session.customers.current().view

    assert pane.browser.verticalScrollBar().maximum() > 0
    assert view.evidence.facts.height() >= 80
    assert pane.files.isVisible()


def test_the_subject_of_a_mail_is_told_once(pane: MessagePane, built: Built):
    facts = built.session.customers.current().view.evidence.facts.model().rows

    assert words(pane).count("Where is my parcel?") == 1
    assert "Where is my parcel?" not in [fact.name for fact in facts]
