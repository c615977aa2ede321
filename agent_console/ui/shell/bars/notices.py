"""The docked bar: a notice over the whole width that takes its room and never floats."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import PaintedButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter

HEIGHT = 36


class BarButton(PaintedButton):
    """A word with an outline on the docked bar, and the key that does the same."""

    def __init__(self, theme: Theme, text: str, key: str = "") -> None:
        super().__init__(theme, text)
        self._key = key
        self.setText(text)
        self._fit()
        theme.changed.connect(self._fit)

    def name(self, text: str, key: str) -> None:
        """Say another word, with another key."""
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self._fit()

    def paint_row(self, row: RowPainter) -> None:
        px, high = self.theme.px, self.height()
        row.rounded(self.rect(), None, px(6), edge=Ink.TOAST_TEXT)
        look = (Lettering.TITLE, Ink.TOAST_TEXT)
        row.text(row.box(px(12), 0, self.width() - px(12), high), self.text(), look)
        if self._key:
            wide = self.theme.cap_width(self._key)
            cap = row.box(self.width() - wide - px(6), (high - px(18)) // 2, wide, px(18))
            row.cap(cap, self._key, Ink.TOAST_TEXT, Ink.TOAST_TEXT)

    def _fit(self) -> None:
        px = self.theme.px
        wide = self.theme.words.width(Lettering.TITLE, self.text())
        more = self.theme.cap_width(self._key) + px(2) if self._key else 0
        self.setFixedSize(wide + px(24) + more, px(26))


class DockedBar(QFrame):
    """One notice at a time, in full; it goes by itself, or stays until it is put away."""

    accepted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = Glyph.WARNING
        self._words = PlainLabel(theme, Lettering.TITLE, Ink.TOAST_TEXT)
        self._words.setWordWrap(True)
        self._offer = BarButton(theme, "Try again")
        self._offer.clicked.connect(self.accepted)
        self._away = BarButton(theme, "Put away")
        self._away.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(row.setContentsMargins, 56, 4, 16, 4)
        measures.keep(self.setMinimumHeight, HEIGHT)
        measures.keep(row.setSpacing, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self._offer)
        row.addWidget(self._away)
        self.hide()

    def say(
        self,
        words: str,
        *,
        glyph: Glyph = Glyph.WARNING,
        for_ms: int = 0,
        offer: tuple[str, str] | None = None,
    ) -> None:
        """Show a notice; with `for_ms` it goes by itself, with an offer there is a way on."""
        self._glyph = glyph
        self._words.setText(words)
        self._words.setAccessibleName(f"Notice: {words}")
        self._offer.setVisible(offer is not None)
        if offer is not None:
            self._offer.name(*offer)
        self._timer.stop()
        if for_ms:
            self._timer.start(for_ms)
        self.show()
        self.update()

    def words(self) -> str:
        """Return what is said now, or said last."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        row.fill(self.rect(), Ink.TOAST)
        glyph = row.box(px(20), (self.height() - px(16)) // 2, px(16), px(16))
        row.glyph(glyph, self._glyph, Ink.TOAST_TEXT)
