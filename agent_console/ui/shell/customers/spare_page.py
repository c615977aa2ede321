"""A customer's page that is built before anybody wants it: that takes longer than filling it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from agent_console.ui.screens.customer.presenter import CustomerPresenter

REST_MS = 400
"""So long after a customer was opened the next page is built."""


class SparePage(QObject):
    """Holds at most one page, styled and laid out already for the room it will have."""

    def __init__(self, build: Callable[[], CustomerPresenter], pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._build = build
        self._pages = pages
        self._page: CustomerPresenter | None = None
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self._on_rest)

    def prepare(self) -> None:
        """Build a page in a moment."""
        self._later.start()

    def take(self) -> CustomerPresenter:
        """Return a page to fill; it is built now where none was ready."""
        page, self._page = self._page or self._build(), None
        self._warm_up(page)
        return page

    def _on_rest(self) -> None:
        if self._page is None:
            self._page = self._build()
            # In a turn of its own, so that a key in between is not kept waiting for both.
            self._later.start(0)
        else:
            self._warm_up(self._page)
            self._later.setInterval(REST_MS)

    def _warm_up(self, page: CustomerPresenter) -> None:
        page.view.warm_up((self._pages.parentWidget() or self._pages).size())
