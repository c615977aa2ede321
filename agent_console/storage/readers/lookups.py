"""Finding customers through the one b-tree of keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf
from time import monotonic

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import FoundCustomer, Hit, KeyKind
from agent_console.storage.asking.among import Bare, Said, among, bare_rows, listed
from agent_console.storage.readers.names import gone_of, names_of
from agent_console.storage.store import Store
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import identity, profile

KEY = lookup_key.c
LAST = "\U0010ffff"
"""Sorts after everything people type."""


VOCABULARY_S = 300.0
"""So long the words of names are taken as they were read, where nobody new came."""
PAUSES = 50
"""So many times as long as it takes nobody reads them again."""
MORE = 25
"""Where one customer has many keys alike, so many times as many are read to find others."""


@dataclass(slots=True)
class Vocabulary:
    """The words of all names, when they were read, and of how many people."""

    words: tuple[str, ...] = ()
    newest: int = 0
    read_at: float = -inf
    took: float = 0.0


@dataclass(frozen=True, slots=True)
class StoredLookups:
    """Finds customers (port LookupReader)."""

    store: Store
    known: Vocabulary = field(default_factory=Vocabulary, compare=False)

    def exact(self, kind: KeyKind, value: str) -> Sequence[Hit]:
        """Return who has exactly this key."""
        with self.store.read() as connection:
            rows = bare_rows(connection, EXACT, said={"kind": kind.value, "value": value})
        return _hits(kind, rows)

    def prefix(self, kind: KeyKind, start: str, limit: int) -> Sequence[Hit]:
        """Return who has a key that begins so, each once."""
        said = {"kind": kind.value, "value": start, "value_end": start + LAST}
        with self.store.read() as connection:
            rows = _each_once(connection, BEGINNING, said, limit)
        return _hits(kind, rows)

    def names(
        self, tokens: Sequence[str], limit: int, postcode: str = "", *, is_whole: bool = False
    ) -> Sequence[Hit]:
        """Return whose name has a word beginning with each token; the longest token leads."""
        said = {"kind": KeyKind.NAME.value, "place": postcode}
        for at, token in enumerate(sorted(tokens, key=len, reverse=True)):
            said |= {_word(at): token, f"{_word(at)}_end": token + LAST}
        statement = _named(len(tokens), has_place=bool(postcode), is_whole=is_whole)
        with self.store.read() as connection:
            rows = _each_once(connection, statement, said, limit)
            names = names_of(connection, [ProfileId(one) for one, _ in rows])
        return [Hit(ProfileId(one), KeyKind.NAME, names[one]) for one, _ in rows]

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, each once.

        Reading them takes a tenth of a second, for 200,000 customers; so while more and more people
        come in, those of the last seconds may not be there, and a name told anew comes in minutes.
        """
        known, began = self.known, monotonic()
        with self.store.read() as connection:
            newest = connection.scalar(NEWEST) or 0
            age = began - known.read_at
            is_old = newest != known.newest and age > known.took * PAUSES
            if not known.words or is_old or age > VOCABULARY_S:
                known.words = tuple(connection.scalars(WORDS))
                known.newest, known.read_at = newest, monotonic()
                known.took = known.read_at - began
        return known.words

    def trackers(self, reference: str) -> Sequence[str]:
        """Name the connections that track a parcel by this number, the first to tell first."""
        told = (
            select(connections.c.name)
            .join(parcel, parcel.c.connection_id == connections.c.id)
            .where(parcel.c.reference == reference, parcel.c.channel.is_(None))
            .order_by(parcel.c.id)
        )
        with self.store.read() as connection:
            return list(dict.fromkeys(connection.execute(told).scalars()))

    def labels(self, customers: Sequence[ProfileId]) -> Sequence[CustomerName]:
        """Return the names of customers, in the same sequence."""
        with self.store.read() as connection:
            names = names_of(connection, customers)
        return [CustomerName(one, names[one]) for one in customers if one in names]

    def cards(self, customers: Sequence[ProfileId]) -> Mapping[ProfileId, FoundCustomer]:
        """Return what tells customers from their namesakes."""
        with self.store.read() as connection:
            names = names_of(connection, customers)
            told = _identities(connection, customers)
            orders = _order_numbers(connection, customers)
            gone = gone_of(connection, customers)
        return {
            one: FoundCustomer(
                id=one,
                name=names[one],
                emails=tuple(told.get((one, "email"), ())),
                phones=tuple(told.get((one, "phone"), ())),
                orders=tuple(orders.get(one, ())),
                is_gone=one in gone,
            )
            for one in customers
            if one in names
        }


def _is(column: ColumnElement[str], name: str) -> tuple[ColumnElement[bool], ...]:
    return (column == bindparam(name),)


def _begins(column: ColumnElement[str], name: str) -> tuple[ColumnElement[bool], ...]:
    return column >= bindparam(name), column < bindparam(f"{name}_end")


FOUND = (
    select(profile.c.customer_id, KEY.value)
    .join(profile, profile.c.id == KEY.profile_id)
    .where(KEY.kind == bindparam("kind"))
)
"""Who has a key of a kind."""
EXACT = FOUND.where(*_is(KEY.value, "value"))
MOST = bindparam("most", type_=Integer)
BEGINNING = FOUND.where(*_begins(KEY.value, "value")).order_by(KEY.value).limit(MOST)
IDENTITIES = (
    select(profile.c.customer_id, identity.c.kind, identity.c.value)
    .join(identity, identity.c.profile_id == profile.c.id)
    .where(among(profile.c.customer_id))
    .order_by(identity.c.id)
)
NEWEST = select(func.max(profile.c.id))
WORDS = select(KEY.value).where(KEY.kind == KeyKind.NAME.value).distinct().order_by(KEY.value)
NUMBERS = (
    select(profile.c.customer_id, customer_order.c.number)
    .join(
        customer_order,
        and_(customer_order.c.profile_id == profile.c.id, ~customer_order.c.is_draft),
    )
    .where(among(profile.c.customer_id))
    .order_by(customer_order.c.placed_utc.desc(), customer_order.c.id.desc())
)


@lru_cache(maxsize=64)
def _named(count: int, *, has_place: bool, is_whole: bool) -> Select[tuple[int, str]]:
    """Return the statement that finds names of so many words, and where something went."""
    fits = _is if is_whole else _begins
    statement = FOUND.where(*fits(KEY.value, _word(0)))
    for at in range(1, count):
        other = lookup_key.alias()
        statement = statement.where(
            select(other.c.profile_id)
            .where(
                other.c.profile_id == KEY.profile_id,
                other.c.kind == literal_column(f"'{KeyKind.NAME.value}'"),
                *fits(other.c.value, _word(at)),
            )
            .exists()
        )
    if has_place:
        place = lookup_key.alias()
        statement = statement.where(
            select(place.c.profile_id)
            .where(
                place.c.kind == KeyKind.POSTCODE.value,
                *_is(place.c.value, "place"),
                place.c.profile_id == KEY.profile_id,
            )
            .exists()
        )
    return statement.order_by(KEY.value).limit(MOST)


def _each_once(
    connection: Connection, statement: Select[tuple[int, str]], said: Said, limit: int
) -> Sequence[Bare]:
    """Return customers by the first of their keys that fits, also where one has very many."""
    rows = bare_rows(connection, statement, said={**said, "most": limit})
    if len(rows) == limit > len({customer for customer, _ in rows}):
        rows = bare_rows(connection, statement, said={**said, "most": limit * MORE})
    once = dict[int, str]()
    for customer, value in rows:
        once.setdefault(customer, value)
    return list(once.items())[:limit]


def _word(at: int) -> str:
    return f"word{at}"


def _hits(kind: KeyKind, rows: Sequence[Bare]) -> list[Hit]:
    return [Hit(ProfileId(customer), kind, value) for customer, value in rows]


def _identities(
    connection: Connection, customers: Sequence[ProfileId]
) -> dict[tuple[ProfileId, str], dict[str, None]]:
    told: dict[tuple[ProfileId, str], dict[str, None]] = {}
    for customer, kind, value in bare_rows(connection, IDENTITIES, listed(customers)):
        told.setdefault((customer, kind), {})[value] = None
    return told


def _order_numbers(
    connection: Connection, customers: Sequence[ProfileId]
) -> dict[ProfileId, list[str]]:
    numbers: dict[ProfileId, list[str]] = {}
    for customer, number in bare_rows(connection, NUMBERS, listed(customers)):
        numbers.setdefault(customer, []).append(number)
    return numbers
