"""Asks who could be calling, at once and on each key, and shows the answers."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from agent_console.queries.desk import Desk
from agent_console.queries.identities.calling import Candidate, Line, sought
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.calling import viewmodel
from agent_console.ui.screens.calling.view import CallCard
from agent_console.ui.widgets.facts import text
from agent_console.ui.widgets.times import Times


class Calling(QObject):
    """One call at a time; the card remembers it until the next one comes."""

    def __init__(self, card: CallCard, reader: Reader, times: Times) -> None:
        super().__init__(card)
        self.card = card
        self._reader, self._times = reader, times
        self._line = Line("", times.zone)
        self._known: tuple[Candidate, ...] = ()
        card.text_changed.connect(self._on_text)

    def show(self, number: str, known: Sequence[Candidate]) -> None:
        """Show a call, and who has its number."""
        self._line, self._known = Line(number, self._times.zone), tuple(known)
        self.card.show_call(number, viewmodel.head(len(known)))
        self._on_found(self._known)

    def _on_text(self, typed: str) -> None:
        if typed.strip():
            question = partial(_sought, self._line, typed)
            self._reader.ask(question, self._on_found, self._on_failed, key=self)
        else:
            self._reader.ask(_nothing, self._on_nothing, self._on_failed, key=self)

    def _on_nothing(self, _told: None) -> None:
        self._on_found(self._known)

    def _on_found(self, found: Sequence[Candidate]) -> None:
        is_typed = bool(self.card.field.text().strip())
        self.card.show_candidates(viewmodel.rows(found, is_typed=is_typed))

    def _on_failed(self, failure: BaseException) -> None:
        self.card.show_candidates((text(f"The store cannot be read: {failure}"),))


def _sought(line: Line, typed: str, desk: Desk) -> tuple[Candidate, ...]:
    return sought(desk, line, typed)


def _nothing(_desk: Desk) -> None:
    """Take the place of a question that nobody waits for any more."""
