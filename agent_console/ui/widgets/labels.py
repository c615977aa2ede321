"""Labels that show text as it is: never markup, whatever a customer is called."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.tokens import Ink


def plain_label(text: str, kind: Lettering, ink: Ink, parent: QWidget | None = None) -> QLabel:
    """Make a label of plain text; colour and font follow the theme by themselves."""
    made = QLabel(parent)
    _dress(made, text, kind, ink)
    return made


def tip(text: str) -> str:
    """Make a tooltip that shows the text as it is; Qt would read markup into it."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""


def paint_ink(label: QLabel, ink: Ink) -> None:
    """Give a label another colour."""
    if label.property("ink") != ink.value:
        label.setProperty("ink", ink.value)
        label.style().polish(label)


class ElidedLabel(QLabel):
    """One line that ends in "…" where room ends; the whole text on hover and for screen readers."""

    def __init__(self, kind: Lettering, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self, "", kind, ink)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip("" if shown == self.text() else tip(self.text()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        self.style().drawItemText(
            painter,
            self.rect(),
            side | Qt.AlignmentFlag.AlignVCenter,
            self.palette(),
            True,
            shown,
            self.foregroundRole(),
        )


def _dress(label: QLabel, text: str, kind: Lettering, ink: Ink) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("lettering", kind.value)
    label.setProperty("ink", ink.value)
    label.setText(text)
