"""The world's books: shop, carriers, mails, in the order in which it was written."""

from collections import defaultdict
from datetime import datetime

from agent_console.sandbox.carriage import Consignment
from agent_console.sandbox.letters import Letter
from agent_console.sandbox.shop import Entry, Order, Person, Staff


class Ledger:
    """Everything written so far; numbers each thing of a kind from 1 on, as a store does."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.orders: list[Order] = []
        self.changes: list[Person | Order] = []
        self.consignments: dict[str, Consignment] = {}
        self.letters: list[Letter] = []
        self._last: dict[str, int] = defaultdict(int)

    def number(self, kind: str) -> int:
        """Give the next number of a kind of thing."""
        self._last[kind] += 1
        return self._last[kind]

    def write(
        self,
        about: Person | Order,
        kind: str,
        at: datetime,
        data: dict[str, object],
        *,
        by: Staff | None = None,
        is_public: bool = True,
    ) -> None:
        """Add a line to a history; the moment of change of whom it is about stays as it is."""
        about.history.append(Entry(self.number("entry"), kind, at, data, by, is_public))
        self.changes.append(about)

    def move(self, order: Order, state: str, at: datetime, by: Staff | None = None) -> None:
        """Bring an order into another state."""
        data: dict[str, object] = {"from": order.state, "to": state}
        order.state = state
        self.write(order, "ORDER_STATE_TRANSITION", at, data, by=by)
