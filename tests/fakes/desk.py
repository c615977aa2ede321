"""A desk in memory with invented customers, for the window and its tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from agent_console.domain import identity
from agent_console.domain.customer import Customer, CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.files import KeptFile
from agent_console.ports.reading import (
    ConnectionHealth,
    FoundCustomer,
    Hit,
    KeyKind,
    RecentCustomer,
    StoredMessage,
    TimelineWish,
)
from agent_console.queries.desk import Desk
from agent_console.queries.search import TURNED
from tests.fakes.clock import FixedClock
from tests.fakes.people import MemoryHandOffs, MemoryPairs
from tests.fakes.phrases import PHRASES
from tests.fakes.radar import MemoryRadar
from tests.fakes.waiting import MemoryWaiting

NOW = datetime(2026, 11, 21, 13, 8, tzinfo=UTC)
SHOP = "web-shop"
REGION = "AT"


@dataclass(frozen=True)
class StillClock:
    """A clock that stands."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Person:
    """One invented customer: who, with which orders and which history, newest first."""

    customer: Customer
    entries: list[TimelineEntry] = field(default_factory=list)


class MemoryDesk:
    """All reading ports over a few people; `people` may be changed while it is asked."""

    def __init__(self, people: Iterable[Person], now: datetime = NOW) -> None:
        self.everybody = {person.customer.id: person for person in people}
        self.clock = FixedClock(now)
        self.connections: list[ConnectionHealth] = [
            ConnectionHealth(SHOP, "vendure", now - timedelta(minutes=2), None, None, None)
        ]
        self.writes = 0
        self.waiting = MemoryWaiting()
        self.radar = MemoryRadar()
        self.apart: list[ProfileId] = []
        self.pairs = MemoryPairs()
        self.hand_offs = MemoryHandOffs()
        self.messages: dict[int, StoredMessage] = {}
        self.files: dict[int, dict[int, KeptFile]] = {}
        self.bytes_of: dict[tuple[int, int], bytes] = {}

    def desk(self) -> Desk:
        return Desk(
            *(self, self, self, self, self, self.clock, REGION, self, self),
            waiting=self.waiting,
            phrases=PHRASES,
            radar=self.radar,
            pairs=self.pairs,
            hand_offs=self.hand_offs,
        )

    def customer_of(self, profile: ProfileId) -> ProfileId | None:
        return profile if profile in self.everybody else None

    def customer(
        self, customer: ProfileId, newest: int | None = None, *, scans: bool = False
    ) -> Customer | None:
        person = self.everybody.get(customer)
        if person is None or newest is None:
            return person.customer if person else None
        return replace(person.customer, orders=person.customer.orders[:newest])

    def profiles(self, customer: ProfileId) -> Sequence[ProfileId]:
        return [customer]

    def kept_apart(self, profiles: Sequence[ProfileId]) -> Sequence[ProfileId]:
        return self.apart

    def page(self, profiles: Sequence[ProfileId], wish: TimelineWish) -> Sequence[TimelineEntry]:
        told = [one for profile in profiles for one in self.everybody[profile].entries]
        told.sort(key=sort_key, reverse=True)
        fits = [one for one in told if _fits(one, wish)]
        return fits[-wish.limit :] if wish.after else fits[: wish.limit]

    def exact(self, kind: KeyKind, value: str) -> Sequence[Hit]:
        return [hit for hit in self._hits(kind) if hit.value == value]

    def prefix(self, kind: KeyKind, start: str, limit: int) -> Sequence[Hit]:
        return [hit for hit in self._hits(kind) if hit.value.startswith(start)][:limit]

    def names(
        self, tokens: Sequence[str], limit: int, postcode: str = "", *, is_whole: bool = False
    ) -> Sequence[Hit]:
        fits = str.__eq__ if is_whole else str.startswith
        found = []
        for id_, person in self.everybody.items():
            words = identity.name_tokens(person.customer.name)
            is_there = not postcode or postcode in _keys(person.customer, KeyKind.POSTCODE)
            if is_there and all(any(fits(w, token) for w in words) for token in tokens):
                found.append(Hit(id_, KeyKind.NAME, person.customer.name))
        return found[:limit]

    def vocabulary(self) -> Sequence[str]:
        names = (person.customer.name for person in self.everybody.values())
        words = {word for name in names for word in identity.name_tokens(name)}
        return sorted(words)

    def trackers(self, reference: str) -> Sequence[str]:
        return []

    def labels(self, customers: Sequence[ProfileId]) -> Sequence[CustomerName]:
        return [CustomerName(one, self.everybody[one].customer.name) for one in customers]

    def cards(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, FoundCustomer]:
        return {one: _card(self.everybody[one].customer) for one in customers}

    def recent(self, limit: int) -> Sequence[RecentCustomer]:
        people = [person for person in self.everybody.values() if person.entries]
        people.sort(key=lambda person: sort_key(person.entries[0]), reverse=True)
        return [
            RecentCustomer(p.customer.id, p.customer.name, e.title, e.kind, e.moment.utc or NOW)
            for p in people[:limit]
            for e in p.entries[:1]
        ]

    def newest(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, datetime]:
        entries = {one: self.everybody[one].entries[:1] for one in customers}
        return {one: at for one, told in entries.items() for e in told if (at := e.moment.utc)}

    def message(self, event_id: int) -> StoredMessage | None:
        return self.messages.get(event_id)

    def kept(self, event_id: int) -> Mapping[int, KeptFile]:
        return self.files.get(event_id, {})

    def data(self, event_id: int, number: int) -> bytes | None:
        return self.bytes_of.get((event_id, number))

    def health(self) -> Sequence[ConnectionHealth]:
        return self.connections

    def version(self) -> int:
        return self.writes

    def _hits(self, kind: KeyKind) -> Iterable[Hit]:
        for id_, person in self.everybody.items():
            for value in _keys(person.customer, kind):
                yield Hit(id_, kind, value)


def sort_key(entry: TimelineEntry) -> tuple[int, int]:
    return entry.sort_at, entry.event_id


def _fits(entry: TimelineEntry, wish: TimelineWish) -> bool:
    before, after = wish.before, wish.after
    words = f"{entry.title} {entry.text or ''}".casefold()
    return (
        (not wish.kinds or entry.kind in wish.kinds)
        and wish.text.casefold() in words
        and (before is None or sort_key(entry) < (before.sort_at, before.event_id))
        and (after is None or sort_key(entry) > (after.sort_at, after.event_id))
    )


def _values(customer: Customer, kind: str) -> tuple[str, ...]:
    return tuple(k.identity.value for k in customer.identities if k.identity.kind == kind)


def _card(customer: Customer) -> FoundCustomer:
    numbers = tuple(known.order.number for known in customer.orders)
    emails, phones = _values(customer, "email"), _values(customer, "phone")
    return FoundCustomer(customer.id, customer.name, emails, phones, numbers)


def _keys(customer: Customer, kind: KeyKind) -> Iterable[str]:
    if kind is KeyKind.ORDER:
        return [known.order.number for known in customer.orders]
    if kind is KeyKind.TRACKING:
        parcels = [f for known in customer.orders for f in known.order.fulfilments]
        return [parcel.number for parcel in parcels if parcel.number]
    if kind in TURNED:
        return [identity.reference(one)[::-1] for one in _keys(customer, TURNED[kind])]
    if kind is KeyKind.POSTCODE:
        told = (known.order.address for known in customer.orders)
        return [identity.reference(one.postcode) for one in told if one]
    values = _values(customer, kind.value.removesuffix("_reversed"))
    return [one[::-1] for one in values] if kind is KeyKind.PHONE_REVERSED else values
