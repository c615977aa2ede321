"""Which list stands at the left: what was new last, or one of the worklists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.ui.screens.search.presenter import SearchPresenter
from agent_console.ui.screens.search.view import SearchPane
from agent_console.ui.shell.worklists.records import WORKLISTS, Waits
from agent_console.ui.widgets.people.listing import ResultRow
from agent_console.ui.widgets.people.worklist import Around, Worklist

LATEST = "latest"
PAINTED_MS = 60
"""By then a list is painted that came in sight; to ask anew meanwhile would make that slower."""


class Places(QObject):
    """Holds the worklists and shows the chosen one.

    `marked` is the command of the list in sight, empty while something is searched for; `counted`
    how many wait in one; `opened` the customer of a chosen row, and by what number it was found.
    """

    marked = Signal(str)
    counted = Signal(str, int)
    opened = Signal(object, str)

    def __init__(
        self,
        search: SearchPresenter,
        pane: SearchPane,
        around: Around,
        worklists: Sequence[Waits] = WORKLISTS,
    ) -> None:
        super().__init__(pane)
        self._search = search
        self._pane = pane
        self._place = LATEST
        self._lists: dict[str, Worklist] = {}
        self._soon = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._soon.timeout.connect(self._ask_again)
        for one in worklists:
            chosen = partial(self._chosen, one.command)
            made = one.fill(replace(around, chosen=chosen, walk=pane.results.walk))
            made.setParent(self)
            made.changed.connect(partial(self._on_changed, one.command))
            self._lists[one.command] = made
        pane.row_chosen.connect(self._on_row)
        pane.text_changed.connect(self._tell)
        around.reader.opened.connect(self.refresh)

    def show(self, command: str) -> None:
        """Show a list, by its command."""
        self._place = command
        self._search.rest_on(self._lists.get(command))
        if command in self._lists:
            self._lists[command].come_in_sight()
            self._soon.start()
        self._tell()

    def refresh(self) -> None:
        """Ask anew for all that is shown or counted."""
        self._search.refresh()
        self.on_time()

    def on_time(self) -> None:
        """Have the worklists asked anew because time went on: what is put off comes back."""
        for one in self._lists.values():
            one.refresh()

    def look_at_page(self) -> None:
        """Tell the worklists that another customer is on the page."""
        for one in self._lists.values():
            one.look_at_page()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys of all worklists do."""
        words = {word for one in self._lists.values() for word in one.commands()}
        return {word: partial(self._do, word) for word in words}

    def names(self) -> Sequence[str]:
        """Return the commands that show a list."""
        return (*self._lists, LATEST)

    def _ask_again(self) -> None:
        """Ask anew for the list in sight, which first shows what is known."""
        if self._place in self._lists:
            self._lists[self._place].refresh()

    def _do(self, word: str) -> None:
        """Do what a key means in the list in sight; where it means nothing there, in the first."""
        here = self._lists.get(self._place)
        lists = [*([here] if here else []), *self._lists.values()]
        does = next(one.commands()[word] for one in lists if word in one.commands())
        does()

    def _chosen(self, command: str) -> ResultRow | None:
        """Return the current row of a worklist, None while another list is in sight."""
        is_in_sight = self._place == command and not self._pane.field.text()
        return self._pane.current() if is_in_sight else None

    def _on_changed(self, command: str) -> None:
        self.counted.emit(command, self._lists[command].count())
        if self._place == command:
            self._search.refresh()

    def _on_row(self, row: ResultRow) -> None:
        shown = self._lists.get(self._place) if not self._pane.field.text() else None
        if shown is None or not shown.open(row):
            self.opened.emit(row.customer, row.sought)

    def _tell(self) -> None:
        self.marked.emit("" if self._pane.field.text().strip() else self._place)
