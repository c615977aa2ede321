"""How the connections do, and whether anybody wrote to the store: asked now and then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from agent_console.ports.desktop import Progress
from agent_console.ports.reading import ConnectionHealth
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.shell.freshness import Freshness, lamps, silent
from agent_console.ui.widgets.times import Times


class ConnectionWatch(QObject):
    """Keeps the lamps true; `heard_changed` and `store_changed` say what others have to show."""

    heard_changed = Signal()
    store_changed = Signal()

    def __init__(self, freshness: Freshness, reader: Reader, times: Times) -> None:
        super().__init__(freshness)
        self._freshness = freshness
        self._reader = reader
        self._times = times
        self._health: Sequence[ConnectionHealth] = ()
        self._progress: dict[str, Progress] = {}
        self._silent: Mapping[str, datetime] = {}
        self._heard: Mapping[str, datetime | None] = {}
        self._version: int | None = None

    def ask(self) -> None:
        """Ask how the connections do."""
        self._reader.ask(_health, self._on_health, self._on_unknown, key="health")

    def look(self) -> None:
        """Ask the one cheap question: did anybody write?"""
        self._reader.ask(_version, self._on_version, self._on_unknown, key="version")

    def silent(self) -> Mapping[str, datetime]:
        """Return the connections that do not answer, or were not read in time, and since when."""
        return self._silent

    def heard(self) -> Mapping[str, datetime | None]:
        """Return every connection, and when it was last read; None is never."""
        return self._heard

    def tell(self) -> None:
        """Say how the connections do by now: time alone makes old what was fresh."""
        before = self._silent, self._heard
        self._silent = silent(self._health, self._times)
        self._heard = {one.name: one.last_ok for one in self._health}
        self._show()
        if before != (self._silent, self._heard):
            self.heard_changed.emit()

    def show_progress(self, passes: Iterable[Progress]) -> None:
        """Show how far the passes are that run."""
        self._progress = {one.connection: one for one in passes}
        self._show()

    def _on_health(self, health: Sequence[ConnectionHealth]) -> None:
        self._health = health
        self.tell()

    def _on_version(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.store_changed.emit()

    def _on_unknown(self, failure: BaseException) -> None:
        """Leave the lamps as they are; the list says that the store cannot be read."""

    def _show(self) -> None:
        self._freshness.show_lamps(lamps(self._health, self._progress, self._times))


def _health(desk: Desk) -> Sequence[ConnectionHealth]:
    return desk.health.health()


def _version(desk: Desk) -> int:
    return desk.health.version()
