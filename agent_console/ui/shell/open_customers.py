"""The customers that are open: a tab and a page each, every page with its own place and words."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.errands import Surroundings
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.shell.tabs import TabStrip
from agent_console.ui.theme.theme import Theme

SPARE_MS = 400


class OpenCustomers(QObject):
    """Opens, shows and closes customers; a page is built in advance, so that opening is quick."""

    changed = Signal()

    def __init__(
        self, theme: Theme, around: Surroundings, tabs: TabStrip, pages: QStackedWidget
    ) -> None:
        super().__init__(tabs)
        self._theme = theme
        self._around = around
        self._tabs = tabs
        self._pages = pages
        self._open: list[CustomerPresenter] = []
        self._spare: CustomerPresenter | None = None
        self._later = QTimer(self, singleShot=True, interval=SPARE_MS)
        self._later.timeout.connect(self._build_spare)
        self._later.start()
        tabs.currentChanged.connect(self._on_tab)
        tabs.closing.connect(self.close)
        tabs.tabMoved.connect(self._on_moved)

    def open(self, profile: ProfileId, name: str = "…") -> None:
        """Show a customer, in the tab that is open already or in a new one."""
        for number, page in enumerate(self._open):
            if page.concerns(profile):
                self._tabs.setCurrentIndex(number)
                self._show(number)
                return
        page = self._spare or self._build()
        self._spare = None
        self._open.append(page)
        page.open(profile)
        self._tabs.setCurrentIndex(self._tabs.add(name))
        self._show(len(self._open) - 1)
        self._later.start()

    def close(self, number: int) -> None:
        """Close a tab."""
        if not 0 <= number < len(self._open):
            return
        page = self._open.pop(number)
        self._tabs.removeTab(number)
        self._pages.removeWidget(page.view)
        page.view.deleteLater()
        self.changed.emit()

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

    def repaint_ages(self) -> None:
        """Say all ages anew on the page in sight."""
        if page := self.current():
            page.repaint_ages()

    def _on_tab(self, number: int) -> None:
        if 0 <= number < len(self._open):
            self._show(number)

    def _show(self, number: int) -> None:
        self._pages.setCurrentWidget(self._open[number].view)
        self.changed.emit()

    def _on_moved(self, start: int, end: int) -> None:
        self._open.insert(end, self._open.pop(start))

    def _build_spare(self) -> None:
        if self._spare is None:
            self._spare = self._build()

    def _build(self) -> CustomerPresenter:
        view = CustomerView(self._theme, self._around.times)
        self._pages.addWidget(view)
        page = CustomerPresenter(view, self._around)
        page.named.connect(self._on_named)
        return page

    def _on_named(self, name: str) -> None:
        page = self.sender()
        for number, one in enumerate(self._open):
            if one is page and self._tabs.tabText(number) != name:
                self._tabs.rename(number, name)
