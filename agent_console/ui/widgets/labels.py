"""Labels that show text as it is: never markup, whatever a customer is called."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.painter import AT_END, RowPainter
from agent_console.ui.widgets.tips import tip


class PlainLabel(QLabel):
    """Plain text in a kind of lettering and an ink; both follow the theme."""

    def __init__(self, theme: Theme, kind: Lettering, ink: Ink, text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        theme.changed.connect(self._dress)
        self._dress()
        self._align()

    def take(self, ink: Ink) -> None:
        """Take another ink."""
        if ink is not self._ink:
            self._ink = ink
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        if not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
            flags = Qt.AlignmentFlag
            self.setAlignment(side | flags.AlignAbsolute | flags.AlignVCenter)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colour(self._ink))
        self.setPalette(palette)
        self.setFont(self._theme.font(self._kind))


class ElidedLabel(PlainLabel):
    """One line, shortened to its room with "…"; all of it on hover and for screen readers."""

    def __init__(
        self, theme: Theme, kind: Lettering, ink: Ink, elide: Qt.TextElideMode = AT_END
    ) -> None:
        super().__init__(theme, kind, ink)
        self._elide = elide
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        row.text(self.rect(), self.text(), (self._kind, self._ink), elide=self._elide)

    def event(self, event: QEvent) -> bool:
        """Tell the whole text to whoever points at it, where some of it is left out."""
        if event.type() == QEvent.Type.ToolTip:
            is_whole = self._theme.words.width(self._kind, self.text()) <= self.width()
            self.setToolTip("" if is_whole else tip(self.text()))
        return super().event(event)
