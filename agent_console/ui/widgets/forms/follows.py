"""What will happen, line by line, each with its glyph."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter

Line = tuple[Glyph, str]


class Mark(QWidget):
    """A glyph beside the first line of some words."""

    def __init__(self, theme: Theme, glyph: Glyph) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = glyph
        Measures(theme, self).keep(self.setFixedWidth, 16)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
        size = self._theme.px(16)
        row.glyph(row.box(0, 0, size, size), self._glyph, Ink.TEXT2)


class Follows(QWidget):
    """Lines with glyphs; the same lines are not made again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Line, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(self._column.setSpacing, 4)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in place of others."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._made(*line) for line in lines]
        for row in self._rows:
            self._column.addWidget(row)

    def _made(self, glyph: Glyph, words: str) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        Measures(self._theme, row).keep(across.setSpacing, 8)
        label = PlainLabel(self._theme, Lettering.BODY, Ink.TEXT, words)
        label.setWordWrap(True)
        across.addWidget(Mark(self._theme, glyph))
        across.addWidget(label, 1)
        return row
