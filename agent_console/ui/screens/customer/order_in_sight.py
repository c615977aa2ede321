"""Which of a customer's orders is looked at: chosen, stepped to, or in need of a look."""

from PySide6.QtCore import QObject, Signal

from agent_console.ui.screens.customer.card import card
from agent_console.ui.screens.customer.context import next_order
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
