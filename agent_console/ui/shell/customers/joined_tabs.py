"""One tab for each customer: two that turn out to be one become one, and two again when undone."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.customers.open_customers import Coming, OpenCustomers
from agent_console.ui.shell.customers.tabs import TabStrip


@dataclass(frozen=True, slots=True)
class Joined:
    """A tab that was closed for another page, whom it showed, and where it was."""

    keeper: CustomerPresenter
    profile: ProfileId
    number: int


class JoinedTabs(QObject):
    """Looks, whenever a page was read, whether its customer has another tab, or had one."""

    def __init__(self, customers: OpenCustomers, tabs: TabStrip) -> None:
        super().__init__(tabs)
        self._customers, self._tabs = customers, tabs
        self._joined: list[Joined] = []
        customers.told.connect(self._on_told)

    def _on_told(self, page: CustomerPresenter) -> None:
        if page in list(self._customers):
            self._gather(page)
            self._scatter(page)

    def _gather(self, page: CustomerPresenter) -> None:
        """Close the other tabs of the customer; one in which a return is filled in stays."""
        same = [one for one in self._customers if one is page or page.concerns(one.profile)]
        current = self._customers.current()
        keeper = current if current in same and current is not None else page
        for other in same:
            if other is not keeper and not other.docked.returning.is_open():
                number = list(self._customers).index(other)
                self._customers.close(number)
                self._joined.append(Joined(keeper, other.profile, number))

    def _scatter(self, page: CustomerPresenter) -> None:
        """Bring back the tabs of who is another customer again, where they were."""
        pages = list(self._customers)
        alive = [one for one in self._joined if one.keeper in pages]
        apart = [one for one in alive if one.keeper is page and not page.concerns(one.profile)]
        self._joined = [one for one in alive if one not in apart]
        for one in reversed(apart):
            count = len(list(self._customers))
            self._customers.open(one.profile, coming=Coming.BEHIND)
            if len(list(self._customers)) > count:
                self._tabs.moveTab(count, min(one.number, count))
