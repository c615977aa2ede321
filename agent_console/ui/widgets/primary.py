"""The one filled button of a window: the thing to do next, with its key on it."""

from PySide6.QtCore import QSize

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import PaintedButton
from agent_console.ui.widgets.rows.painter import RowPainter


class PrimaryButton(PaintedButton):
    """Filled with the accent; while it cannot be pressed it is quiet and says why."""

    def __init__(self, theme: Theme, text: str, key: str) -> None:
        super().__init__(theme, text)
        self._key = key
        self.setText(text)

    def say(self, text: str, *, enabled: bool = True, key: str | None = None) -> None:
        """Show other words, and another key where one is given."""
        self._key = self._key if key is None else key
        self.setText(text)
        self.setAccessibleName(text)
        self.setEnabled(enabled)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, words = self.theme.px, self.theme.words.width(Lettering.TITLE, self.text())
        return QSize(words + self.theme.cap_width(self._key) + px(44), px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paint_row(self, row: RowPainter) -> None:
        px, wide, high = self.theme.px, self.width(), self.height()
        hovered = Ink.ACCENT_HOVER if self.underMouse() else Ink.ACCENT
        ground = hovered if self.isEnabled() else Ink.NEUTRAL_BG
        ink = Ink.ON_ACCENT if self.isEnabled() else Ink.TEXT2
        row.rounded(self.rect(), ground, px(8))
        row.text(row.box(px(16), 0, wide - px(16), high), self.text(), (Lettering.TITLE, ink))
        if self.isEnabled():
            cap = self.theme.cap_width(self._key)
            row.cap(
                row.box(wide - cap - px(8), (high - px(20)) // 2, cap, px(20)), self._key, ink, ink
            )
