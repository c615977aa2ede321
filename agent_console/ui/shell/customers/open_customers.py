"""The customers that are open: a tab and a page each, every page with its own place and words."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.errands import Surroundings
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.shell.customers.spare_page import SparePage
from agent_console.ui.shell.customers.tabs import TabStrip
from agent_console.ui.theme.theme import Theme

HOLD_MS = 40
"""So long a customer's page may take to be filled before it comes in sight all the same."""


class Coming(Enum):
    """How a customer comes: chosen, by itself beside who works, or behind the page in sight."""

    CHOSEN = auto()
    QUIET = auto()
    BEHIND = auto()


class OpenCustomers(QObject):
    """Opens, shows and closes customers; a page comes in sight when it is filled.

    So it is painted once, and takes the keyboard only then. `told` names a page that was read.
    """

    changed = Signal()
    told = Signal(object)
    closed = Signal()

    def __init__(
        self, theme: Theme, around: Surroundings, tabs: TabStrip, pages: QStackedWidget
    ) -> None:
        super().__init__(tabs)
        self._theme = theme
        self._around = around
        self._tabs = tabs
        self._pages = pages
        self._open: list[CustomerPresenter] = []
        self.spare = SparePage(self._build, pages)
        self._awaited: CustomerPresenter | None = None
        self._coming = Coming.CHOSEN
        self._outdated: set[CustomerPresenter] = set()
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._on_held)
        tabs.currentChanged.connect(self._on_tab)
        tabs.closing.connect(self.close)
        tabs.tabMoved.connect(self._on_moved)

    def open(self, profile: ProfileId, sought: str = "", coming: Coming = Coming.CHOSEN) -> None:
        """Show a customer, in the tab that is open already or in a new one.

        `sought` is the number of an order or parcel that is to be looked at, normalised.
        """
        if coming is not Coming.BEHIND:
            self._coming = coming
        for number, page in enumerate(self._open):
            if page.concerns(profile):
                page.orders.seek(sought)
                page.errands.follow()
                if coming is not Coming.BEHIND:
                    self._arrive(number)
                return
        page = self.spare.take()
        if coming is not Coming.BEHIND:
            self._awaited = page
        self._open.append(page)
        page.orders.seek(sought)
        page.open(profile)
        number = self._tabs.add("…")
        if coming is not Coming.BEHIND:
            self._tabs.setCurrentIndex(number)
            self._hold.start()
        self.spare.prepare()

    def close(self, number: int) -> None:
        """Close a tab."""
        if not 0 <= number < len(self._open):
            return
        page = self._open.pop(number)
        page.docked.keep()
        self._outdated.discard(page)
        self._tabs.removeTab(number)
        self._pages.removeWidget(page.view)
        page.view.deleteLater()
        self.changed.emit()
        self.closed.emit()

    def keep(self) -> None:
        """Keep now whatever is being written, because the window goes."""
        for page in self._open:
            page.docked.keep()

    def close_current(self) -> None:
        """Close the tab in sight."""
        self.close(self._tabs.currentIndex())

    def step(self, step: int) -> None:
        """Go to the next (+1) or the previous (-1) customer, round and round."""
        if self._open:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + step) % len(self._open))

    def current(self) -> CustomerPresenter | None:
        """Return the customer in sight."""
        number = self._tabs.currentIndex()
        return self._open[number] if 0 <= number < len(self._open) else None

    def concerned(self, customers: Iterator[int]) -> Iterator[CustomerPresenter]:
        """Yield the open pages that show one of these customers."""
        wanted = list(customers)
        for page in self._open:
            if any(page.concerns(customer) for customer in wanted):
                yield page

    def __iter__(self) -> Iterator[CustomerPresenter]:
        """Yield the open pages."""
        yield from self._open

    def reload(self, pages: Iterable[CustomerPresenter]) -> None:
        """Have pages read again: the one in sight now, any other when it comes in sight."""
        current = self.current()
        self._outdated.update(pages)
        if current is not None and current in self._outdated:
            self._outdated.discard(current)
            current.reload()

    def is_settled(self) -> bool:
        """Say whether the pages show all that is known."""
        return self._awaited is None and all(page.is_settled() for page in self._open)

    def repaint_ages(self) -> None:
        """Say all ages anew on the page in sight."""
        if page := self.current():
            page.repaint_ages()

    def _on_tab(self, number: int) -> None:
        if 0 <= number < len(self._open):
            self._show(number)
            if self._open[number] is not self._awaited:
                self._open[number].repaint_ages()

    def _show(self, number: int) -> None:
        page = self._open[number]
        if page is not self._awaited:
            self._pages.setCurrentWidget(page.view)
            self.changed.emit()
            if page in self._outdated:
                self.reload([page])

    def _arrive(self, number: int) -> None:
        """Come in sight; the keyboard comes along unless it is in use elsewhere in the window."""
        window = self._tabs.window()
        keeper = window.focusWidget() if self._coming is Coming.QUIET else None
        self._tabs.setCurrentIndex(number)
        self._show(number)
        if keeper is not None and keeper.isVisibleTo(window):
            keeper.setFocus()
        else:
            self._open[number].view.home().setFocus()

    def _on_filled(self, page: CustomerPresenter) -> None:
        if page is self._awaited:
            self._on_held()

    def _on_held(self) -> None:
        page, self._awaited = self._awaited, None
        self._hold.stop()
        if page is not None and page is self.current():
            self._arrive(self._tabs.currentIndex())

    def _on_moved(self, start: int, end: int) -> None:
        self._open.insert(end, self._open.pop(start))

    def _build(self) -> CustomerPresenter:
        view = CustomerView(self._theme, self._around.times)
        self._pages.addWidget(view)
        page = CustomerPresenter(view, self._around)
        self._around.file_fetched.connect(page.message.hear_fetched)
        page.named.connect(self._on_named)
        page.filled.connect(self._on_filled)
        page.wanted.connect(self.open)
        return page

    def _on_named(self, name: str) -> None:
        page = self.sender()
        for number, one in enumerate(self._open):
            if one is page and self._tabs.name(number) != name:
                self._tabs.rename(number, name)
        self.told.emit(page)
