"""Has the message behind the row in sight read, and shows it while that row is in sight."""

from functools import partial

from PySide6.QtCore import QObject

from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.reading import StoredMessage
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.reader import Failed, Reader
from agent_console.ui.screens.customer.message.pane import MessagePane


class MessagePresenter(QObject):
    """Asks for one message at a time; an answer for another row is dropped."""

    def __init__(self, pane: MessagePane, reader: Reader, failed: Failed) -> None:
        super().__init__(pane)
        self._pane = pane
        self._reader = reader
        self._failed = failed
        self._wanted: int | None = None

    def show_entry(self, entry: TimelineEntry | None) -> None:
        """Show the message of an entry; any other entry has none."""
        is_message = entry is not None and entry.kind is EntryKind.MESSAGE
        self._wanted = entry.event_id if entry is not None and is_message else None
        if self._wanted is None:
            self._pane.show_message(None)
            return
        self._reader.ask(partial(_message, self._wanted), self._on_read, self._failed, key=self)

    def _on_read(self, found: tuple[int, StoredMessage | None]) -> None:
        event_id, message = found
        if event_id == self._wanted:
            self._pane.show_message(message)


def _message(event_id: int, desk: Desk) -> tuple[int, StoredMessage | None]:
    return event_id, desk.messages.message(event_id)
