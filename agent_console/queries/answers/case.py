"""One order as an answer looks at it: what is known, the history, the words that are understood."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from itertools import dropwhile, takewhile

from agent_console.domain.answering.phrases import Hearing
from agent_console.domain.customer import KnownOrder, KnownParcel
from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import ParcelStatus, Scan
from agent_console.domain.timeline import TimelineEntry
from agent_console.queries.answers.clauses import At, Goods, Parcel, Piece, Quoted, Slot
from agent_console.queries.answers.history import History, event_id
from agent_console.queries.days import clock_of

DEAF = Hearing({}, ())
UNTOLD = History()
SHOUTED = 3
OWNERS = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]S\b")
"""What ends the name of a saint's or an owner's place, and is no word by itself."""
WORDED = frozenset(
    {
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.EXCEPTION,
        ParcelStatus.RETURN_TO_SENDER,
        ParcelStatus.CANCELLED,
    }
)
"""States of which the carrier's own words say why."""
CANCELLED_WORDS = frozenset({"cancelled", "canceled"})


@dataclass(frozen=True, slots=True)
class Case:
    """An order, what its customer's timeline tells, and as of when and where it is asked.

    `taken_up` is since when a colleague takes care of what is wrong with it.
    """

    known: KnownOrder
    history: History = UNTOLD
    hearing: Hearing = DEAF
    now: datetime | None = None
    zone: tzinfo | None = None
    taken_up: datetime | None = None

    @property
    def number(self) -> str:
        """Return the number of the order."""
        return self.known.order.number

    def is_cancelled(self) -> bool:
        """Say that the store calls the order off."""
        return self.known.order.state.casefold() in CANCELLED_WORDS

    def order_fact(self) -> str:
        """Return the id of the order as a fact."""
        return f"order:{self.known.connection}:{self.number}"

    def facts(self, *entries: TimelineEntry | None) -> tuple[str, ...]:
        """Return the ids of events, and of the order they belong to where none is known."""
        told = tuple(event_id(one) for one in entries if one is not None)
        return told or (self.order_fact(),)

    def event(self, kind: EntryKind, *statuses: str) -> TimelineEntry | None:
        """Return the newest event of a kind on the order."""
        return self.history.of_order(self.number, kind, *statuses)

    def goods(self, parcels: Sequence[KnownParcel]) -> Goods:
        """Return the articles in parcels, named so short that they are still told apart."""
        many: dict[str, Decimal] = {}
        for parcel in parcels:
            for line, quantity in parcel.fulfilment.lines:
                many[line] = many.get(line, Decimal(0)) + quantity
        return goods(self.known, many)


@dataclass(frozen=True, slots=True)
class Whole:
    """A parcel of the order with what its scans tell."""

    case: Case
    parcel: KnownParcel

    @property
    def number(self) -> str | None:
        """Return its tracking number."""
        return self.parcel.shipment.number

    def fact(self) -> str:
        """Return the id of the parcel as a fact."""
        number = self.number or self.parcel.fulfilment.external_id
        return f"parcel:{self.parcel.connection}:{number}"

    def facts(self, *entries: TimelineEntry | None) -> tuple[str, ...]:
        """Return the ids of events, and of the parcel itself."""
        return (*(event_id(one) for one in entries if one is not None), self.fact())

    def scan(self) -> TimelineEntry | None:
        """Return the last scan of the state it has; where it was rather than what was planned."""
        same = [
            one for one in self.case.history.scans(self.number) if one.status == self.parcel.status
        ]
        placed = (one for one in same if one.city() or self.movement(one.title))
        return next(placed, same[0] if same else None)

    def movement(self, words: str | None) -> str | None:
        """Return what the carrier's words mean where that is known for certain."""
        return self.case.hearing.movement(words or "")

    def named(self) -> dict[str, Slot]:
        """Return how the parcel, its carrier and who tells of it are called."""
        inside = self.case.goods([self.parcel])
        return {
            "parcel": Parcel(inside),
            "article": Parcel(inside, may_be_one=True),
            "it": Piece("parcel.it"),
            "carrier": self.carrier(),
            "teller": self.teller(),
        }

    def carrier(self) -> Slot:
        """Return how its carrier is called."""
        return self.parcel.carrier() or Piece("teller.carrier")

    def teller(self) -> Slot:
        """Return how that is called which tells of it."""
        if self.parcel.channel is not None:
            return Piece("teller.mail")
        return self.carrier() if self.parcel.is_tracked else Piece("teller.store")

    def happened(self, entry: TimelineEntry | None) -> dict[str, Slot]:
        """Return when and where something happened to it."""
        if entry is None:
            return {}
        city = _city(entry.city())
        where = Piece("where.in_city", {"city": city}) if city else None
        return {"when": At(entry.moment), "in_city": where, "place": city}

    def scanned(self, scan: Scan) -> dict[str, Slot]:
        """Return when and where something happened to it that no event is known of."""
        city = _city(scan.place.city or "")
        where = Piece("where.in_city", {"city": city}) if city else None
        words = Quoted(scan.text or "")
        return {"when": At(scan.moment), "in_city": where, "place": city, "words": words}

    def last(self) -> TimelineEntry | None:
        """Return the last scan of all."""
        return next(iter(self.case.history.scans(self.number)), None)

    def came_back(self) -> TimelineEntry | None:
        """Return the scan by which what went back to its sender got there."""
        last = self.last()
        if last is None or self.parcel.status is not ParcelStatus.RETURN_TO_SENDER:
            return None
        is_there = last.status == ParcelStatus.DELIVERED or self.movement(last.title) == "returned"
        return last if is_there else None

    def reason(self) -> TimelineEntry | None:
        """Return the scan by which it came into the state it is in now, or was turned round."""
        scans = iter(self.case.history.scans(self.number))
        if self.came_back() is not None:
            scans = dropwhile(lambda one: one.status == ParcelStatus.DELIVERED, scans)
        run = takewhile(lambda one: one.status == self.parcel.status, scans)
        return next(iter(deque(run, maxlen=1)), None)

    def delivered(self) -> Moment:
        """Return when it was delivered: as told, by its scan where that alone knows the hour."""
        told, scan = self.parcel.shipment.delivered or Moment(), self.scan()
        is_closer = scan is not None and clock_of(told) is None and clock_of(scan.moment)
        return scan.moment if scan is not None and is_closer else told

    def is_delivered(self) -> bool:
        """Say that whoever tells of it takes it for delivered."""
        return self.parcel.status is ParcelStatus.DELIVERED


def _city(name: str) -> str:
    """Return a city as people write it, where a carrier knows capital letters only."""
    if len(name) <= SHOUTED or not name.isupper():
        return name
    return OWNERS.sub(lambda found: found[0].lower(), name.title())


def goods(known: KnownOrder, many: dict[str, Decimal]) -> Goods:
    """Return articles by their names before the comma, in full where two share that."""
    lines = [(one.title, many[one.external_id]) for one in known.order.lines
             if many.get(one.external_id) and one.title.strip()]  # fmt: skip
    short = [title.partition(",")[0].strip() for title, _ in lines]
    names = [
        brief if short.count(brief) == 1 and folded(brief) else title
        for (title, _), brief in zip(lines, short, strict=True)
    ]
    return Goods(
        tuple(
            (name, f"{count.normalize():f}") for name, (_, count) in zip(names, lines, strict=True)
        )
    )
