"""The call whose number did not name one customer: kept as hers with whom it was found to be."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.queries.identities.evidence import phones
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.bars.notices import DockedBar
from agent_console.ui.shell.customers.open_customers import OpenCustomers
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.times import Times

HERS = ("This number is hers", "Y")
SAID_MS = 6000
FRESH = timedelta(minutes=10)
"""So long after a call the customers that are opened are asked about by themselves."""
OVER = timedelta(hours=1)
"""So long after a call nobody on the page is its caller any more."""
NO_CALL = "No unknown number has called; there is none to keep."


@dataclass(frozen=True, slots=True)
class Call:
    """A number as it called, its value for comparing, and what was typed to find the caller."""

    number: str
    value: str
    at: datetime
    sought: str = ""


class OnLine(QObject):
    """Offers to keep the number of a call with the customer who comes in sight meanwhile."""

    def __init__(self, bar: DockedBar, customers: OpenCustomers, times: Times) -> None:
        super().__init__(bar)
        self._bar, self._customers, self._times = bar, customers, times
        self._call: Call | None = None
        self._words = ""
        self._about: ProfileId | None = None
        self._asked: set[ProfileId] = set()
        self._claimed: ProfileId | None = None
        customers.changed.connect(self._on_page)
        customers.told.connect(self._on_page)

    def begin(self, number: str, value: str) -> None:
        """Remember a call; a number that cannot be read can be nobody's.

        Who is in sight when it comes is not asked about by itself: she was there before.
        """
        self.end()
        if value:
            self._call = Call(number, value, self._times.clock.now())
        if (page := self._customers.current()) is not None:
            self._asked.add(page.profile)

    def end(self) -> None:
        """Forget the call: who calls is known."""
        self._call, self._claimed = None, None
        self._asked.clear()
        self._put_away()

    def find(self, profile: ProfileId, sought: str, *, claims: bool) -> None:
        """Hear by which words the caller was found, and whether the number is hers for sure."""
        if self._call is not None:
            self._call = Call(self._call.number, self._call.value, self._call.at, sought)
        self._claimed = profile if claims else None
        self._asked.discard(profile)

    def number(self) -> str:
        """Return the number that could be hers who is in sight; empty where none could."""
        page, call = self._customers.current(), self._live()
        is_open = page is not None and call is not None and self._lacks(page, call)
        return call.number if is_open and call is not None else ""

    def keep(self) -> None:
        """Keep the number with the customer in sight."""
        page, call = self._customers.current(), self._live()
        name = page.people.name() if page is not None else None
        if call is None or page is None or name is None:
            self._bar.say(NO_CALL, glyph=Glyph.CALL, for_ms=SAID_MS)
        elif self._lacks(page, call):
            self._put_away()
            page.people.keep_number(call.number, self._why(call))
        else:
            told = f"{call.number} is {name.name}\N{RIGHT SINGLE QUOTATION MARK}s number already."
            self._bar.say(told, glyph=Glyph.CALL, for_ms=SAID_MS)

    def _live(self) -> Call | None:
        if self._call is not None and self._times.clock.now() - self._call.at > OVER:
            self.end()
        return self._call

    def is_in_sight(self) -> bool:
        """Say whether the bar offers it: other words may have come in its place."""
        return bool(self._words) and self._bar.isVisible() and self._bar.words() == self._words

    def _on_page(self) -> None:
        page, call = self._customers.current(), self._live()
        name = page.people.name() if page is not None else None
        if page is None or call is None or name is None:
            self._put_away()
        elif self._claimed is not None and page.concerns(self._claimed):
            self._claimed = None
            self._asked.add(name.id)
            self.keep()
        elif self._about != name.id:
            self._put_away()
            self._offer(page, call, name)

    def _offer(self, page: CustomerPresenter, call: Call, one: CustomerName) -> None:
        """Ask about whom nobody was asked before."""
        is_old = self._times.clock.now() - call.at > FRESH
        if one.id in self._asked or is_old or not self._lacks(page, call):
            return
        self._asked.add(one.id)
        self._about = one.id
        at = self._times.clock_time(call.at)
        self._words = f"{call.number} called at {at}. Is it a number of {one.name}?"
        self._bar.say(self._words, glyph=Glyph.CALL, offer=HERS)

    def _lacks(self, page: CustomerPresenter, call: Call) -> bool:
        customer = page.people.customer()
        return customer is not None and call.value not in phones(customer)

    def _why(self, call: Call) -> str:
        at = self._times.clock_time(call.at)
        found = f", found by “{call.sought}”" if call.sought else ""
        return f"she called from it at {at}{found}"

    def _put_away(self) -> None:
        if self.is_in_sight():
            self._bar.hide()
        self._words, self._about = "", None
