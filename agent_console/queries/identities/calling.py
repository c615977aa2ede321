"""Who may be at the other end of a line: candidates with reasons, the likeliest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from agent_console.domain import identity
from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.identity import Identity
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.queries.days import day_of, on_day
from agent_console.queries.desk import Desk
from agent_console.queries.identities.evidence import NEWEST, phones
from agent_console.queries.parcels import expected
from agent_console.queries.search import search
from agent_console.queries.who import LONG_AGO, known_by

MOST = 8
OUT, DUE, LATE, OPEN, NUMBER = 5, 4, 4, 2, 1
"""How much a reason weighs: who waits for a parcel today is the one who calls."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody may be meant, and how much that weighs."""

    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer who may be calling, what speaks for it, and what against."""

    id: ProfileId
    name: str
    order: str | None
    reasons: tuple[Reason, ...]
    against: tuple[str, ...] = ()

    def weight(self) -> int:
        """Weigh all reasons."""
        return sum(one.weight for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Line:
    """A call as it came in: the number, and what day it is for whom it reaches."""

    number: str
    zone: tzinfo | None

    def identity(self, region: str) -> Identity | None:
        """Return the number as it is compared."""
        return identity.phone(self.number, region)


def callers(desk: Desk, line: Line) -> tuple[Candidate, ...]:
    """Return who has this number, to whom a call today makes the most sense first."""
    known = [one.id for one in known_by(desk, KeyKind.PHONE, line.number)]
    found = _candidates(desk, line, known[: 2 * MOST])
    at = desk.recent.newest([one.id for one in found])
    found.sort(key=lambda one: at.get(one.id, LONG_AGO), reverse=True)
    found.sort(key=Candidate.weight, reverse=True)
    return tuple(found[:MOST])


def sought(desk: Desk, line: Line, text: str) -> tuple[Candidate, ...]:
    """Return whom a text may mean, as the search ranks them."""
    hits = search(desk, text, MOST)
    return tuple(_candidates(desk, line, [hit.found.id for hit in hits]))


def _candidates(desk: Desk, line: Line, ids: Sequence[ProfileId]) -> list[Candidate]:
    read = (desk.people.customer(one, NEWEST) for one in ids)
    today = desk.clock.now().astimezone(line.zone).date()
    told = line.identity(desk.region)
    value = told.value if told else ""
    return [_candidate(one, value, today, line.zone) for one in read if one is not None]


def _candidate(read: Customer, number: str, today: date, zone: tzinfo | None) -> Candidate:
    ours = phones(read)
    reasons = tuple(_reasons(read, today, zone))
    against = [] if any(known.is_open() for known in read.orders) else ["nothing is open"]
    if number in ours:
        reasons = (*reasons, Reason("uses this number", NUMBER))
    elif ours:
        against.append(f"on file: {_written(read, ours[0])}")
    newest = next((known.order.number for known in read.orders), None)
    return Candidate(read.id, read.name, newest, reasons, tuple(against))


def _written(read: Customer, number: str) -> str:
    """Return a number as its source writes it: in groups, as people read it out."""
    told = (one.identity for one in read.identities)
    return next((one.raw.strip() for one in told if one.value == number), number)


def _reasons(read: Customer, today: date, zone: tzinfo | None) -> Iterator[Reason]:
    for known in read.orders:
        told = [one for parcel in known.parcels() if (one := _of_parcel(parcel, today, zone))]
        yield from told
        if known.is_open() and not told:
            yield Reason(_open(known), OPEN)


def _of_parcel(parcel: KnownParcel, today: date, zone: tzinfo | None) -> Reason | None:
    if parcel.status is ParcelStatus.OUT_FOR_DELIVERY:
        return Reason("parcel out for delivery", OUT)
    moment = expected(parcel)
    day = day_of(moment, zone)
    if day is None or day > today:
        return None
    if day == today:
        return Reason("parcel due today", DUE)
    return Reason(f"parcel due {on_day(moment, zone)} has not arrived", LATE)


def _open(known: KnownOrder) -> str:
    return f"order {known.order.number} is open"
