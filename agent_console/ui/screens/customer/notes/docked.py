"""What is written beside a timeline: a message or a note, one at a time, none of it ever lost."""

from PySide6.QtCore import QObject

from agent_console.ports.acting.writing import Wish
from agent_console.ui.screens.customer.notes.presenter import NoteWish, Noting
from agent_console.ui.screens.customer.writing.presenter import Composing


class Docked(QObject):
    """Opens one and puts the other away."""

    def __init__(self, composing: Composing, noting: Noting, parent: QObject) -> None:
        super().__init__(parent)
        self._composing, self._noting = composing, noting

    def compose(self, wish: Wish) -> None:
        """Write a message."""
        self._noting.close()
        self._composing.open(wish)

    def note(self, wish: NoteWish) -> None:
        """Write a note, or log a call."""
        self._composing.close()
        self._noting.open(wish)

    def close(self) -> None:
        """Put away what is being written; its words are kept."""
        self._composing.close()
        self._noting.close()

    def keep(self) -> None:
        """Keep now what was typed, because the page or the window goes."""
        self._composing.keep()
        self._noting.keep()
