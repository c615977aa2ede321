"""Asks the desk for results and for the latest, and tells the pane what to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import RecentCustomer
from agent_console.queries.desk import Desk
from agent_console.queries.search import meaning, search
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.search import viewmodel
from agent_console.ui.screens.search.view import SearchPane
from agent_console.ui.widgets.people.worklist import Worklist
from agent_console.ui.widgets.state_panel import Situation

LATEST, LIMIT = 60, 40
PATIENCE_MS = 200
"""After so long without an answer the list says that it is looking."""


class SearchPresenter(QObject):
    """Keeps the list at the left true: to the text typed, and to what changes in the store."""

    sync_wanted = Signal()
    reopen_wanted = Signal()
    newest_found = Signal(object)

    def __init__(
        self,
        pane: SearchPane,
        reader: Reader,
        sources: Callable[[], viewmodel.Sources] | None = None,
    ) -> None:
        super().__init__(pane)
        self._sources = sources
        self._pane = pane
        self._reader = reader
        self._syncing = ""
        self._resting = False
        self._worklist: Worklist | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_searching)
        self._offers: dict[str, Callable[[], None]] = {
            viewmodel.CLEAR: pane.field.clear,
            viewmodel.SYNC: self.sync_wanted.emit,
            viewmodel.REOPEN: self.reopen_wanted.emit,
        }
        pane.text_changed.connect(self._on_text)
        pane.offer_accepted.connect(self._on_offer)
        reader.opened.connect(self._on_opened)
        pane.show_listing(viewmodel.opening())

    def rest(self, situation: Situation) -> None:
        """Say why nothing can be listed, until the store is open."""
        self._patience.stop()
        self._resting = True
        self._pane.show_listing(viewmodel.resting(situation))

    def rest_on(self, worklist: Worklist | None) -> None:
        """List a worklist while nothing is searched for; None: what was new last."""
        self._worklist = worklist
        self.refresh()

    def open_newest(self) -> None:
        """Find out who is the newest, whatever is listed now."""
        self._reader.ask(_newest, self._on_newest, self._on_failed, key="newest")

    def refresh(self) -> None:
        """Ask again for what is shown."""
        if self._resting:
            return
        text = self._text()
        if text:
            question = partial(_results, text)
            self._reader.ask(question, self._on_results, self._on_failed, key="list")
        elif self._worklist is not None:
            self._patience.stop()
            self._pane.show_listing(self._worklist.listing())
            self._pane.catch_up()
        else:
            self._reader.ask(_latest, self._on_latest, self._on_failed, key="list")

    def tell_syncing(self, words: str) -> None:
        """Say how far a sync is, where there is nothing else to show yet."""
        self._syncing = words
        if not self._pane.listing_rows().rows and not self._text():
            self.refresh()

    def hear_sources(self) -> None:
        """Say anew where nothing was found: a connection fell silent, or was read again."""
        if self._text() and not self._pane.listing_rows().rows:
            self.refresh()

    def _is_listing_waiting(self) -> bool:
        return self._worklist is not None and not self._text()

    def _text(self) -> str:
        return self._pane.field.text().strip()

    def _on_opened(self) -> None:
        self._resting = False
        self.refresh()

    def _on_text(self) -> None:
        if not self._resting:
            self._patience.start()
            self.refresh()

    def _say_searching(self) -> None:
        if self._text() and not self._reader.is_idle():
            self._pane.show_listing(viewmodel.searching(self._text()))

    def _on_newest(self, customers: Sequence[RecentCustomer]) -> None:
        for one in customers:
            self.newest_found.emit(one.customer)

    def _on_latest(self, customers: Sequence[RecentCustomer]) -> None:
        self._patience.stop()
        if not self._is_listing_waiting():
            self._pane.show_listing(viewmodel.latest(customers, self._syncing))
            self._pane.catch_up()

    def _on_results(self, told: viewmodel.Answer) -> None:
        self._patience.stop()
        if self._is_listing_waiting():
            return
        sources = self._sources() if self._sources else None
        self._pane.show_listing(viewmodel.results(told, LIMIT, sources))
        self._pane.catch_up()
        ids = [hit.found.id for hit in told.hits]
        self._reader.ask(partial(_ages, ids), self._on_ages, self._on_no_ages, key="ages")

    def _on_ages(self, ages: Mapping[ProfileId, datetime]) -> None:
        if self._is_listing_waiting():
            return
        model = self._pane.listing_rows()
        model.show([replace(row, at=ages.get(row.customer, row.at)) for row in model.people()])

    def _on_no_ages(self, failure: BaseException) -> None:
        """Leave the ages out; the results themselves stand."""

    def _on_failed(self, failure: BaseException) -> None:
        if self._resting or self._is_listing_waiting():
            return
        self._patience.stop()
        self._pane.show_listing(viewmodel.store_failed(str(failure)))

    def _on_offer(self, word: str) -> None:
        self._offers[word]()


def _newest(desk: Desk) -> Sequence[RecentCustomer]:
    return desk.recent.recent(1)


def _latest(desk: Desk) -> Sequence[RecentCustomer]:
    return desk.recent.recent(LATEST)


def _results(text: str, desk: Desk) -> viewmodel.Answer:
    hits = search(desk, text, LIMIT)
    return viewmodel.Answer(text, hits, "" if hits else meaning(desk, text))


def _ages(customers: Sequence[ProfileId], desk: Desk) -> Mapping[ProfileId, datetime]:
    return desk.recent.newest(customers)
