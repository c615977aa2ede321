"""Where an agent's own words are typed: Enter is a new line, Ctrl+Enter sends or saves."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.view import ENTER_KEYS

HIGH, MOST = 132, 20_000
CTRL = Qt.KeyboardModifier.ControlModifier


class Editor(QPlainTextEdit):
    """Takes plain words only, whatever is pasted; `sent` is Ctrl+Enter, `left` is Esc."""

    sent = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str = "Your reply", *, fills: bool = False) -> None:
        super().__init__()
        self.setObjectName("editor")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._theme = theme
        if fills:
            self.setMinimumHeight(1)
        else:
            Measures(theme, self).keep(self.setFixedHeight, HIGH)
        theme.changed.connect(self._dress)
        self._dress()

    def words(self) -> str:
        """Return what is written, as much of it as a message may hold."""
        return self.toPlainText()[:MOST]

    def show_words(self, words: str) -> None:
        """Show other words; what was typed by hand here is not touched when it is the same."""
        if words != self.words():
            self.blockSignals(True)
            self.setPlainText(words)
            self.blockSignals(False)

    def go_to_end(self) -> None:
        """Go on where the words end."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and event.modifiers() & CTRL:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(self._theme.font(Lettering.BODY))
