"""The docked bar of what goes out next: how long it can still be taken back, and Undo."""

from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from agent_console.ui.shell.bars.notices import HEIGHT, BarButton
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter

WHOLE_S = 10
LINE, LINE_HIGH, SAID_MS = 200, 2, 2500


class CountdownBar(QFrame):
    """Counts down over the whole width, takes its room from the panes; `undone` is its button."""

    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._left_s = 0.0
        self._is_counting = False
        self._said = self._counted = ""
        self._words = ElidedLabel(theme, Lettering.TITLE, Ink.TOAST_TEXT)
        self._seconds = PlainLabel(theme, Lettering.TITLE, Ink.TOAST_TEXT)
        self.undo = BarButton(theme, "Undo", "Ctrl Z")
        self.undo.clicked.connect(self.undone)
        self._timer = QTimer(self, singleShot=True, interval=SAID_MS)
        self._timer.timeout.connect(self._on_said)
        row = QHBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(row.setContentsMargins, 56, 4, 16, 4)
        measures.keep(self.setFixedHeight, HEIGHT)
        measures.keep(row.setSpacing, 16)
        row.addWidget(self._words, 1)
        row.addSpacing(LINE)
        row.addWidget(self._seconds)
        row.addWidget(self.undo)
        self.hide()

    def count(self, words: str, left_s: float) -> None:
        """Show what goes out, and how long it is until then."""
        self._left_s, self._is_counting = left_s, True
        self._counted = words
        self._seconds.setText(f"{ceil(left_s)} s")
        self._show()

    def say(self, words: str) -> None:
        """Say for a moment what came of it; what still goes out is counted on beside it."""
        self._said = words
        self._timer.start()
        self._show()

    def rest(self) -> None:
        """Count no more; what is being said is said to its end."""
        self._is_counting, self._counted = False, ""
        self._show()

    def is_counting(self) -> bool:
        """Say whether there is something to take back."""
        return self._is_counting

    def words(self) -> str:
        """Return what is said now, or was said last."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
        row.fill(self.rect(), Ink.TOAST)
        glyph = Glyph.SEND if self._is_counting else Glyph.CHECK
        middle = self.height() // 2
        row.glyph(row.box(px(20), middle - px(8), px(16), px(16)), glyph, Ink.TOAST_TEXT)
        if not self._is_counting:
            return
        line = self._seconds.geometry().left() - px(16) - px(LINE)
        if self.layoutDirection().name == "RightToLeft":
            line = self.width() - self._seconds.geometry().right() - px(16) - px(LINE)
        share = min(1.0, max(0.0, self._left_s / WHOLE_S))
        high = px(LINE_HIGH)
        row.fill(row.box(line, middle, px(LINE), 1), Ink.NEUTRAL)
        row.fill(row.box(line, middle - high // 2, int(px(LINE) * share), high), Ink.TOAST_TEXT)

    def _show(self) -> None:
        words = " \N{MIDDLE DOT} ".join(filter(None, (self._said, self._counted)))
        self.setVisible(bool(words))
        if words:
            self._words.setText(words)
            self._words.setAccessibleName(f"Docked: {words}")
        self._seconds.setVisible(self._is_counting)
        self.undo.setVisible(self._is_counting)
        self.update()

    def _on_said(self) -> None:
        self._said = ""
        self._show()
