"""Has the message behind the row in sight read, and its files fetched when they are wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.desktop import FileFetched
from agent_console.ports.files import KeptFile
from agent_console.ports.reading import StoredMessage
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.reader import Failed, Reader
from agent_console.ui.screens.customer.message.pane import MessagePane
from agent_console.ui.screens.customer.message.saving import File, save


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of an event: its message, and which of its files are kept."""

    event_id: int
    message: StoredMessage | None
    kept: Mapping[int, KeptFile]


class MessagePresenter(QObject):
    """Asks for one message at a time; an answer for another row is dropped."""

    def __init__(
        self,
        pane: MessagePane,
        reader: Reader,
        failed: Failed,
        *,
        fetch: Callable[[int, int], str],
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._reader = reader
        self._fetch = fetch
        self._failed = failed
        self._wanted: int | None = None
        self._shown: StoredMessage | None = None
        pane.files.wanted.connect(self._on_file)

    def show_entry(self, entry: TimelineEntry | None) -> None:
        """Show the message of an entry; any other entry has none."""
        is_message = entry is not None and entry.kind is EntryKind.MESSAGE
        self._wanted = entry.event_id if entry is not None and is_message else None
        if self._wanted is None:
            self._pane.show_message(None)
            return
        self._read(self._wanted)

    def hear_fetched(self, news: FileFetched) -> None:
        """Show a file that was fetched, or say why it could not be."""
        if news.event != self._wanted:
            return
        if news.failure is None:
            self._read(news.event)
        else:
            self._pane.files.say(news.number, f"not fetched: {news.failure}")

    def _read(self, event_id: int) -> None:
        question = partial(_message, event_id)
        self._reader.ask(question, self._on_read, self._failed, key=self)

    def _on_read(self, read: _Read) -> None:
        if read.event_id == self._wanted:
            self._shown = read.message
            self._pane.show_message(read.message)
            self._pane.files.show_kept(read.kept)

    def _on_file(self, number: int) -> None:
        """Fetch a file, or save it once it is here."""
        if self._wanted is None or self._shown is None:
            return
        if not self._pane.files.is_kept(number):
            self._pane.files.say(number, self._fetch(self._wanted, number))
            return
        name = self._shown.contact.attachments[number].name
        question = partial(_saved, File(self._wanted, number, name))
        self._reader.ask(question, self._on_saved, self._failed)

    def _on_saved(self, saved: tuple[int, str]) -> None:
        self._pane.files.say(*saved)


def _message(event_id: int, desk: Desk) -> _Read:
    return _Read(event_id, desk.messages.message(event_id), desk.files.kept(event_id))


def _saved(file: File, desk: Desk) -> tuple[int, str]:
    return file.number, save(file, _downloads(), desk)


def _downloads() -> Path:
    place = QStandardPaths.StandardLocation.DownloadLocation
    return Path(QStandardPaths.writableLocation(place))
