"""What is done beside a timeline: a message, a note or a return, one at a time, nothing lost."""

from PySide6.QtCore import QObject, Signal

from agent_console.ports.acting.returning import ReturnWish
from agent_console.ports.acting.writing import Wish
from agent_console.ui.bridge.hands import Hands
from agent_console.ui.screens.customer.beside.context import EvidencePane
from agent_console.ui.screens.customer.notes.presenter import NoteWish, Noting
from agent_console.ui.screens.customer.returning.pane import ReturnPane
from agent_console.ui.screens.customer.returning.presenter import Returning
from agent_console.ui.screens.customer.writing.presenter import Composing


class Docked(QObject):
    """Opens one and puts the others away.

    `sent` says that something lies in the outbox now, `kept` that a note does in the store;
    `unrelated` that it is not asked any more who is the same person.
    """

    sent = Signal()
    kept = Signal()
    unrelated = Signal()

    def __init__(
        self, pane: EvidencePane, returning: ReturnPane, hands: Hands, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        pane.people.closed.connect(self.close)
        self.composing = Composing(pane.compose, hands.writer)
        self.noting = Noting(pane.note, hands.clerk)
        self.returning = Returning(returning, hands.writer, hands.printing)
        self.composing.opened.connect(pane.open_compose)
        self.noting.opened.connect(pane.open_note)
        self.composing.closed.connect(pane.close_compose)
        self.noting.closed.connect(pane.close_compose)
        self.composing.sent.connect(self.sent)
        self.returning.ordered.connect(self.sent)
        self.returning.labels.changed.connect(self.sent)
        self.noting.saved.connect(self.kept)

    def compose(self, wish: Wish) -> None:
        """Write a message."""
        self.noting.close()
        self.returning.close()
        self._leave_people()
        self.composing.open(wish)

    def note(self, wish: NoteWish) -> None:
        """Write a note, or log a call."""
        self.composing.close()
        self.returning.close()
        self._leave_people()
        self.noting.open(wish)

    def bring_back(self, wish: ReturnWish) -> None:
        """Order a return."""
        self.composing.close()
        self.noting.close()
        self._leave_people()
        self.returning.open(wish)

    def relate(self) -> None:
        """Say who is the same person."""
        self.composing.close()
        self.noting.close()
        self.returning.close()
        self._pane.open_people()

    def close(self) -> None:
        """Put away what is being written; its words are kept."""
        self.composing.close()
        self.noting.close()
        self.returning.close()
        self._leave_people()

    def _leave_people(self) -> None:
        if self._pane.is_about_people():
            self._pane.close_compose()
            self.unrelated.emit()

    def is_busy(self) -> bool:
        """Say whether something is being written or ordered here."""
        return self._pane.is_composing() or self.returning.is_open()

    def keep(self) -> None:
        """Keep now what was typed, because the page or the window goes."""
        self.composing.keep()
        self.noting.keep()
