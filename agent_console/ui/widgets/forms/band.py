"""A sentence that answers, with a rule at its beginning and quiet words under it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter


class Band(QFrame):
    """Stands across what it is about, as the answer stands over a customer's page."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("answer")
        self._theme = theme
        self._name = name
        self._is_trouble = False
        self._sentence = PlainLabel(theme, Lettering.ANSWER, Ink.TEXT)
        self._under = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._column = column = QVBoxLayout(self)
        Measures(theme, self).keep(column.setSpacing, 4)
        theme.changed.connect(self._pad)
        self._pad()
        for label in (self._sentence, self._under):
            label.setWordWrap(True)
            column.addWidget(label)

    def say(self, sentence: str, under: str, *, is_trouble: bool = False) -> None:
        """Say a sentence, and what it rests on."""
        self._is_trouble = is_trouble
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(f"{self._name}: {sentence}")
        self._under.setText(under)
        self._under.setVisible(bool(under))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._pad()

    def _pad(self) -> None:
        """Leave room for the rule where reading begins."""
        px, (left, right) = self._theme.px, (32, 16)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        self._column.setContentsMargins(px(left), px(8), px(right), px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, words_at = self._theme.px, self._sentence.geometry()
        row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
        ink = Ink.WARN if self._is_trouble else Ink.ACCENT
        row.fill(row.box(px(16), words_at.top() + px(2), px(3), words_at.height() - px(4)), ink)
