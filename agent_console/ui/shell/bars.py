"""The docked bar: a notice over the whole width that takes its room and never floats."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import PaintedButton
from agent_console.ui.widgets.labels import ElidedLabel
from agent_console.ui.widgets.row_painter import RowPainter

HEIGHT = 36


class BarButton(PaintedButton):
    """A word with an outline on the docked bar."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.setText(text)
        self._fit()
        theme.changed.connect(self._fit)

    def paint_row(self, row: RowPainter) -> None:
        row.rounded(self.rect(), None, self.theme.px(6), edge=Ink.TOAST_TEXT)
        look = (Lettering.TITLE, Ink.TOAST_TEXT)
        side = self.theme.px(12)
        row.text(row.box(side, 0, self.width() - side, self.height()), self.text(), look)

    def _fit(self) -> None:
        wide = self.theme.metrics(Lettering.TITLE).horizontalAdvance(self.text())
        self.setFixedSize(wide + self.theme.px(24), self.theme.px(24))


class DockedBar(QFrame):
    """One notice at a time; it goes by itself, or stays until it is put away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = Glyph.WARNING
        self._words = ElidedLabel(theme, Lettering.TITLE, Ink.TOAST_TEXT)
        self._away = BarButton(theme, "Put away")
        self._away.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(56), 0, theme.px(16), 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._away)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def say(self, words: str, *, glyph: Glyph = Glyph.WARNING, for_ms: int = 0) -> None:
        """Show a notice; with `for_ms` it goes by itself."""
        self._glyph = glyph
        self._words.setText(words)
        self._words.setAccessibleName(f"Notice: {words}")
        self._timer.stop()
        if for_ms:
            self._timer.start(for_ms)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        row.fill(self.rect(), Ink.TOAST)
        glyph = row.box(px(20), (self.height() - px(16)) // 2, px(16), px(16))
        row.glyph(glyph, self._glyph, Ink.TOAST_TEXT)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))
