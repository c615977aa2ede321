"""Exactly one customer out of what somebody typed: an id, e-mail, order, parcel or phone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from agent_console.domain import identity
from agent_console.domain.acting.handing import HandOff, code_in, looks_like, shown
from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.spellings import spellings
from agent_console.ports.reading import Hit, KeyKind
from agent_console.queries.desk import Desk

ID_MARK, LINK_MARK = "c", "l"
HOUSEHOLD_MARK, DISMISSAL_MARK, PROOF_MARK = "h", "d", "v"
MOST_RANKED = 200
LONG_AGO = datetime.min.replace(tzinfo=UTC)
MOST_DIGITS = 18
"""More than that is no row number of a database."""
MOST_TYPED = 512
NAMED = re.compile(r"hand[\s-]?off\w*[\s:=/#-]{1,3}([0-9a-z]{3}[\s-]?[0-9a-z]{3})\b", re.IGNORECASE)
"""How a code stands within a longer text: in an address, or in a message that was pasted."""


class NobodyFoundError(Exception):
    """Nothing known by that name; `trackers` know a parcel by it that no order names."""

    def __init__(self, text: str, trackers: Sequence[str] = ()) -> None:
        otherwise = (
            f"{' and '.join(trackers)} track{'s' * (len(trackers) == 1)} a parcel of that number, "
            "but no order names it."
            if trackers
            else "Try an e-mail, an order or tracking number, a phone number, or `search` for "
            "parts of a name."
        )
        super().__init__(f"Nobody is known by {text!r}. {otherwise}")


class AmbiguousError(Exception):
    """Several customers are known by that name; `candidates` tells them apart."""

    def __init__(self, text: str, candidates: Sequence[CustomerName]) -> None:
        super().__init__(f"{text!r} fits {len(candidates)} customers; choose one by its id.")
        self.candidates = tuple(candidates)


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-off, and the customer it is of by now."""

    said: HandOff
    customer: CustomerName


def own_row(text: str, mark: str) -> int | None:
    """Return the row number in an id of ours such as `c17`; None when it is none."""
    digits = text.strip().removeprefix(mark)
    if digits == text.strip() or not (digits.isascii() and digits.isdecimal()):
        return None
    return int(digits) if len(digits) <= MOST_DIGITS else None


def customer_id(profile: ProfileId) -> str:
    """Write our id of a customer: `c17`; the letter keeps it apart from order numbers."""
    return f"{ID_MARK}{profile}"


def find_one(desk: Desk, text: str) -> ProfileId:
    """Return the one customer that the text names exactly.

    Raises:
        NobodyFoundError: no key fits.
        AmbiguousError: the first kind of key that fits belongs to several customers.
    """
    if own := _own_id(desk, text):
        return own
    for kind, value in keys(text, desk.region):
        found = list(dict.fromkeys(hit.customer for hit in desk.lookup.exact(kind, value)))
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError(text, desk.lookup.labels(found))
    if (handed := handed_off(desk, text)) is not None:
        return handed.customer.id
    reference = identity.reference(text)
    raise NobodyFoundError(text, desk.lookup.trackers(reference) if reference else ())


def known_by(desk: Desk, kind: KeyKind, value: str) -> list[CustomerName]:
    """Return who is known by exactly this name of one kind, who was heard of last first."""
    told = [one for of, one in keys(value, desk.region) if of is kind]
    hits = [hit for one in told for hit in desk.lookup.exact(kind, one)]
    ranked = list(dict.fromkeys(hit.customer for hit in newest_first(desk, hits)))
    names = {one.id: one for one in desk.lookup.labels(ranked)}
    return [names[one] for one in ranked if one in names]


def newest_first(desk: Desk, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Rank those who share a key: to whom something happened last is meant most likely."""
    if not 1 < len(hits) <= MOST_RANKED:
        return hits
    at = desk.recent.newest([hit.customer for hit in hits])
    return sorted(hits, key=lambda hit: at.get(hit.customer, LONG_AGO), reverse=True)


def keys(text: str, region: str) -> Iterator[tuple[KeyKind, str]]:
    """Yield the keys that a text could be, the strongest kind first; an address is nothing else."""
    if address := identity.email(text):
        yield KeyKind.EMAIL, address.value
        return
    if reference := identity.reference(text):
        yield KeyKind.ORDER, reference
        yield KeyKind.TRACKING, reference
    if number := identity.phone(text, region):
        yield KeyKind.PHONE, number.value
    for other in spellings(text)[1:]:
        yield KeyKind.TRACKING, other


def _own_id(desk: Desk, text: str) -> ProfileId | None:
    row = own_row(text, ID_MARK)
    return None if row is None else desk.people.customer_of(ProfileId(row))


def handed_off(desk: Desk, text: str) -> Handed | None:
    """Return whom a text opens by a code; None where it names none that was given."""
    for code in _codes(text[:MOST_TYPED]):
        said = desk.hand_offs.handed_off(code)
        customer = desk.people.customer_of(said.profile) if said else None
        names = desk.lookup.labels([customer]) if customer is not None else ()
        if said is not None and names:
            return Handed(said, names[0])
    return None


def misread(text: str) -> str:
    """Say what is wrong with a text that looks like a code and opens nobody; empty for another."""
    if not looks_like(text) or not any(map(str.isdigit, text)):
        return ""
    code = code_in(text)
    if code is None:
        return "If this is a hand-off code, a letter of it is wrong: have it read out again."
    return f"No hand-off has the code {shown(code)} here."


def _codes(text: str) -> Iterator[str]:
    for one in (text, *NAMED.findall(text)):
        if code := code_in(one):
            yield code
