"""Fills the pane of people, and does what is chosen there or by a key of the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.profile import HouseholdId, LinkId, ProfileId
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ui.bridge.reader import Clerk
from agent_console.ui.screens.customer.people import deeds
from agent_console.ui.screens.customer.people.deeds import Deeds, Done, Handing, Number, Pair, Proof
from agent_console.ui.screens.customer.people.pane import PeoplePane
from agent_console.ui.screens.customer.people.rows import (
    Deed,
    People,
    Wanted,
    by_hand,
    facts,
    first_link,
    why,
)
from agent_console.ui.screens.customer.viewmodel import CustomerPage

NO_LINK = "Nothing was linked by hand here. I shows all links."


@dataclass(frozen=True, slots=True)
class Company:
    """What the window does for it: who else is open, the way back, and reading all pages again.

    `caller` is the number of a call that could be of who is in sight, `keep` says that it is.
    """

    others: Callable[[], Sequence[CustomerName]]
    offer_undo: Callable[[str, Callable[[], None]], None]
    say: Callable[[str], None]
    regrouped: Callable[[], None]
    caller: Callable[[], str]
    keep: Callable[[], None]
    copy: Callable[[str], None]


class Relating(QObject):
    """Says of the customer in sight who is the same; `opened` has the pane shown."""

    opened = Signal()
    wanted = Signal(int)

    def __init__(
        self, pane: PeoplePane, page: CustomerPage, clerk: Clerk, company: Company
    ) -> None:
        super().__init__(pane)
        self._pane, self._page, self._company = pane, page, company
        self._unfolded: int | None = None
        self._is_open = False
        self.deeds = Deeds(clerk, self)
        self.deeds.done.connect(self._on_done)
        self.deeds.failed.connect(self._on_failed)
        pane.wanted.connect(self.act)

    def name(self) -> CustomerName | None:
        """Say who is in sight here."""
        told = self._page.customer
        return None if told is None else CustomerName(told.id, told.name)

    def customer(self) -> Customer | None:
        """Return who is in sight here, as far as she is read."""
        return self._page.customer

    def open(self) -> None:
        """Show who may be the same, with the likeliest unfolded."""
        told = self._people()
        if told is None:
            return
        self._unfolded, self._is_open = first_link(told), True
        self._pane.show_reason("")
        self.refresh()
        self.opened.emit()
        if self._unfolded is None:
            self._pane.go_to_first()
        else:
            self._pane.go_to(Wanted(Deed.LINK, self._unfolded))
        self._pane.first().setFocus()

    def close(self) -> None:
        """Forget what was unfolded."""
        self._is_open = False

    def refresh(self) -> None:
        """Show anew what is known, where the pane is in sight."""
        told = self._people() if self._is_open else None
        if told is not None:
            self._pane.show_people(facts(told, self._unfolded, self._page.times))

    def unlink_newest(self) -> None:
        """Take back the link that was made last by hand."""
        told = self._page.customer
        links = by_hand(told.links) if told else ()
        if links:
            self.act(Wanted(Deed.UNLINK, links[0].id))
        else:
            self._company.say(NO_LINK)

    def prove(self, proof: Proof) -> None:
        """Write down that the customer proved who she is."""
        self.deeds.do(partial(deeds.verify, proof))

    def hand_off(self, wanted: Handing) -> None:
        """Give a code for a colleague who goes on."""
        self.deeds.do(partial(deeds.hand_off, wanted))

    def keep_number(self, number: str, why: str) -> None:
        """Keep a telephone number as the customer's."""
        if (told := self._page.customer) is not None:
            said = Number(told.id, told.name, number)
            self.deeds.do(partial(deeds.attach, said, why))

    def act(self, wanted: Wanted) -> None:
        """Do what was chosen."""
        if wanted.deed is Deed.UNFOLD:
            self._unfold(wanted.number)
        elif wanted.deed is Deed.OPEN:
            self.wanted.emit(wanted.number)
        elif wanted.deed is Deed.KEEP:
            self._company.keep()
        elif (deed := self._deed(wanted)) is not None:
            self.deeds.do(deed)

    def _unfold(self, number: int) -> None:
        self._unfolded = None if number == self._unfolded else number
        self.refresh()
        self._pane.go_to(Wanted(Deed.UNFOLD, number))

    def _deed(self, wanted: Wanted) -> Callable[[Paperwork], Done] | None:
        told = self._people()
        if told is None:
            return None
        if wanted.deed is Deed.UNLINK:
            return _unlinking(told.customer, LinkId(wanted.number))
        if wanted.deed is Deed.PART:
            return _parting(told.customer, wanted.number)
        return self._joining(told, wanted)

    def _joining(self, told: People, wanted: Wanted) -> Callable[[Paperwork], Done] | None:
        one = told.candidate(wanted.number)
        if one is None:
            return None
        pair = Pair(told.customer.id, one.id, f"{told.customer.name} and {one.name}")
        if wanted.deed is Deed.LINK:
            return partial(deeds.link, pair, why(one))
        if wanted.deed is Deed.HOUSEHOLD:
            return partial(deeds.relate, pair, why(one))
        return partial(deeds.dismiss, pair, one.compared.keys())

    def _people(self) -> People | None:
        told = self._page.customer
        if told is None:
            return None
        others, caller = tuple(self._company.others()), self._company.caller()
        return People(told, self._page.suggested, others, caller)

    def _on_done(self, done: Done) -> None:
        self._pane.show_reason("")
        self._company.regrouped()
        if done.code:
            self._company.copy(done.code)
        if done.undo is not None:
            self._company.offer_undo(done.words, partial(self.deeds.do, done.undo))
        else:
            self._company.say(done.words)

    def _on_failed(self, words: str) -> None:
        self._pane.show_reason(words)
        if not self._is_open:
            self._company.say(words)


def _unlinking(customer: Customer, number: LinkId) -> Callable[[Paperwork], Done]:
    """Take back a link of two people, or of a person and a telephone number."""
    link = next(one for one in customer.links if one.id == number)
    parts = {one.profile: one for one in customer.parts}
    both = [parts[one] for one in (link.a, link.b) if one in parts]
    if (told := next((one for one in both if one.is_number), None)) is not None:
        owner = link.a if told.profile == link.b else link.b
        return partial(deeds.release, number, Number(owner, customer.name, told.name))
    names = dict.fromkeys(one.name for one in both)
    return partial(deeds.unlink, number, " and ".join(names) or "a profile")


def _parting(customer: Customer, number: int) -> Callable[[Paperwork], Done]:
    mate = next(one for one in customer.households if one.said.id == number)
    names = f"{customer.name} and {mate.other.name}"
    pair = Pair(ProfileId(customer.id), mate.other.id, names)
    return partial(deeds.part, pair, HouseholdId(number))
