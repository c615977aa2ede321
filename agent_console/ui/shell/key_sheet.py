"""The key sheet: every key in columns, a panel in place of the page, gone with Esc."""

from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_console.ui.shell.keys import KEYS, Key
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.painter import RowPainter

ROW, COLUMN, TOP, SIDE, CAP = 30, 300, 24, 24, 110


class KeySheet(QWidget):
    """Paints the groups of keys side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Key sheet")
        told = "; ".join(f"{key.shown()}: {key.does}" for key in KEYS if key.does)
        self.setAccessibleDescription(told)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(3 * COLUMN), self._theme.px(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, wide = self._theme.px, self.width()
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        heading = row.box(px(SIDE), px(TOP), wide - 2 * px(SIDE), px(28))
        row.text(heading, "Keys", (Lettering.CUSTOMER, Ink.TEXT))
        note = row.box(px(SIDE), px(TOP + 28), wide - 2 * px(SIDE), px(20))
        words = "Single letters act while no text field has the keyboard. Esc closes this sheet."
        row.text(note, words, (Lettering.META, Ink.TEXT2))
        per_line = max(1, (wide - px(SIDE)) // px(COLUMN))
        ends = [px(TOP + 68)] * per_line
        for group, keys in groupby(_shown(), key=lambda key: key.group):
            column = ends.index(min(ends))
            at = px(SIDE) + column * px(COLUMN), ends[column]
            ends[column] += self._paint_group(row, at, group, list(keys)) + px(16)

    def _paint_group(
        self, row: RowPainter, at: tuple[int, int], group: str, keys: list[Key]
    ) -> int:
        px = self._theme.px
        x, y = at
        row.text(row.box(x, y, px(COLUMN), px(20)), group, (Lettering.SECTION, Ink.TEXT2))
        for number, key in enumerate(keys, start=1):
            top = y + px(4) + number * px(ROW) - px(6)
            cap = self._theme.cap_width(key.shown())
            row.cap(row.box(x, top, cap, px(20)), key.shown())
            words = row.box(x + px(CAP), top, px(COLUMN - CAP - 12), px(20))
            row.text(words, key.does, (Lettering.BODY, Ink.TEXT))
        return px(ROW) * (len(keys) + 1)


def _shown() -> list[Key]:
    return [key for key in KEYS if key.does]
