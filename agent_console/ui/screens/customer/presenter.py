"""Asks the desk about one customer and shows the answers; nothing typed or chosen gets lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import TimelineWish
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.timeline import TimelinePage, timeline
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.customer import situations
from agent_console.ui.screens.customer.actions import ACTIONS
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.context import next_order
from agent_console.ui.screens.customer.evidence import evidence
from agent_console.ui.screens.customer.timeline.presenter import TimelinePresenter
from agent_console.ui.screens.customer.timeline.rows import Row
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.screens.customer.viewmodel import CustomerPage
from agent_console.ui.widgets.rows import RowRole
from agent_console.ui.widgets.times import Times

SAID_MS = 6000
PATIENCE_MS = 200
"""After so long without an answer the page says that it is being read."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page may ask of the window around it; `refresh` says how it will go."""

    reader: Reader
    times: Times
    copy: Callable[[str], None]
    open_url: Callable[[str], bool]
    refresh: Callable[[int], str]
    failing: Callable[[], frozenset[str]]
    search: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A customer with the newest page of the timeline."""

    customer: Customer
    page: TimelinePage | None


class CustomerPresenter(QObject):
    """Keeps one customer's page true; `named` says how the tab is called."""

    named = Signal(str)

    def __init__(self, view: CustomerView, around: Surroundings) -> None:
        super().__init__(view)
        self.view = view
        self.profile = ProfileId(0)
        self.timeline = TimelinePresenter(view.timeline, around.reader, around.times)
        self._around = around
        self._page = CustomerPage(around.times)
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(self._forget_result)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_reading)
        self._offers: dict[str, Callable[[], None]] = {
            situations.CLEAR_FILTER: self.timeline.clear_filter,
            situations.REFRESH: self.refresh,
            situations.SEARCH: around.search,
        }
        self._wire()

    def open(self, profile: ProfileId) -> None:
        """Show this customer."""
        self.profile = profile
        self._patience.start()
        question = partial(_open, profile, self.timeline.history.newest_wish())
        self._around.reader.ask(question, self._on_opened, self._on_failed, key=self)

    def reload(self) -> None:
        """Read again what is shown: something changed."""
        question = partial(_open, self.profile, self.timeline.history.again_wish())
        self._around.reader.ask(question, self._on_reloaded, self._on_failed, key=self)

    def concerns(self, profile: int) -> bool:
        """Say whether a profile or customer is the one shown here."""
        shown = self._page.customer
        return profile == self.profile or (shown is not None and profile in shown.profiles)

    def refresh(self) -> None:
        """Have this customer, and only this one, read again at its connections."""
        self._quiet.stop()
        self.view.answer.show_result(self._around.refresh(int(self.profile)))

    def tell_refreshed(self, failure: str | None) -> None:
        """Say how the refresh went, and show what it brought."""
        if failure is None:
            self.view.answer.show_result("Refreshed just now")
            self._quiet.start()
        else:
            self.view.answer.show_result(f"Not refreshed: {failure}", is_failure=True)
        self.reload()

    def act(self, word: str) -> None:
        """Do one of the actions of the context pane."""
        action = next(action for action in ACTIONS if action.word == word)
        told = self._page.situation()
        subject = action.subject(told) if told else None
        if subject is None:
            return
        done = self._around.open_url(subject) if action.opens else True
        if not action.opens:
            self._around.copy(subject)
        self.view.context.say(word, action.done if done else "no browser answered")

    def copy_answer(self) -> None:
        """Copy the answer."""
        self._around.copy(self._page.answer().text)
        self.view.answer.show_result("Answer copied")
        self._quiet.start()

    def step_order(self, step: int) -> None:
        """Look at the next (+1) or the previous (-1) order."""
        known = self._page.known_order()
        chosen = known.order.number if known else None
        if number := next_order(card(self._page), chosen, step):
            self._choose_order(number)

    def repaint_ages(self) -> None:
        """Say all ages anew."""
        self.view.timeline.repaint_ages()
        self._show_page()

    def _wire(self) -> None:
        view, told = self.view, self.timeline
        told.row_walked.connect(self._on_walked)
        told.row_opened.connect(self._on_row_opened)
        told.emptied.connect(self._on_emptied)
        told.failed.connect(self._on_failed)
        view.timeline.offer_accepted.connect(self._on_offer)
        view.failure.accepted.connect(self._on_offer)
        view.context.action_wanted.connect(self.act)
        view.context.order_chosen.connect(self._choose_order)
        view.strip.chosen.connect(self._on_parcel)
        view.evidence.closed.connect(view.close_evidence)
        view.answer.copied.connect(self.copy_answer)
        view.answer.refresh_wanted.connect(self.refresh)
        view.laid_out.connect(self._show_evidence)

    def _on_opened(self, opened: Opened) -> None:
        self._take(opened.customer)
        if opened.page is not None:
            self.timeline.show(opened.customer.id, opened.page)

    def _on_reloaded(self, opened: Opened) -> None:
        self._take(opened.customer)
        if opened.page is not None:
            self.timeline.update(opened.page)

    def _take(self, found: Customer) -> None:
        self._patience.stop()
        self._page.customer = found
        self.named.emit(found.name)
        self.view.show_panes()
        self._show_page()

    def _show_page(self) -> None:
        page, view = self._page, self.view
        if page.customer is None:
            return
        page.failing = self._around.failing()
        view.line.show_customer(page.customer.name, page.identities(), page.attention())
        answer = page.answer()
        view.answer.show_answer(answer.text, page.evidence(), is_trouble=answer.is_trouble)
        view.strip.show_parcels(page.parcels())
        view.context.show_order(page.situation(), card(page))

    def _on_walked(self, row: Row | None) -> None:
        if row is not None and row.entry is not None and row.entry.order:
            self._choose_order(row.entry.order)
        self._show_evidence()

    def _choose_order(self, number: str) -> None:
        known = self._page.known_order()
        if known is None or known.order.number == number:
            return
        self._page.number = number
        self._show_page()

    def _on_row_opened(self, row: Row) -> None:
        self.view.open_evidence()
        self._show_evidence()

    def _show_evidence(self) -> None:
        row = self.view.timeline.current_row()
        if self.view.is_evidence_shown():
            facts = evidence(row, self._around.times) if row else ()
            self.view.evidence.facts.show_facts(facts)

    def _on_emptied(self, chosen: str, words: str) -> None:
        if self.timeline.history.is_filtered():
            self.view.timeline.show_situation(situations.nothing_fits(chosen, words))
        elif self._page.customer is not None:
            self.view.timeline.show_situation(situations.no_entries(self._page.customer))

    def _on_failed(self, failure: BaseException) -> None:
        self._patience.stop()
        self.view.show_failure(situations.not_readable(failure))

    def _say_reading(self) -> None:
        self.view.show_failure(situations.READING)

    def _on_parcel(self, index: QModelIndex) -> None:
        if (number := index.data(RowRole.KEY)) is not None:
            self._choose_order(number)

    def _on_offer(self, word: str) -> None:
        self._offers[word]()

    def _forget_result(self) -> None:
        self.view.answer.show_result("")


def _open(profile: ProfileId, wish: TimelineWish | None, desk: Desk) -> Opened:
    found = customer(desk, profile)
    return Opened(found, timeline(desk, found.id, wish) if wish else None)
