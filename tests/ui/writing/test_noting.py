"""N takes a note and P logs a call; nothing that was typed is lost, and nothing is saved twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.domain.acting.note import Disposition
from agent_console.domain.observation import Direction
from agent_console.ui.screens.customer.notes.pane import NotePane
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.writing import keeping
from agent_console.ui.shell.start import Built
from tests.fakes.paperwork import MemoryPaperwork
from tests.ui.conftest import until
from tests.ui.writing.conftest import press

CTRL = Qt.KeyboardModifier.ControlModifier


def begin(built: Built, page: CustomerPresenter, key: Qt.Key = Qt.Key.Key_N) -> NotePane:
    """Press N, or another key, and wait until one can type."""
    press(built, key)
    pane = page.view.evidence.note
    until(pane.editor.hasFocus)
    until(built.session.hands.clerk.is_idle)
    return pane


def save(built: Built, page: CustomerPresenter) -> None:
    """Press Ctrl+Enter and wait until the note is put away."""
    press(built, Qt.Key.Key_Return, CTRL)
    until(lambda: not page.view.evidence.is_composing())


def test_a_note_is_two_actions(built: Built, page: CustomerPresenter, papers: MemoryPaperwork):
    pane = begin(built, page)
    QTest.keyClicks(pane.editor, "at home")
    press(built, Qt.Key.Key_Return)
    QTest.keyClicks(pane.editor, "on Friday")
    save(built, page)
    [note] = papers.saved()
    assert note.text == "at home\non Friday"
    assert note.call is None
    assert papers.kept() == ""
    assert page.view.timeline.list.hasFocus()


def test_a_call_is_logged_by_two_actions(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    begin(built, page, Qt.Key.Key_P)
    save(built, page)
    [note] = papers.saved()
    assert (note.call, note.disposition, note.text) == (Direction.INBOUND, None, "")


def test_a_call_says_how_it_ended_and_which_order_it_was_about(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page)
    known = page._page.known_order()
    assert known is not None
    pane.kinds.chosen.emit(Direction.OUTBOUND.value)
    assert pane.outcomes.isVisible()
    pane.outcomes.chosen.emit(Disposition.VOICEMAIL.value)
    save(built, page)
    [note] = papers.saved()
    assert (note.call, note.disposition) == (Direction.OUTBOUND, Disposition.VOICEMAIL)
    assert note.order == known.order.number


def test_a_note_may_be_about_no_order_and_has_no_outcome(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page, Qt.Key.Key_P)
    pane.outcomes.chosen.emit(Disposition.RESOLVED.value)
    pane.kinds.chosen.emit("")
    pane.orders.chosen.emit("")
    assert not pane.outcomes.isVisible()
    QTest.keyClicks(pane.editor, "x")
    save(built, page)
    [note] = papers.saved()
    assert (note.order, note.call, note.disposition) == (None, None, None)


def test_what_was_typed_survives_escape_and_is_there_again(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page, Qt.Key.Key_P)
    QTest.keyClicks(pane.editor, "half a thought")
    press(built, Qt.Key.Key_Escape)
    until(lambda: "half a thought" in papers.kept())
    assert not page.view.evidence.is_composing()
    pane = begin(built, page)
    assert pane.editor.toPlainText() == "half a thought"
    assert pane.note().call is Direction.INBOUND
    assert papers.saved() == []


def test_words_typed_before_the_draft_is_read_follow_it(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page)
    QTest.keyClicks(pane.editor, "first")
    press(built, Qt.Key.Key_Escape)
    until(lambda: "first" in papers.kept())
    press(built, Qt.Key.Key_N)
    QTest.keyClicks(pane.editor, "second")
    until(lambda: pane.editor.toPlainText() == "first\nsecond")


def test_what_is_typed_without_a_pause_is_kept_within_a_second(
    built: Built,
    page: CustomerPresenter,
    papers: MemoryPaperwork,
    monkeypatch: pytest.MonkeyPatch,
):
    pane = begin(built, page)
    keys = 0
    while "a" not in papers.kept():
        QTest.keyClicks(pane.editor, "a")
        QTest.qWait(keeping.PAUSE_MS // 8)
        keys += 1
        assert keys * keeping.PAUSE_MS // 8 < 1000, "it waits for a pause that never comes"
    assert page.view.evidence.is_composing()


def test_a_message_typed_without_a_pause_is_kept_too(built: Built, page: CustomerPresenter, post):
    post.texts[page.profile] = "so far"
    press(built, Qt.Key.Key_M)
    editor = page.view.evidence.compose.editor
    until(editor.hasFocus)
    until(built.session.writer.is_idle)
    keys = 0
    while "a" not in post.texts[page.profile].removeprefix("so far"):
        QTest.keyClicks(editor, "a")
        QTest.qWait(keeping.PAUSE_MS // 8)
        keys += 1
        assert keys * keeping.PAUSE_MS // 8 < 1000, "it waits for a pause that never comes"


def test_pressed_twice_it_is_saved_once(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page)
    QTest.keyClicks(pane.editor, "once")
    for _ in range(5):
        QTest.keyClick(pane.editor, Qt.Key.Key_Return, CTRL)
    until(built.session.hands.clerk.is_idle)
    assert len(papers.saved()) == 1


def test_an_empty_note_is_refused_in_plain_words_and_the_pane_stays(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page)
    press(built, Qt.Key.Key_Return, CTRL)
    until(lambda: "empty note" in pane._reason.text())
    assert page.view.evidence.is_composing()
    assert papers.saved() == []


def test_what_cannot_be_saved_is_told_and_saved_when_tried_again(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    papers.book.failure = OSError("the disk is full")
    pane = begin(built, page)
    QTest.keyClicks(pane.editor, "kept")
    press(built, Qt.Key.Key_Return, CTRL)
    until(lambda: "the disk is full" in pane._reason.text())
    papers.book.failure = None
    save(built, page)
    assert [note.text for note in papers.saved()] == ["kept"]


def test_closing_the_customer_or_the_window_keeps_the_last_key(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork
):
    pane = begin(built, page)
    QTest.keyClicks(pane.editor, "one")
    built.session.customers.close_current()
    until(lambda: "one" in papers.kept())
    built.session.open_customer(page.profile)
    until(built.session.is_settled)
    again = built.session.customers.current()
    assert again is not None
    pane = begin(built, again)
    QTest.keyClicks(pane.editor, " two")
    built.session.stop()
    assert "one two" in papers.kept()


def test_a_message_and_a_note_are_not_written_over_each_other(
    built: Built, page: CustomerPresenter, papers: MemoryPaperwork, post
):
    press(built, Qt.Key.Key_M)
    until(page.view.evidence.compose.isVisible)
    until(built.session.writer.is_idle)
    pane = begin(built, page)
    assert not page.view.evidence.compose.isVisible()
    QTest.keyClicks(pane.editor, "note")
    save(built, page)
    assert post.sent == []
