"""What a scanner read: the customer and the order that a label, a receipt or a screen names."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from agent_console.domain.acting.handing import shown
from agent_console.domain.customer import Customer, CustomerName, KnownOrder
from agent_console.domain.identity import reference
from agent_console.domain.tracking.spellings import spellings
from agent_console.ports.reading import KeyKind
from agent_console.queries.desk import Desk
from agent_console.queries.who import handed_off, known_by

KINDS = (KeyKind.TRACKING, KeyKind.ORDER)
PART = re.compile(r"[0-9A-Za-z-]{8,}")
ORDER = re.compile(r"(?:order\w*[/=:#\s-]{1,3}|#)([0-9A-Za-z-]{3,})", re.IGNORECASE)
MOST, MOST_PARTS = 512, 8
"""A code may be a whole address with the number in it; no code has more parts that matter."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """Who is known by what was scanned, the number that names them, and the order it is about."""

    text: str
    number: str
    kind: KeyKind = KeyKind.ORDER
    found: tuple[CustomerName, ...] = ()
    order: str | None = None


def scanned(desk: Desk, text: str) -> Scanned:
    """Return whom a scanned text names; nobody where neither it nor a part of it is known.

    A number that is a hand-off code too, of somebody else, names both.
    """
    handed, named = handed_off(desk, text[:MOST]), _scanned(desk, text)
    if handed is None:
        return named
    others = [one for one in named.found if one.id != handed.customer.id]
    if others:
        return replace(named, found=(handed.customer, *others), order=None)
    order = handed.said.order
    number = order or shown(handed.said.code)
    return Scanned(text, number, KeyKind.ORDER, (handed.customer,), order)


def _scanned(desk: Desk, text: str) -> Scanned:
    for kind, number in _numbers(text[:MOST]):
        if found := known_by(desk, kind, number):
            return Scanned(text, number, kind, tuple(found), _order(desk, found, number))
    return Scanned(text, text.strip())


def _numbers(text: str) -> Iterator[tuple[KeyKind, str]]:
    """Yield what the text may be; a part of it is an order's number only where it says so.

    The postcode in an address may well be the number of somebody's order.
    """
    yield from ((kind, text.strip()) for kind in KINDS)
    yield from ((KeyKind.ORDER, one) for one in ORDER.findall(text)[:MOST_PARTS])
    parts = (one for one in set(PART.findall(text)) if any(map(str.isdigit, one)))
    longest = sorted(parts, key=len, reverse=True)
    yield from ((KeyKind.TRACKING, one) for one in longest[:MOST_PARTS])


def _order(desk: Desk, found: Sequence[CustomerName], number: str) -> str | None:
    """Return the order that a number is of, or whose parcel has it, where one customer is meant."""
    customer = desk.people.customer(found[0].id) if len(found) == 1 else None
    names = {reference(one) for one in (number, *spellings(number))}
    orders = () if customer is None else _named(customer, names)
    return next((one.order.number for one in orders), None)


def _named(customer: Customer, names: Collection[str]) -> Iterator[KnownOrder]:
    return (one for one in customer.orders if any(map(names.__contains__, _references(one))))


def _references(known: KnownOrder) -> Iterator[str]:
    """Yield by what numbers an order and its parcels are found."""
    order = known.order
    sent = (one.number for one in order.sent())
    tracked = (one.number for one in known.shipments())
    numbers = (order.number, *order.numbers(), *sent, *tracked)
    yield from (reference(one) for one in numbers if one)
