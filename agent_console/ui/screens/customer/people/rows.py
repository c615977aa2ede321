"""What stands on the pane of people: who may be the same, what is linked, the household."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.profile import SYSTEM, Link, ProfileId
from agent_console.queries.suggestions import NOTHING, Suggestion
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.facts import Fact, FactKind, text, title
from agent_console.ui.widgets.times import Times

NOBODY = (
    "Nobody shares a phone, or name and street, with this customer. Open the other customer, come "
    "back with Ctrl Tab, and link them here."
)
BY_HAND = "chosen by hand: both were open"
OPEN_TOO = "open in another tab"
TAKES_BACK = "Enter takes it back"
KEEP_KEY = "Y"


class Deed(Enum):
    """What can be said of the customer in sight and another."""

    UNFOLD = auto()
    LINK = auto()
    HOUSEHOLD = auto()
    DISMISS = auto()
    OPEN = auto()
    UNLINK = auto()
    KEEP = auto()
    PART = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A deed, and the number of the customer, link or household it is about."""

    deed: Deed
    number: int


@dataclass(frozen=True, slots=True)
class People:
    """The customer in sight, who may be the same, and who is open in other tabs.

    `caller` is the number of a call that could be hers.
    """

    customer: Customer
    suggested: tuple[Suggestion, ...] = ()
    others: tuple[CustomerName, ...] = ()
    caller: str = ""

    def candidates(self) -> tuple[Suggestion, ...]:
        """Return who may be linked: who is suggested, then who else is open."""
        told = {one.id for one in self.suggested} | set(self.customer.profiles)
        told |= {one.other.id for one in self.customer.households}
        beside = (one for one in self.others if one.id not in told)
        return (*self.suggested, *(Suggestion(one.id, one.name, "") for one in beside))

    def candidate(self, number: int) -> Suggestion | None:
        """Return one of them."""
        return next((one for one in self.candidates() if one.id == number), None)


def why(one: Suggestion) -> str:
    """Say why somebody is linked, for who reads it later."""
    return "; ".join(reason.words for reason in one.compared.evidence) or BY_HAND


def facts(told: People, unfolded: int | None, times: Times) -> tuple[Fact, ...]:
    """Return the rows; one candidate is unfolded, with what can be said of it."""
    return (
        *_caller(told),
        *_candidates(told, unfolded),
        *_numbers(told.customer, times),
        *_links(told.customer, times),
        *_household(told.customer, times),
    )


def _caller(told: People) -> Iterator[Fact]:
    if told.caller:
        yield title("Last call")
        key = Wanted(Deed.KEEP, 0)
        yield Fact(FactKind.CHOICE, f"{told.caller} is her number", KEEP_KEY, key=key)


def _candidates(told: People, unfolded: int | None) -> Iterator[Fact]:
    found = told.candidates()
    yield title("May be the same person")
    if not found:
        yield text(NOBODY)
    for one in found:
        is_open = f"order {one.open_order} is open" if one.open_order else ""
        compared = one.compared
        known = OPEN_TOO if compared is NOTHING else compared.likelihood().value
        quiet = " · ".join(filter(None, (one.email, is_open)))
        is_chosen = one.id == unfolded
        key = Wanted(Deed.UNFOLD, one.id)
        yield Fact(FactKind.CHOICE, one.name, known, quiet, is_chosen=is_chosen, key=key)
        if is_chosen:
            yield from _unfolded(one)


def _unfolded(one: Suggestion) -> Iterator[Fact]:
    if one.compared.evidence:
        yield text(f"For: {_listed(one, is_for=True)}", Ink.TEXT)
    if one.compared.against:
        yield text(f"Against: {_listed(one, is_for=False)}", Ink.TEXT)
    deeds = [
        (Deed.LINK, "Link: one person"),
        (Deed.HOUSEHOLD, "One household, two people"),
        (Deed.DISMISS, "Somebody else: suggest no more"),
        (Deed.OPEN, "Open this customer"),
    ]
    for deed, words in deeds:
        if deed is not Deed.DISMISS or one.compared.evidence:
            cap = "↵" if deed is Deed.LINK else ""
            yield Fact(FactKind.CHOICE, words, cap, key=Wanted(deed, one.id))


def _listed(one: Suggestion, *, is_for: bool) -> str:
    told = one.compared.evidence if is_for else one.compared.against
    return ", ".join(reason.words for reason in told)


def _links(customer: Customer, times: Times) -> Iterator[Fact]:
    links = [link for link in newest_first(customer.links) if not number_of(customer, link)]
    if links:
        yield title("Linked as one person", TAKES_BACK)
    for link in links:
        yield unlinking(customer, link, times)


def _numbers(customer: Customer, times: Times) -> Iterator[Fact]:
    links = [link for link in newest_first(customer.links) if number_of(customer, link)]
    if links:
        yield title("Kept numbers", TAKES_BACK)
    for link in links:
        yield unlinking(customer, link, times)


def unlinking(customer: Customer, link: Link, times: Times, cap: str = "") -> Fact:
    """Return the row that takes a link back, with who made it when and why."""
    quiet = f"{link.who}, {stamp(link, times)}: {link.why}"
    number = number_of(customer, link)
    words = f"Not her number: {number}" if number else f"Unlink {_linked(customer, link)}"
    return Fact(FactKind.CHOICE, words, cap, quiet, key=Wanted(Deed.UNLINK, link.id))


def number_of(customer: Customer, link: Link) -> str:
    """Return the telephone number a link holds; empty where it joins two people."""
    ends = (one for one in customer.parts if one.profile in {link.a, link.b})
    return next((one.name for one in ends if one.is_number), "")


def stamp(link: Link, times: Times) -> str:
    """Say when a link was made."""
    return times.since(link.when)


def by_hand(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links that people made, the newest first."""
    return tuple(link for link in newest_first(links) if link.who != SYSTEM)


def newest_first(links: Sequence[Link]) -> Sequence[Link]:
    """Return links, the newest first."""
    return sorted(links, key=lambda link: (link.when, link.id), reverse=True)


def _linked(customer: Customer, link: Link) -> str:
    """Name what a link holds: the profile that is not the customer's own, and who knows it."""
    names = {one.profile: one for one in customer.parts}
    found = [names[one] for one in (link.b, link.a) if one in names]
    other = next((one for one in found if one.profile != customer.id), None)
    if other is None:
        return "a profile"
    return f"{other.name} ({other.source})"


def _household(customer: Customer, times: Times) -> Iterator[Fact]:
    if customer.households:
        yield title("Household", "two people")
    for mate in customer.households:
        said = mate.said
        reason = f": {said.why}" if said.why else ""
        quiet = f"{said.who}, {times.since(said.when)}{reason}"
        key = Wanted(Deed.OPEN, mate.other.id)
        yield Fact(FactKind.CHOICE, f"Open {mate.other.name}", "", quiet, key=key)
        words = f"Not one household: take {mate.other.name} out"
        yield Fact(FactKind.CHOICE, words, key=Wanted(Deed.PART, said.id))


def first_link(told: People) -> ProfileId | None:
    """Return who is to be unfolded first."""
    return next((one.id for one in told.candidates()), None)
