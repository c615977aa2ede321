"""Asks the desk for pages of one timeline and keeps the pane's place while they arrive."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.writing import Live
from agent_console.ports.reading import TimelineWish
from agent_console.queries.desk import Desk
from agent_console.queries.timeline import TimelinePage, timeline
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.customer.timeline.history import History
from agent_console.ui.screens.customer.timeline.looks import Filter
from agent_console.ui.screens.customer.timeline.pane import TimelinePane
from agent_console.ui.screens.customer.timeline.pending import pinned
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind
from agent_console.ui.widgets.times import Times


class TimelinePresenter(QObject):
    """Pages, filters, folds; `row_walked` and `row_opened` pass on what the person looks at."""

    row_walked = Signal(object)
    row_opened = Signal(object)
    emptied = Signal(str, str)
    failed = Signal(object)

    def __init__(self, pane: TimelinePane, reader: Reader, times: Times) -> None:
        super().__init__(pane)
        self.history = History(times)
        self._pane = pane
        self._reader = reader
        self._profile = ProfileId(0)
        self._is_paging = False
        pane.row_walked.connect(self.row_walked)
        pane.row_chosen.connect(self._on_chosen)
        pane.fold_wanted.connect(self._on_fold)
        pane.filter_wanted.connect(self.take_filter)
        pane.words_wanted.connect(self._on_words)
        pane.older_wanted.connect(self._on_older_wanted)
        pane.top_neared.connect(self._on_top_neared)

    def show(self, profile: ProfileId, page: TimelinePage) -> None:
        """Show the newest page of a customer."""
        self._profile = profile
        self.history.show(page)
        self._show_rows()

    def update(self, page: TimelinePage) -> None:
        """Take the newest entries as they are now."""
        self.history.update(page)
        self._show_rows()

    def pin(self, under_way: Iterable[tuple[Live, float]]) -> None:
        """Pin what is under way over the rows, with the seconds until it goes."""
        times = self.history.times
        self._pane.pinned.show_rows([pinned(live, left_s, times) for live, left_s in under_way])

    def take_filter(self, chosen: Filter) -> None:
        """Show only some kinds."""
        self.history.chosen = chosen
        self._ask_again()

    def clear_filter(self) -> None:
        """Show everything again."""
        self._pane.field.clear()
        self._pane.take_filter(0)

    def _on_words(self, words: str) -> None:
        if words != self.history.text:
            self.history.text = words
            self._ask_again()

    def _ask_again(self) -> None:
        self._ask(self.history.newest_wish(), first=True)

    def _on_older_wanted(self) -> None:
        wish = self.history.older_wish()
        if wish is not None and not self._is_paging:
            self._ask(wish)

    def _on_top_neared(self) -> None:
        wish = self.history.newer_wish()
        if wish is not None and not self._is_paging:
            self._ask(wish)

    def _ask(self, wish: TimelineWish, *, first: bool = False) -> None:
        self._is_paging = True
        question = partial(_page, self._profile, wish)
        then = self._on_first if first else self._on_paged
        self._reader.ask(question, then, self._on_failed, key=(self, "page"))

    def _on_first(self, told: tuple[TimelineWish, TimelinePage]) -> None:
        self._is_paging = False
        self.history.show(told[1])
        self._show_rows()

    def _on_paged(self, told: tuple[TimelineWish, TimelinePage]) -> None:
        self._is_paging = False
        wish, page = told
        is_older = wish.after is None
        edge = self._pane.edge(newest=is_older)
        if is_older:
            self.history.add_older(page)
        else:
            self.history.add_newer(page)
        self.history.let_go(newest=is_older, edge=edge)
        self._show_rows()

    def _on_failed(self, failure: BaseException) -> None:
        self._is_paging = False
        self.failed.emit(failure)

    def _on_chosen(self, row: Row | None) -> None:
        if row is None:
            return
        if row.kind is RowKind.FOLDED:
            self._on_fold(row, not row.is_unfolded)
        else:
            self.row_opened.emit(row)

    def _on_fold(self, row: Row | None, unfold: bool) -> None:
        if row is not None:
            self.history.fold(row, unfold=unfold)
            self._show_rows()

    def _show_rows(self) -> None:
        rows = self.history.rows()
        if rows:
            self._pane.show_rows(rows)
        else:
            self.emptied.emit(self.history.chosen.name, self.history.text)


def _page(profile: ProfileId, wish: TimelineWish, desk: Desk) -> tuple[TimelineWish, TimelinePage]:
    return wish, timeline(desk, profile, wish)
