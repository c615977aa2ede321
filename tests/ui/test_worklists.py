"""The rail's worklists: counted, shown at the left, left again for what was new last."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.search.presenter import SearchPresenter
from agent_console.ui.screens.search.view import SearchPane
from agent_console.ui.shell.rail import Rail
from agent_console.ui.shell.start import Built
from agent_console.ui.shell.worklists.places import Places
from agent_console.ui.shell.worklists.records import Waits
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.people.listing import Heading, Listing, ResultRow
from agent_console.ui.widgets.people.worklist import Around, Worklist
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import MemoryDesk, StillClock
from tests.ui.conftest import until
from tests.ui.test_window import opened, press

ANA, BEN, CLEO = (
    ResultRow(1, "Ana", "Where is it?", key="m1"),
    ResultRow(1, "Ana", "And the socks?", key="m2", aside="Mira"),
    ResultRow(4, "Cleo", "Too small"),
)


class Tray(Worklist):
    """A worklist whose rows are set by the test."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.around = around
        self.rows = (ANA, BEN, Heading("Waiting for others", 1), CLEO)
        self.done: list[str] = []

    def listing(self) -> Listing:
        return Listing("Tray", "2", self.rows)

    def count(self) -> int:
        return sum(isinstance(row, ResultRow) for row in self.rows)

    def refresh(self) -> None:
        self.changed.emit()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        return {"drop": self.drop}

    def drop(self) -> None:
        row = self.around.chosen()
        self.rows = tuple(one for one in self.rows if one is not row)
        self.refresh()

    def open(self, row: ResultRow) -> bool:
        self.done.append(row.key)
        return row.key == "m2"


class Frame:
    """Rail, list and places, as the window joins them."""

    def __init__(self, app: QApplication, memory: MemoryDesk) -> None:
        theme, times = Theme(app, ForgetfulPreferences(Appearance.LIGHT)), Times(StillClock())
        records = (Waits("tray", Glyph.WAITING, "Tray", self.fill),)
        self.opened: list[int] = []
        self.pane = SearchPane(theme, times)
        self.rail = Rail(theme, records)
        self.reader = Reader(memory.desk, self.pane)
        search = SearchPresenter(self.pane, self.reader)
        around = Around(
            self.reader,
            None,
            None,
            times,
            in_sight=lambda _: False,
            say=lambda *_: None,
            theme=theme,
            cover=lambda _: None,
            uncover=lambda _: None,
            open_customer=lambda *_: None,
            sent=lambda: None,
            copy=lambda _: None,
        )
        self.places = Places(search, self.pane, around, records)
        self.places.marked.connect(self.rail.mark)
        self.places.counted.connect(self.rail.count)
        self.places.opened.connect(lambda customer, _: self.opened.append(customer))
        self.rail.wanted.connect(self.places.show)
        self.pane.resize(290, 700)
        self.pane.show()

    def fill(self, around: Around) -> Tray:
        self.tray = Tray(around)
        return self.tray

    def names(self) -> list[str]:
        model = self.pane.listing_rows()
        return [
            model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(len(model.rows))
        ]

    def entry(self, command: str):
        return self.rail._buttons[command]


@pytest.fixture
def frame(app: QApplication, memory: MemoryDesk) -> Iterator[Frame]:
    made = Frame(app, memory)
    made.reader.open()
    until(lambda: bool(made.names()))
    yield made
    made.reader.close()
    made.pane.deleteLater()
    QTest.qWait(1)


def test_a_worklist_is_counted_before_it_is_looked_at(frame: Frame):
    assert frame.entry("tray").accessibleDescription() == "3"
    frame.tray.rows = ()
    frame.tray.refresh()
    assert frame.entry("tray").accessibleDescription() == ""
    frame.rail.count("tray", 4000)
    assert frame.entry("tray").accessibleDescription() == "99+"


def test_a_chosen_worklist_takes_the_place_of_the_latest(frame: Frame):
    frame.entry("tray").click()
    assert frame.names() == [
        "Ana, Where is it?",
        "Ana, And the socks?, Mira",
        "Waiting for others, 1",
        "Cleo, Too small",
    ]
    assert frame.rail.first() is frame.entry("tray")
    frame.places.show("latest")
    until(lambda: "Waiting for others, 1" not in frame.names())
    assert frame.rail.first() is frame.entry("latest")


def test_a_search_covers_the_worklist_and_gives_it_back(frame: Frame):
    frame.places.show("tray")
    frame.pane.field.setText("helena")
    until(lambda: any(name.startswith("Helena") for name in frame.names()))
    assert not frame.entry("tray").isChecked()
    assert frame.tray.around.chosen() is None
    frame.pane.field.clear()
    until(lambda: frame.names()[:1] == ["Ana, Where is it?"])
    assert frame.entry("tray").isChecked()


def test_the_keyboard_passes_over_headings(frame: Frame):
    frame.places.show("tray")
    for _ in range(3):
        frame.pane.results.walk(1)
    assert frame.tray.around.chosen() is CLEO


def test_a_row_that_goes_leaves_its_place_to_the_next(frame: Frame):
    frame.places.show("tray")
    frame.pane.activateWindow()
    frame.pane.results.setFocus()
    until(frame.pane.results.hasFocus)
    frame.pane.results.walk(1)
    frame.places.commands()["drop"]()
    assert frame.tray.around.chosen() is BEN
    frame.places.commands()["drop"]()
    assert frame.tray.around.chosen() is CLEO


def test_a_worklist_may_open_its_rows_itself(frame: Frame):
    frame.places.show("tray")
    for _ in range(2):
        frame.pane.results.walk(1)
        frame.pane.open_chosen()
    assert (frame.tray.done, frame.opened) == (["m1", "m2"], [1])


def test_whoever_types_a_search_keeps_the_keyboard_when_rows_come(built: Built):
    page = opened(built, 1)
    press(built, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    search = built.window.search
    assert search.listing_rows().rowCount() == 0, "there is nothing to decide"
    press(built, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    for letter in "Ger":
        QTest.keyClicks(search.field, letter)
        QTest.qWait(30)
        until(built.session.is_settled)
        assert search.field.hasFocus()
    assert search.field.text() == "Ger"
    assert not page.view.work.is_returning()
