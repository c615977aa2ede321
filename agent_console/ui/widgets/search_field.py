"""A field to search in: glyph before, key cap behind, and arrows that walk the results."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.painter import RowPainter
from agent_console.ui.widgets.rows.view import ENTER_KEYS

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchField(QLineEdit):
    """Asks on each change; Up, Down and Enter are passed on, Esc empties it, then leaves it."""

    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str, hint: str, key: str, *, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._height = height
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc for this field while it holds something, before the window's own Esc."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(STEPS[key])
        elif key in ENTER_KEYS:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px, high, wide = self._theme.px, self.height(), self.width()
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        glyph = px(self._height // 2)
        row.glyph(row.box(px(8), (high - glyph) // 2, glyph, glyph), Glyph.SEARCH, Ink.TEXT2)
        if not self.text() and not self.hasFocus():
            cap, tall = self._theme.cap_width(self._key), min(px(20), high - px(8))
            row.cap(row.box(wide - cap - px(6), (high - tall) // 2, cap, tall), self._key)

    def _on_theme(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(self._height))
        before = px(self._height // 2 + 13)
        behind = self._theme.cap_width(self._key) + px(10)
        is_rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(behind if is_rtl else before, 0, before if is_rtl else behind, 0)
