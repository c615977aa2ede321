"""What a scanner read: the customer and the order that a label, a receipt or a screen names."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agent_console.domain.customer import Customer, CustomerName, KnownOrder
from agent_console.domain.identity import reference
from agent_console.domain.tracking.spellings import spellings
from agent_console.ports.reading import KeyKind
from agent_console.queries.desk import Desk
from agent_console.queries.who import known_by

KINDS = (KeyKind.TRACKING, KeyKind.ORDER)
PART = re.compile(r"[0-9A-Za-z#-]{4,}")
MOST_PARTS = 8
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
    """Return whom a scanned text names; nobody where neither it nor a part of it is known."""
    for number in _numbers(text):
        for kind in KINDS:
            if found := known_by(desk, kind, number):
                return Scanned(text, number, kind, tuple(found), _order(desk, found, number))
    return Scanned(text, text.strip())


def _numbers(text: str) -> Iterator[str]:
    """Yield the text itself, then its parts, the longest first."""
    yield text.strip()
    parts = sorted(set(PART.findall(text)), key=len, reverse=True)
    yield from (one for one in parts[:MOST_PARTS] if one != text.strip())


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
