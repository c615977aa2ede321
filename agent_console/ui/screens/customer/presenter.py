"""Asks the desk about one customer and shows the answers; nothing typed or chosen gets lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import TimelineWish
from agent_console.queries.answers.answer import Asking
from agent_console.queries.answers.reading import asking
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.radar import NextStep, next_steps
from agent_console.queries.timeline import TimelinePage, timeline_of
from agent_console.ui.screens.customer import situations
from agent_console.ui.screens.customer.beside.docked import Docked
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.errands import Errands, Surroundings
from agent_console.ui.screens.customer.evidence import evidence
from agent_console.ui.screens.customer.message.presenter import MessagePresenter
from agent_console.ui.screens.customer.no_orders import OPEN, no_orders
from agent_console.ui.screens.customer.order_in_sight import OrderInSight, Suggesting
from agent_console.ui.screens.customer.people.presenter import Relating
from agent_console.ui.screens.customer.timeline.presenter import TimelinePresenter
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.screens.customer.viewmodel import MOST_TROUBLED, CustomerPage

FIRST_ORDERS = 10
"""So many of the newest orders are read with the page; the rest follow once it is painted."""
PATIENCE_MS = 200
"""After so long without an answer the page says that it is being read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A customer with the newest page of the timeline."""

    customer: Customer
    page: TimelinePage | None
    asking: Asking
    steps: tuple[NextStep, ...] = ()


class CustomerPresenter(QObject):
    """Keeps one customer's page true; `named` says how the tab is called.

    `filled` says which page has something to show now: the customer, or why there is none;
    `wanted` that another customer is to be opened.
    """

    named = Signal(str)
    filled = Signal(object)
    wanted = Signal(int)

    def __init__(self, view: CustomerView, around: Surroundings) -> None:
        super().__init__(view)
        self.view = view
        self.profile = ProfileId(0)
        self.timeline = TimelinePresenter(view.timeline, around.reader, around.times)
        self._around = around
        self._page = CustomerPage(around.times)
        self.errands = Errands(view, self._page, around)
        self.docked = Docked(view.evidence, view.work.returning, around.hands, self)
        self.message = MessagePresenter(
            view.evidence.message, around.reader, self._on_failed, fetch=around.fetch_file
        )
        self.orders = OrderInSight(self._page, self)
        self.people = Relating(view.evidence.people, self._page, around.hands.clerk, around.company)
        self._suggesting = Suggesting(self._page, around.reader, self)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_reading)
        self._beside = QTimer(self, singleShot=True, interval=0)
        self._beside.timeout.connect(self._show_beside)
        self._offers: dict[str, Callable[[], None]] = {
            situations.CLEAR_FILTER: self.timeline.clear_filter,
            situations.REFRESH: self.refresh,
            situations.SEARCH: around.search,
            OPEN: partial(self.errands.act, OPEN),
        }
        self._wire()
        _wire_people(self)

    def open(self, profile: ProfileId) -> None:
        """Show this customer."""
        self.profile = profile
        self._patience.start()
        question = partial(_open, profile, FIRST_ORDERS, self.timeline.history.newest_wish())
        self._around.reader.ask(question, self._on_opened, self._on_failed, key=self)

    def reload(self) -> None:
        """Read again what is shown: something changed."""
        question = partial(_open, self.profile, None, self.timeline.history.again_wish())
        self._around.reader.ask(question, self._on_reloaded, self._on_failed, key=self)

    def concerns(self, profile: int) -> bool:
        """Say whether a profile or customer is the one shown here."""
        shown = self._page.customer
        return profile == self.profile or (shown is not None and profile in shown.profiles)

    def is_settled(self) -> bool:
        """Say whether all that is known stands on the page."""
        return not self._beside.isActive() and self.view.timeline.is_settled()

    def refresh(self) -> None:
        """Have this customer read again, and show at least what the store holds."""
        if self.view.is_failure_shown():
            self.reload()
        if self._page.customer is not None:
            self.errands.refresh()

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
        view.context.nothing.accepted.connect(self._on_offer)
        view.context.order_chosen.connect(self.orders.choose)
        view.context.customer_chosen.connect(self.wanted)
        self._suggesting.changed.connect(self._beside.start)
        view.strip.order_chosen.connect(self.orders.choose)
        view.timeline.pinned.wanted.connect(self._around.handle)
        view.evidence.closed.connect(view.close_evidence)
        view.evidence.message.link_chosen.connect(self._around.open_url)
        view.line.trouble_chosen.connect(self.orders.look_at_trouble)
        view.answer.refresh_wanted.connect(self.refresh)
        self.orders.changed.connect(self._show_page)
        view.laid_out.connect(self._beside.start)
        self.errands.refreshed.connect(self.reload)
        self.errands.message_wanted.connect(self.docked.compose)
        self.errands.note_wanted.connect(self.docked.note)
        self.errands.return_wanted.connect(self.docked.bring_back)
        self.docked.sent.connect(self._around.sent)
        self.docked.sent.connect(self.reload)
        self.docked.kept.connect(self.reload)
        self.docked.returning.opened.connect(view.work.open_return)
        self.docked.returning.closed.connect(view.work.close_return)

    def _on_opened(self, opened: Opened) -> None:
        self._page.customer, self._page.asking = opened.customer, opened.asking
        self._page.steps = opened.steps
        if opened.page is not None:
            self.timeline.show(opened.customer.id, opened.page)
        self._take()
        self.filled.emit(self)
        self._suggesting.ask(opened.customer)
        self.errands.follow()
        if not opened.customer.has_all_orders():
            whole = partial(_whole, self.profile)
            self._around.reader.ask(whole, self._on_whole, self._on_failed, key=self.orders)

    def _on_whole(self, found: Customer) -> None:
        shown = self._page.customer
        if shown is None or shown.profiles != found.profiles:
            self.reload()
            return
        self._page.customer = found
        self.orders.find()
        self._show_page()

    def _on_reloaded(self, opened: Opened) -> None:
        before, self._page.customer = self._page.customer, opened.customer
        self._page.asking, self._page.steps = opened.asking, opened.steps
        if before is None or before.profiles != opened.customer.profiles:
            self.open(self.profile)
        elif opened.page is not None:
            self.timeline.update(opened.page)
        self._take()
        self._suggesting.ask(opened.customer)

    def _take(self) -> None:
        self._patience.stop()
        if self._page.customer is not None:
            self.orders.find()
            self.named.emit(self._page.customer.name)
        self.view.show_panes()
        self._show_page()

    def _show_page(self) -> None:
        page, view = self._page, self.view
        if page.customer is None:
            return
        page.silent = self._around.silent()
        page.why_not_write = self._around.why_not()
        page.why_not_return = self._around.why_not_return()
        leading = min(len(page.troubled()), MOST_TROUBLED)
        view.line.show_customer(page.customer.name, page.identities(), page.attention(), leading)
        answer = page.answer()
        view.answer.show_answer(page.words(), page.evidence(), is_trouble=answer.is_trouble)
        view.strip.show_parcels(page.parcels())
        is_bare = self.timeline.history.is_bare()
        view.show_no_orders(no_orders(page, self._around.heard()), is_bare=is_bare)
        self._beside.start()

    def _on_walked(self, row: Row | None) -> None:
        if row is not None and row.entry is not None and row.entry.order:
            self.orders.choose(row.entry.order)
        self._beside.start()

    def _on_row_opened(self, row: Row) -> None:
        self.view.open_evidence()
        self._beside.start()

    def _show_beside(self) -> None:
        """Show what stands beside the timeline, once that is painted: the order, the evidence."""
        self.view.context.show_order(self._page.situation(), card(self._page))
        self.people.refresh()
        row = self.view.timeline.current_row()
        if self.view.is_evidence_shown():
            facts = evidence(row, self._around.times) if row else ()
            self.view.evidence.facts.show_facts(facts)
            is_one = row is not None and row.kind is not RowKind.FOLDED
            self.message.show_entry(row.entry if row is not None and is_one else None)

    def _on_emptied(self, chosen: str, words: str) -> None:
        if self.timeline.history.is_filtered():
            self.view.timeline.show_situation(situations.nothing_fits(chosen, words))
        elif self._page.customer is not None:
            self.view.timeline.show_situation(situations.no_entries(self._page.customer))
            self._show_page()

    def _on_failed(self, failure: BaseException) -> None:
        self._patience.stop()
        self.view.show_failure(situations.not_readable(failure))
        self.filled.emit(self)

    def _say_reading(self) -> None:
        self.view.show_failure(situations.READING)

    def _on_offer(self, word: str) -> None:
        self._offers[word]()


def _wire_people(page: CustomerPresenter) -> None:
    """Have said who is the same person, wherever on the page that is chosen."""
    page.view.context.deed_chosen.connect(page.people.act)
    page.errands.people_wanted.connect(page.people.open)
    page.errands.proof_wanted.connect(page.people.prove)
    page.errands.hand_off_wanted.connect(page.people.hand_off)
    page.people.opened.connect(page.docked.relate)
    page.people.wanted.connect(page.wanted)
    page.docked.unrelated.connect(page.people.close)


def _whole(profile: ProfileId, desk: Desk) -> Customer:
    return customer(desk, profile)


def _open(profile: ProfileId, newest: int | None, wish: TimelineWish | None, desk: Desk) -> Opened:
    found = customer(desk, profile, newest)
    page = timeline_of(desk, found.profiles, wish) if wish else None
    steps = next_steps(desk.radar, found.id)
    return Opened(found, page, asking(desk, found), steps)
