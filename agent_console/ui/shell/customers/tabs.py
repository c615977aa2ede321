"""The tabs of the customers that are open."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import SquareButton
from agent_console.ui.widgets.rows.painter import IN_MIDDLE, RowPainter
from agent_console.ui.widgets.tips import tip

WIDEST, CLOSE = 190, 20


class TabStrip(QTabBar):
    """A tab for each open customer, painted from the theme; `closing` is the number of a tab."""

    closing = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Open customers")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._on_theme)

    def add(self, name: str) -> int:
        """Add a tab and return its number."""
        number = self.addTab("")
        self._say(number, name)
        button = SquareButton(self._theme, Glyph.CLOSE, "", size=CLOSE, edge=False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_close)
        self.setTabButton(number, QTabBar.ButtonPosition.RightSide, button)
        self._name_buttons()
        return number

    def rename(self, number: int, name: str) -> None:
        """Give a tab its customer's name."""
        self._say(number, name)
        self.setTabToolTip(number, tip(name))
        self._name_buttons()

    def name(self, number: int) -> str:
        """Return the name of a tab's customer as it is."""
        return str(self.tabData(number) or "")

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def tabRemoved(self, index: int) -> None:
        super().tabRemoved(index)
        if not self.count():  # an empty strip would take the keyboard and show nothing
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def tabSizeHint(self, index: int) -> QSize:
        wide = self._theme.words.width(Lettering.TITLE, self.name(index)) + self._theme.px(48)
        return QSize(min(wide, self._theme.px(WIDEST)), self._theme.px(43))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(self._theme.px(96), self._theme.px(43))

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self._name_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionTab()
        for number in range(self.count()):
            self.initStyleOption(option, number)
            row = RowPainter(painter, self._theme, self.tabRect(number), self.layoutDirection())
            self._paint_tab(row, number, bool(option.state & QStyle.StateFlag.State_MouseOver))

    def _paint_tab(self, row: RowPainter, number: int, is_hovered: bool) -> None:
        px, box = self._theme.px, self.tabRect(number)
        is_current = number == self.currentIndex()
        if is_hovered and not is_current:
            row.fill(box, Ink.HOVER)
        kind = Lettering.TITLE if is_current else Lettering.BODY
        ink = Ink.TEXT if is_current else Ink.TEXT2
        words = row.box(px(16), 0, box.width() - px(44), box.height())
        row.text(words, self.name(number), (kind, ink), elide=IN_MIDDLE)
        if is_current:
            row.fill(row.box(0, box.height() - px(3), box.width(), px(3)), Ink.ACCENT)
        else:
            row.fill(row.box(box.width() - 1, px(8), 1, box.height() - px(16)), Ink.BORDER)
        if is_current and self.hasFocus():
            row.focus(box.adjusted(2, 2, -2, -4), px(6))

    def _say(self, number: int, name: str) -> None:
        """Give a tab its name; Qt would take the letter after a single "&" for a key."""
        self.setTabData(number, name)
        self.setTabText(number, name.replace("&", "&&"))
        self.setAccessibleTabName(number, name)

    def _on_close(self) -> None:
        for number in range(self.count()):
            if self.tabButton(number, QTabBar.ButtonPosition.RightSide) is self.sender():
                self.closing.emit(number)
                return

    def _name_buttons(self) -> None:
        for number in range(self.count()):
            button = self.tabButton(number, QTabBar.ButtonPosition.RightSide)
            if button is not None:
                button.setAccessibleName(f"Close tab {number + 1}, {self.name(number)}")

    def _on_theme(self) -> None:
        self.setIconSize(self.iconSize())
        self.update()
