from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
)

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Changed, Refreshed
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built
from agent_console.ui.shell.window import WELCOME
from agent_console.ui.widgets.rows.model import RowRole
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until
from tests.ui.invented import BUSY

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QTabBar)


def opened(built: Built, number: int) -> CustomerPresenter:
    built.session.open_customer(number)
    until(built.session.is_settled)
    return built.session.customers.current()


def titles(page: CustomerPresenter) -> list[str]:
    model = page.view.timeline.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(built: Built, key: Key, *modifiers: Qt.KeyboardModifier) -> None:
    target = built.window.focused() or built.window
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(target, key, held)
    until(built.session.is_settled)


def test_every_control_in_sight_has_its_own_name(built: Built):
    opened(built, 1)
    opened(built, 4)
    built.commands.do("keys")
    built.commands.do("keys")
    names = [
        (type(control).__name__, control.accessibleName())
        for kind in CONTROLS
        for control in built.window.findChildren(kind)
        if control.isVisible() and not isinstance(control, QToolButton)
    ]

    assert [name for name in names if not name[1]] == []
    assert [name for name, count in Counter(n for _, n in names).items() if count > 1] == []


def test_the_names_of_the_interface_are_there(built: Built):
    page = opened(built, 1)
    names = {
        control.accessibleName()
        for kind in CONTROLS
        for control in built.window.findChildren(kind)
        if control.isVisible()
    }

    assert {"Search", "Results", "Timeline", "Search in history", "Refresh", "Answer"} <= names
    assert {f"Filter {word}" for word in ("All", "Orders", "Parcels", "Contacts", "Money")} <= names
    assert page.view.context.isVisible()


def test_no_label_ever_reads_markup(built: Built):
    page = opened(built, 18)
    labels = built.window.findChildren(QLabel)

    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert "<b>Bold</b> & Sons" in {label.text() for label in page.view.findChildren(QLabel)}


def test_twelve_whole_rows_fit_at_1366_by_768(built: Built):
    rows = opened(built, BUSY).view.timeline.list

    def whole() -> int:
        boxes = [rows.visualRect(rows.model().index(n, 0)) for n in range(40)]
        return len([b for b in boxes if rows.viewport().rect().contains(b) and b.height() >= 34])

    until(lambda: whole() >= 12)


def test_a_customer_is_found_and_opened_by_keyboard(built: Built):
    press(built, Key.Key_K, Ctrl)
    QTest.keyClicks(built.window.search.field, "10391")
    until(lambda: built.window.search.results.model().rowCount() == 1)
    press(built, Key.Key_Return)

    page = built.session.customers.current()
    assert page.view.answer.text.toPlainText().startswith("Your order is cancelled; 100.94 USD")
    assert page.view.timeline.list.hasFocus()


def test_typing_goes_on_while_answers_and_news_arrive(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    field = page.view.timeline.field
    press(built, Key.Key_Slash)
    QTest.keyClicks(field, "vi")
    built.session.news.hear_change(Changed((1, 2, 3)))
    until(built.session.is_settled)
    QTest.keyClicks(field, "sa")
    built.session.news.hear_refresh(Refreshed(1, None))
    until(lambda: len(titles(page)) == 2)

    assert field.text() == "visa"
    assert field.hasFocus()


def test_a_new_entry_leaves_the_chosen_row_chosen(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    press(built, Key.Key_J)
    press(built, Key.Key_J)
    chosen = page.view.timeline.list.currentIndex().data(RowRole.KEY)
    entries = memory.everybody[ProfileId(1)].entries
    entries.insert(0, replace(entries[0], event_id=1 << 40, sort_at=entries[0].sort_at + 5))
    built.session.news.hear_change(Changed((1,)))
    until(lambda: page.view.timeline.list.model().rowCount() == len(entries) + 2)

    assert page.view.timeline.list.currentIndex().data(RowRole.KEY) == chosen


def test_the_place_is_kept_while_older_pages_arrive(built: Built):
    rows = opened(built, BUSY).view.timeline.list
    until(lambda: rows.verticalScrollBar().maximum() > 1000 and built.session.is_settled())
    before = rows.model().rowCount()
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    middle = rows.viewport().rect().center()
    seen = rows.indexAt(middle).data()
    until(lambda: rows.model().rowCount() > before and built.session.is_settled())

    assert rows.indexAt(middle).data() == seen


def test_scrolling_to_the_beginning_and_back_reaches_both_ends(built: Built, memory: MemoryDesk):
    page = opened(built, BUSY)
    bar = page.view.timeline.list.verticalScrollBar()
    history = page.timeline.history
    for _ in range(30):
        bar.setValue(bar.maximum())
        until(built.session.is_settled)
    last = memory.everybody[BUSY].entries[-1]

    assert history.entries[-1] == last
    for _ in range(30):
        bar.setValue(0)
        until(built.session.is_settled)
    assert history.entries[0] == memory.everybody[BUSY].entries[0]


def test_the_key_sheet_opens_beside_a_focused_field_as_its_cap_says(built: Built):
    [offer] = [one for one in WELCOME.offers if one.word == "keys"]
    built.window.search.field.setFocus()
    press(built, QKeySequence(offer.key)[0].key())
    assert built.window.sheet.isVisible()
    assert not built.window.search.field.text()


def test_filters_are_taken_by_single_keys(built: Built):
    page = opened(built, 1)
    press(built, Key.Key_5)

    assert "189.90 EUR paid with Visa" in titles(page)
    assert "Shipped with DHL" not in titles(page)
    press(built, Key.Key_1)
    assert "Shipped with DHL" in titles(page)


def test_a_filter_that_hides_all_says_so(built: Built):
    page = opened(built, 1)
    page.view.timeline.field.setText("no such words")
    until(lambda: not titles(page))
    told = {label.text() for label in page.view.timeline.findChildren(QLabel)}

    assert "Nothing says “no such words”" in told


def test_enter_unfolds_and_shows_evidence_and_escape_closes(built: Built):
    page = opened(built, 1)
    rows = page.view.timeline.list
    fold = titles(page).index("3 updates, order 10482: Order 10482: payment settled")
    rows.setCurrentIndex(rows.model().index(fold, 0))
    press(built, Key.Key_Return)
    assert "Order 10482: payment settled" in titles(page)

    press(built, Key.Key_J)
    press(built, Key.Key_Return)
    assert page.view.evidence.isVisible()
    press(built, Key.Key_Escape)
    assert not page.view.evidence.isVisible()


def test_a_wide_window_shows_evidence_in_its_own_pane(built: Built):
    page = opened(built, 1)
    built.window.resize(1920, 1080)
    QTest.qWait(20)

    assert page.view.evidence.isVisible()
    assert page.view.context.order.isVisible()


def test_single_keys_copy_and_open(built: Built, copied: list[str]):
    opened(built, 1)
    press(built, Key.Key_C)
    assert QGuiApplication.clipboard().text() == "10482"
    press(built, Key.Key_A)
    assert "8010 Graz" in QGuiApplication.clipboard().text()
    press(built, Key.Key_L)
    assert QGuiApplication.clipboard().text() == "agentconsole://customer?order=10482"
    press(built, Key.Key_O)
    assert copied == ["https://shop.example/admin/10482"]


def test_letters_in_a_field_are_only_letters(built: Built, copied: list[str]):
    page = opened(built, 1)
    press(built, Key.Key_Slash)
    QTest.keyClicks(page.view.timeline.field, "oca1?")

    assert page.view.timeline.field.text() == "oca1?"
    assert copied == []
    assert not built.window.is_covered()


def test_walking_to_a_row_selects_its_order(built: Built):
    page = opened(built, 4)
    rows = page.view.timeline.list
    rows.setCurrentIndex(
        rows.model().index(titles(page).index("Order 10402 placed, 189.90 EUR"), 0)
    )

    assert page.view.answer.text.toPlainText().startswith("Order 10402:")


def test_tabs_stay_open_and_keep_their_words(built: Built):
    first = opened(built, 1)
    first.view.timeline.field.setText("half ty")
    opened(built, 4)
    press(built, Key.Key_Tab, Ctrl)
    assert built.session.customers.current() is first
    assert first.view.timeline.field.text() == "half ty"
    press(built, Key.Key_W, Ctrl)
    assert built.window.tabs.count() == 1


def test_the_same_customer_is_opened_only_once(built: Built):
    assert opened(built, 1) is opened(built, 1)
    assert built.window.tabs.count() == 1


def test_panes_are_gone_through_by_f6(built: Built):
    opened(built, 1)
    seen = []
    for _ in range(5):
        press(built, Key.Key_F6)
        seen.append(built.window.focused().accessibleName())

    assert seen == ["Order facts", "Latest", "Search", "Results", "Timeline"]


def test_a_refresh_that_failed_says_why(built: Built):
    page = opened(built, 1)
    built.session.news.hear_refresh(Refreshed(1, "web-shop did not answer"))
    told = {label.text() for label in page.view.answer.findChildren(QLabel)}

    assert "Not refreshed: web-shop did not answer" in told


def test_a_refresh_says_who_was_not_asked_and_why(built: Built):
    page = opened(built, 1)
    built.session.news.hear_refresh(Refreshed(1, None, "support is being read just now"))
    told = {label.text() for label in page.view.answer.findChildren(QLabel)}

    assert "Refreshed just now; not asked: support is being read just now" in told


def test_a_customer_that_cannot_be_read_says_why(built: Built):
    page = opened(built, 999)
    told = {label.text() for label in page.view.failure.findChildren(QLabel)}

    assert "This customer cannot be read" in told


@pytest.mark.parametrize("command", ["theme", "text_larger", "text_normal", "text_smaller"])
def test_a_change_of_look_keeps_the_place(built: Built, command: str):
    page = opened(built, 1)
    press(built, Key.Key_J)
    row = page.view.timeline.list.currentIndex().row()
    built.commands.do(command)
    built.window.grab()

    assert page.view.timeline.list.currentIndex().row() == row


def test_at_200_percent_list_and_page_take_turns(built: Built):
    page = opened(built, 1)
    for _ in range(4):
        built.commands.do("text_larger")
    assert not built.window.search.isVisible()
    assert page.view.timeline.isVisible()
    press(built, Key.Key_K, Ctrl)
    assert built.window.search.isVisible()
    assert built.window.width() == 1366
    assert built.window.height() == 768


def test_everything_paints_from_right_to_left(built: Built):
    opened(built, 1)
    built.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rail = built.window.rail
    until(lambda: rail.mapTo(built.window, rail.rect().topLeft()).x() > built.window.width() / 2)

    assert not built.window.grab().isNull()


@pytest.mark.parametrize("direction", Qt.LayoutDirection.__members__.values())
def test_margins_are_where_lines_begin_and_end(built: Built, direction: Qt.LayoutDirection):
    built.window.setLayoutDirection(direction)
    built.window.bar.say("Something is wrong", offer=("Try again", "F5"))
    QTest.qWait(1)
    bar, px = built.window.bar, built.window.theme.px
    [words] = [one for one in bar.findChildren(QLabel) if one.text() == "Something is wrong"]
    is_turned = bar.layoutDirection() is Qt.LayoutDirection.RightToLeft
    begin = bar.width() - 1 - words.geometry().right() if is_turned else words.x()
    assert begin == px(56), "the glyph stands before the words, never under them"


def test_a_failing_connection_is_told_on_the_open_page(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    failing = replace(memory.connections[0], failing_since=memory.clock.now(), failure_message="x")
    memory.connections = [failing]
    built.session.on_time()
    until(lambda: page.view.answer.text.toPlainText().startswith("As of "))

    assert "failing since" in built.window.freshness.accessibleName()


def marked(built: Built) -> list[object]:
    return [index.data(RowRole.KEY) for index in built.window.search.results.selectedIndexes()]


def test_the_list_marks_who_is_in_sight_or_nobody(built: Built, memory: MemoryDesk):
    memory.everybody[ProfileId(4)].entries.clear()
    built.session.search.refresh()
    until(built.session.is_settled)
    opened(built, 4)
    opened(built, 1)
    assert marked(built) == [1]
    press(built, Key.Key_Tab, Ctrl)
    assert marked(built) == []
    press(built, Key.Key_Tab, Ctrl)
    assert marked(built) == [1]
    press(built, Key.Key_W, Ctrl)
    press(built, Key.Key_W, Ctrl)
    assert marked(built) == []


def evidence_title(page: CustomerPresenter) -> str:
    return page.view.evidence.facts.model().index(0, 0).data()


def test_evidence_follows_the_row_that_a_filter_makes_current(built: Built):
    page = opened(built, 1)
    rows = page.view.timeline.list
    rows.setCurrentIndex(rows.model().index(titles(page).index("Shipped with DHL"), 0))
    press(built, Key.Key_Return)
    assert evidence_title(page) == "Shipped with DHL"
    press(built, Key.Key_5)
    until(lambda: "Shipped with DHL" not in titles(page) and built.session.is_settled())

    assert evidence_title(page) == rows.currentIndex().data()


def test_evidence_goes_with_the_last_row(built: Built):
    page = opened(built, 1)
    press(built, Key.Key_Return)
    page.view.timeline.field.setText("no such words")
    until(lambda: not titles(page) and built.session.is_settled())

    assert page.view.evidence.facts.model().rowCount() == 0
