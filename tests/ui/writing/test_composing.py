"""M shows the message as it will leave, Enter sends it once, and nothing typed is lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.ports.acting.outbox import Handed
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.writing import presenter
from agent_console.ui.screens.customer.writing.keeping import LATEST_MS
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.buttons import Chip
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import until
from tests.ui.writing.conftest import HELENA, compose, press

CTRL = Qt.KeyboardModifier.ControlModifier


def look() -> None:
    QTest.qWait(int(presenter.LEAST_S * 1000) + 50)


def test_m_and_enter_tell_a_delay(built: Built, page: CustomerPresenter, post):
    compose(built, page)
    pane = page.view.evidence.compose
    assert pane.browser.toPlainText() == "Late, in en."
    press(built, Qt.Key.Key_Return)
    until(lambda: len(post.sent) == 1)
    until(lambda: not page.view.evidence.is_composing())
    assert page.view.timeline.list.hasFocus()
    until(built.window.countdown.isVisible)
    assert "Delay notice to helena@brandt.at goes out in" in built.window.countdown.words()


def test_enter_does_nothing_before_the_preview_was_seen(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    press(built, Qt.Key.Key_M)
    until(built.session.writer.is_idle)
    for _ in range(5):
        press(built, Qt.Key.Key_Return)
    QTest.qWait(50)
    assert post.sent == []
    assert page.view.evidence.is_composing()


def test_five_quick_presses_send_one_message(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    browser = page.view.evidence.compose.browser
    for _ in range(5):
        QTest.keyClick(browser, Qt.Key.Key_Return)
    until(built.session.writer.is_idle)
    QTest.qWait(50)
    assert len(post.sent) == 1


def test_whoever_chose_another_template_goes_on_at_it(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    pane = page.view.evidence.compose
    chips = {one.text(): one for one in pane.templates.findChildren(Chip)}
    QTest.mouseClick(chips["Reply"], Qt.MouseButton.LeftButton)
    until(pane.editor.hasFocus)
    QTest.mouseClick(chips["Delay notice"], Qt.MouseButton.LeftButton)
    until(pane.browser.hasFocus)
    press(built, Qt.Key.Key_Return)
    assert post.sent == [], "nobody has seen it yet"
    look()
    press(built, Qt.Key.Key_Return)
    until(lambda: len(post.sent) == 1)


def test_m_in_a_text_field_is_a_letter(built: Built, page: CustomerPresenter):
    built.window.search.field.setFocus()
    press(built, Qt.Key.Key_M)
    QTest.qWait(20)
    assert built.window.search.field.text() == "m"
    assert not page.view.evidence.is_composing()


def test_another_language_is_shown_and_sent_as_shown(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    pane = page.view.evidence.compose
    pane.language_chosen.emit("de")
    until(lambda: pane.browser.toPlainText() == "Late, in de.")
    look()
    press(built, Qt.Key.Key_Return)
    until(lambda: len(post.sent) == 1)
    assert post.sent[0][0].letter.language == "de"


def test_in_the_editor_enter_is_a_new_line_and_ctrl_enter_sends(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    pane = page.view.evidence.compose
    pane.template_chosen.emit("reply")
    until(pane.editor.isVisible)
    pane.editor.setFocus()
    QTest.keyClicks(pane.editor, "Dear")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return)
    QTest.keyClicks(pane.editor, "Ana")
    assert post.sent == []
    look()
    QTest.keyClick(pane.editor, Qt.Key.Key_Return, CTRL)
    until(lambda: len(post.sent) == 1)
    assert post.sent[0][0].letter.text == "Dear\nAna"


def test_what_was_typed_survives_escape_and_is_there_again(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    pane = page.view.evidence.compose
    pane.template_chosen.emit("reply")
    until(pane.editor.isVisible)
    pane.editor.setFocus()
    QTest.keyClicks(pane.editor, "half a thought")
    press(built, Qt.Key.Key_Escape)
    until(lambda: post.texts.get(HELENA) == "half a thought")
    assert not page.view.evidence.is_composing()
    compose(built, page)
    assert pane.editor.toPlainText() == "half a thought"


def test_a_draft_is_kept_soon_after_typing(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.texts[HELENA] = "so far"
    compose(built, page)
    QTest.keyClicks(page.view.evidence.compose.editor, "!")
    until(lambda: "!" in post.texts[HELENA])
    assert LATEST_MS < 1000


def test_reasons_stand_in_plain_words_and_nothing_can_be_sent(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.cannot = ("The estimated date is not known.",)
    compose(built, page)
    press(built, Qt.Key.Key_Return)
    QTest.qWait(30)
    assert post.sent == []
    assert page.view.evidence.compose._reasons.text() == "The estimated date is not known."
    assert not page.view.evidence.compose.send.isEnabled()


def test_a_warning_is_shown_and_keeps_nothing_back(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.warnings = ("Mail to helena@brandt.at came back on 2026-11-20: no such mailbox.",)
    compose(built, page)
    reasons = page.view.evidence.compose._reasons
    assert reasons.isVisible()
    assert reasons.text() == post.warnings[0]
    assert reasons.accessibleName() == f"Before it is sent: {post.warnings[0]}"
    press(built, Qt.Key.Key_Return)
    until(lambda: len(post.sent) == 1)


def test_what_differs_is_discarded_by_one_action_and_sent_by_two(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.refused = Handed(differs=("Since this was written the parcel has changed.",))
    compose(built, page)
    pane = page.view.evidence.compose
    press(built, Qt.Key.Key_Return)
    until(pane.anyway.isVisible)
    assert post.sent == []
    pane.anyway.click()
    QTest.qWait(20)
    assert post.sent == []
    pane.anyway.click()
    until(lambda: len(post.sent) == 1)
    assert post.sent[0][1] is True


def test_discarding_sends_nothing(built: Built, page: CustomerPresenter, post):
    post.differs = ("A mail about it went meanwhile.",)
    compose(built, page)
    page.view.evidence.compose.discard.click()
    until(lambda: not page.view.evidence.is_composing())
    assert post.sent == []


def test_without_a_mailbox_the_action_says_so_in_place_of_its_key(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    post.no_way = "no mailbox can send"
    built.session.outgoing.look()
    until(lambda: built.session.outgoing.why_not == post.no_way)
    page.repaint_ages()
    until(built.session.is_settled)
    button = page.view.context._buttons["message"]
    assert not button.isEnabled()
    assert button.accessibleDescription() == "no mailbox can send"
    press(built, Qt.Key.Key_M)
    QTest.qWait(20)
    assert not page.view.evidence.is_composing()
