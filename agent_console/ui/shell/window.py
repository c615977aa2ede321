"""The main window: rail, list, tabs, freshness, the page in sight, the docked bar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_console.ui.screens.search.view import SearchPane
from agent_console.ui.screens.unlock.view import UnlockView
from agent_console.ui.shell.bars.countdown import CountdownBar
from agent_console.ui.shell.bars.notices import DockedBar
from agent_console.ui.shell.customers.pages import Pages
from agent_console.ui.shell.customers.tabs import TabStrip
from agent_console.ui.shell.freshness import Freshness
from agent_console.ui.shell.key_sheet import KeySheet
from agent_console.ui.shell.rail import Rail
from agent_console.ui.shell.worklists.records import WORKLISTS, Waits
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.state_panel import Offer, Situation, StatePanel
from agent_console.ui.widgets.times import Times

TITLE = "Agent Console"
TOP_LINE, LIST, LIST_SLIM = 44, 290, 240
ROOMY, SLIM, SAID_MS = 900, 1100, 6000
WELCOME = Situation(
    Glyph.PERSON,
    "No customer is open",
    detail="Everything that happened between an order and the door mat, on one page.",
    offers=(
        Offer("search", Glyph.SEARCH, "Search order, parcel, e-mail, phone or name", "Ctrl K"),
        Offer("open_newest", Glyph.LATEST, "Open the latest", "Enter"),
        Offer("keys", Glyph.KEYS, "All keys", "F1"),
    ),
)


class MainWindow(QMainWindow):
    """Puts the parts in their places; what they do is told by the session."""

    closing = Signal()

    def __init__(self, theme: Theme, times: Times, worklists: Sequence[Waits] = WORKLISTS) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle(TITLE)
        self.rail = Rail(theme, worklists)
        self.search = SearchPane(theme, times)
        self.tabs = TabStrip(theme)
        self.freshness = Freshness(theme)
        self.pages = Pages()
        self.sheet = KeySheet(theme)
        self.unlock = UnlockView(theme)
        self.welcome = StatePanel(theme)
        self.bar = DockedBar(theme)
        self.countdown = CountdownBar(theme)
        self._middle = QStackedWidget()
        self._is_list_first = True
        self._build()
        theme.changed.connect(self._fit)
        self._fit()

    def show_page(self, *, is_open: bool) -> None:
        """Show the open customers, or the welcome when there are none."""
        self._middle.setCurrentWidget(self.pages if is_open else self.welcome)
        self._is_list_first = not is_open
        self._fit()

    def come_forward(self) -> None:
        """Come to the front, because somebody wanted a window of this home."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell(self, story: str) -> None:
        """Say in the bar how the connections are, until it is put away or told otherwise."""
        failing = self.freshness.is_failing()
        glyph = Glyph.WARNING if failing else Glyph.CHECK
        self.bar.say(story, glyph=glyph, for_ms=0 if failing else SAID_MS)

    def show_welcome(self, situation: Situation = WELCOME) -> None:
        """Say what stands in the middle while no customer is open."""
        self.welcome.show_situation(situation)

    def show_trouble(self, situation: Situation) -> None:
        """Say why nothing can be shown at all, whatever is open."""
        self.welcome.show_situation(situation)
        self._middle.setCurrentWidget(self.welcome)
        self._is_list_first = False
        self._fit()

    def toggle_sheet(self) -> None:
        """Show or hide the key sheet."""
        if self._middle.currentWidget() is self.sheet:
            self.uncover()
        else:
            self.cover(self.sheet)

    def is_covered(self) -> bool:
        """Say whether the key sheet or the settings stand in place of the page."""
        return self._middle.currentWidget() not in {self.pages, self.welcome, self.unlock}

    def uncover(self) -> None:
        """Show again what the key sheet or the settings covered."""
        self.show_page(is_open=self.tabs.count() > 0)

    def uncover_from(self, part: QWidget) -> None:
        """Show the page again where this part covers it."""
        if self._middle.currentWidget() is part:
            self.uncover()

    def cover(self, part: QWidget) -> None:
        """Show another part in place of the page: the key sheet, the settings, the lock."""
        if self._middle.indexOf(part) < 0:
            self._middle.addWidget(part)
        self._middle.setCurrentWidget(part)
        self._is_list_first = False
        self._fit()

    def show_list(self) -> None:
        """Make sure that the list can be seen, and give its field the keyboard."""
        self._is_list_first = True
        self._fit()
        self.search.field.setFocus()
        self.search.field.selectAll()

    def focused(self) -> QWidget | None:
        """Return what has the keyboard in this window."""
        return QApplication.focusWidget() if self.isActiveWindow() else self.focusWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self._top = QFrame()
        self._top.setObjectName("top")
        line = QHBoxLayout(self._top)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.freshness)
        self.show_welcome()
        for part in (self.welcome, self.pages, self.sheet, self.unlock):
            self._middle.addWidget(part)
        self._middle.setMinimumSize(1, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._middle, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.search)
        across.addLayout(right, 1)
        whole = QWidget()
        whole.setObjectName("pane")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.bar)
        column.addWidget(self.countdown)
        self.setCentralWidget(whole)

    def _fit(self) -> None:
        px, wide = self.theme.px, self.width()
        self._top.setFixedHeight(px(TOP_LINE))
        is_roomy = wide >= px(ROOMY)
        self.search.setVisible(is_roomy or self._is_list_first)
        self._middle.setVisible(is_roomy or not self._is_list_first)
        if is_roomy:
            self.search.setFixedWidth(px(LIST if wide >= px(SLIM) else LIST_SLIM))
        else:
            self.search.setMinimumWidth(0)
            self.search.setMaximumWidth(1 << 20)
