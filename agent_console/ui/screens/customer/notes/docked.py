"""What is done beside a timeline: a message, a note or a return, one at a time, nothing lost."""

from PySide6.QtCore import QObject

from agent_console.ports.acting.returning import ReturnWish
from agent_console.ports.acting.writing import Wish
from agent_console.ui.screens.customer.notes.presenter import NoteWish, Noting
from agent_console.ui.screens.customer.returning.presenter import Returning
from agent_console.ui.screens.customer.writing.presenter import Composing


class Docked(QObject):
    """Opens one and puts the others away."""

    def __init__(
        self, composing: Composing, noting: Noting, returning: Returning, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._composing, self._noting, self._returning = composing, noting, returning

    def compose(self, wish: Wish) -> None:
        """Write a message."""
        self._noting.close()
        self._returning.close()
        self._composing.open(wish)

    def note(self, wish: NoteWish) -> None:
        """Write a note, or log a call."""
        self._composing.close()
        self._returning.close()
        self._noting.open(wish)

    def bring_back(self, wish: ReturnWish) -> None:
        """Order a return."""
        self._composing.close()
        self._noting.close()
        self._returning.open(wish)

    def close(self) -> None:
        """Put away what is being written; its words are kept."""
        self._composing.close()
        self._noting.close()
        self._returning.close()

    def keep(self) -> None:
        """Keep now what was typed, because the page or the window goes."""
        self._composing.keep()
        self._noting.keep()
