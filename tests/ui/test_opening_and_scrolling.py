"""A page is shown when it is filled; rows in sight stay put while others come and go."""

from dataclasses import replace
from threading import Event

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Changed
from agent_console.ui.screens.customer.timeline.delegate import TimelineDelegate, wrapped
from agent_console.ui.screens.customer.timeline.pane import SCREENS_AHEAD
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind
from agent_console.ui.shell.start import Built
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.widgets.rows.model import RowRole
from tests.fakes.desk import NOW, MemoryDesk
from tests.ui.conftest import until
from tests.ui.invented import BUSY, an_entry
from tests.ui.test_window import opened


def picture(built: Built, rows: QWidget) -> QImage:
    """The rows as they are on screen, their ground included."""
    box = QRect(rows.mapTo(built.window, QPoint(0, 0)), rows.size())
    return built.window.grab(box).toImage()


def test_a_page_comes_in_sight_only_when_it_is_filled(built: Built, memory: MemoryDesk):
    first = opened(built, 1)
    built.session.open_customer(4)
    second = built.session.customers.current()

    assert first.view.isVisible()
    assert not second.view.isVisible()
    until(built.session.is_settled)
    assert second.view.isVisible()
    assert second.view.answer.text.toPlainText()
    assert second.view.timeline.list.hasFocus()


def test_a_page_that_takes_long_comes_in_sight_all_the_same(built: Built):
    opened(built, 1)
    gate = Event()
    built.session.reader.ask(lambda _: gate.wait(5), lambda _: None, lambda _: None)
    built.session.open_customer(4)
    page = built.session.customers.current()
    until(page.view.isVisible)

    assert page.view.answer.text.toPlainText() == ""
    gate.set()
    until(built.session.is_settled)
    assert page.view.answer.text.toPlainText().startswith("Order 10455")


def test_of_two_opened_at_once_the_last_is_in_sight(built: Built):
    built.session.open_customer(1)
    built.session.open_customer(4)
    until(built.session.is_settled)

    assert [page.profile for page in built.session.customers] == [1, 4]
    assert built.session.customers.current().view.isVisible()
    built.session.step_tab(1)
    assert built.session.customers.current().profile == 1
    assert built.session.customers.current().view.isVisible()


def test_a_page_out_of_sight_is_read_again_when_it_comes_back(built: Built, memory: MemoryDesk):
    hidden = opened(built, 1)
    opened(built, 4)
    entries = memory.everybody[ProfileId(1)].entries
    entries.insert(0, replace(entries[0], event_id=1 << 40, sort_at=entries[0].sort_at + 5))
    before = hidden.view.timeline.list.model().rowCount()
    built.session.news.hear_change(Changed((1,)))
    until(built.session.is_settled)

    assert hidden.view.timeline.list.model().rowCount() == before
    built.session.step_tab(1)
    until(lambda: hidden.view.timeline.list.model().rowCount() == before + 1)


def test_a_row_looks_the_same_painted_anew_and_as_a_picture(built: Built):
    rows = opened(built, 1).view.timeline.list
    delegate = rows.itemDelegate()
    assert isinstance(delegate, TimelineDelegate)
    delegate._pictures.forget()
    anew, taking, taken = (picture(built, rows) for _ in range(3))

    assert anew == taking == taken


def test_a_picture_is_not_kept_when_the_look_changes(built: Built):
    rows = opened(built, 1).view.timeline.list
    light = [picture(built, rows) for _ in range(3)][-1]
    built.commands.do("theme")
    dark = [picture(built, rows) for _ in range(3)][-1]
    built.commands.do("theme")

    assert dark != light
    assert picture(built, rows) == light


def test_rows_in_sight_stay_while_pages_arrive_at_both_ends(built: Built):
    pane = opened(built, BUSY).view.timeline
    until(lambda: pane.is_far_from(newest=False) and built.session.is_settled())
    bar = pane.list.verticalScrollBar()
    for step in [400] * 20 + [-400] * 20:
        bar.setValue(bar.value() + step)
        seen = pane.list.indexAt(pane.list.viewport().rect().center()).data(RowRole.KEY)
        until(built.session.is_settled)
        now = pane.list.indexAt(pane.list.viewport().rect().center()).data(RowRole.KEY)
        assert now == seen


def test_rows_are_there_before_one_reaches_them(built: Built):
    pane = opened(built, BUSY).view.timeline
    until(built.session.is_settled)
    bar = pane.list.verticalScrollBar()

    assert bar.maximum() >= SCREENS_AHEAD * pane.list.viewport().height()


def test_words_are_broken_where_the_line_ends(built: Built):
    metrics = built.window.theme.metrics(Lettering.BODY)
    words = "Please leave it with the neighbour at number twelve"
    for room in range(metrics.horizontalAdvance("neighbour"), metrics.horizontalAdvance(words), 7):
        first, *rest = wrapped(words, room, metrics)
        assert " ".join([first, *rest]) == words
        if rest:
            more = f"{first} {rest[0].split()[0]}"
            assert metrics.horizontalAdvance(first) <= room < metrics.horizontalAdvance(more)


def test_a_long_title_keeps_its_beginning_and_its_end(built: Built):
    measured = built.window.theme.words
    title = "Parcel 00340434161094022115 of order 10482 arrived at the sorting centre Graz 7"
    shown = measured.fitted(Lettering.TITLE, title, 200, Qt.TextElideMode.ElideMiddle)

    assert shown[:6] == title[:6]
    assert shown[-6:] == title[-6:]
    assert measured.width(Lettering.TITLE, shown) <= 200


def test_the_city_of_a_scan_stays_whole_where_its_words_are_shortened(built: Built):
    delegate = opened(built, 1).view.timeline.list.itemDelegate()
    assert isinstance(delegate, TimelineDelegate)
    words = "The shipment has left the parcel center and is on its way to the destination region"
    place = Place("Bad Tatzmannsdorf", None, "AT")
    entry = an_entry(1, NOW, EntryKind.SCAN, "in_transit", text=words, place=place)
    laid = delegate._lay_out(Row(RowKind.ENTRY, 1, NOW.date(), entry), 600)
    measured, room = built.window.theme.words, 300
    shown, _ = delegate._title_in(laid, room)
    assert "…" in shown
    assert shown.endswith(", Bad Tatzmannsdorf")
    assert measured.width(Lettering.TITLE, shown) <= room
    assert delegate._title_in(laid, 2000)[0] == f"{words}, Bad Tatzmannsdorf"


def test_an_elided_label_tells_its_whole_text_on_hover(built: Built):
    page = opened(built, 1)
    QTest.qWait(1)

    assert page.view.line._identities.toolTip() == ""
