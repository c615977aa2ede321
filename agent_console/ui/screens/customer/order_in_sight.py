"""Which of a customer's orders is looked at, and who else may be meant."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.customer import Customer
from agent_console.queries.desk import Desk
from agent_console.queries.suggestions import Suggestion, suggestions
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.customer.beside.context import next_order
from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.viewmodel import CustomerPage


class OrderInSight(QObject):
    """Chooses among the orders of a page; `changed` says that another one is looked at."""

    changed = Signal()

    def __init__(self, page: CustomerPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._sought = ""

    def seek(self, reference: str) -> None:
        """Look at the order of this number, or of a parcel of it, as soon as it is there."""
        self._sought = reference
        if self.find():
            self.changed.emit()

    def find(self) -> bool:
        """Say that what is sought is there now, and looked at from now on."""
        shown = self._page.customer
        number = shown.order_of(self._sought) if shown and self._sought else None
        if number is None:
            return False
        self._sought, self._page.number = "", number
        return True

    def choose(self, number: str) -> None:
        """Look at an order."""
        known = self._page.known_order()
        if known is not None and known.order.number != number:
            self._page.number = number
            self.changed.emit()

    def step(self, step: int) -> None:
        """Look at the next (+1) or the previous (-1) order."""
        known = self._page.known_order()
        chosen = known.order.number if known else None
        if number := next_order(card(self._page), chosen, step):
            self.choose(number)

    def look_at_trouble(self, which: int = 0) -> None:
        """Look at one of the orders in trouble."""
        troubled = self._page.troubled()
        if which < len(troubled):
            self.choose(troubled[which])


class Suggesting(QObject):
    """Puts on a page who may be meant too; `changed` says that these became others."""

    changed = Signal()

    def __init__(self, page: CustomerPage, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._reader = reader

    def ask(self, found: Customer) -> None:
        """Look for others; where that cannot be read, the page has said so already."""
        self._reader.ask(partial(_suggested, found), self._take, self._on_failed, key=self)

    def _take(self, suggested: tuple[Suggestion, ...]) -> None:
        if suggested != self._page.suggested:
            self._page.suggested = suggested
            self.changed.emit()

    def _on_failed(self, _: BaseException) -> None:
        self._take(())


def _suggested(found: Customer, desk: Desk) -> tuple[Suggestion, ...]:
    return suggestions(desk, found)
