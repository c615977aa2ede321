"""Finding customers through the one b-tree of keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from sqlalchemy import ColumnElement, Connection, Select, and_, literal_column, select

from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import FoundCustomer, Hit, KeyKind
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
"""So long the words of names are taken as they were read."""


@dataclass(slots=True)
class Vocabulary:
    """The words of all names, and when they were read."""

    words: tuple[str, ...] = ()
    read_at: float = -inf


@dataclass(frozen=True, slots=True)
class StoredLookups:
    """Finds customers (port LookupReader)."""

    store: Store
    known: Vocabulary = field(default_factory=Vocabulary, compare=False)

    def exact(self, kind: KeyKind, value: str) -> Sequence[Hit]:
        """Return who has exactly this key."""
        with self.store.read() as connection:
            return _hits(connection, kind, _keys(kind).where(KEY.value == value))

    def prefix(self, kind: KeyKind, start: str, limit: int) -> Sequence[Hit]:
        """Return who has a key that begins so."""
        with self.store.read() as connection:
            statement = _keys(kind).where(*_begins(KEY.value, start))
            return _hits(connection, kind, statement.order_by(KEY.value).limit(limit))

    def names(
        self, tokens: Sequence[str], limit: int, postcode: str = "", *, is_whole: bool = False
    ) -> Sequence[Hit]:
        """Return whose name has a word beginning with each token; the longest token leads."""
        fits = _is if is_whole else _begins
        first, *rest = sorted(tokens, key=len, reverse=True)
        statement = _keys(KeyKind.NAME).where(*fits(KEY.value, first))
        for token in rest:
            other = lookup_key.alias()
            statement = statement.where(
                select(other.c.profile_id)
                .where(
                    other.c.profile_id == KEY.profile_id,
                    other.c.kind == literal_column(f"'{KeyKind.NAME.value}'"),
                    *fits(other.c.value, token),
                )
                .exists()
            )
        if postcode:
            place = lookup_key.alias()
            statement = statement.where(
                select(place.c.profile_id)
                .where(
                    place.c.kind == KeyKind.POSTCODE.value,
                    place.c.value == postcode,
                    place.c.profile_id == KEY.profile_id,
                )
                .exists()
            )
        with self.store.read() as connection:
            hits = _hits(connection, KeyKind.NAME, statement.order_by(KEY.value).limit(limit))
            names = names_of(connection, [hit.customer for hit in hits])
        return [Hit(hit.customer, hit.kind, names[hit.customer]) for hit in hits]

    def vocabulary(self) -> Sequence[str]:
        """Return the words of all names, each once; those of the last minutes may not be there.

        Reading them takes a tenth of a second, for 200,000 customers.
        """
        known = self.known
        if monotonic() - known.read_at > VOCABULARY_S:
            wanted = select(KEY.value).where(KEY.kind == KeyKind.NAME.value).distinct()
            with self.store.read() as connection:
                known.words = tuple(connection.execute(wanted.order_by(KEY.value)).scalars())
            known.read_at = monotonic()
        return known.words

    def trackers(self, reference: str) -> Sequence[str]:
        """Name the connections that track a parcel by this number, the first to tell first."""
        told = (
            select(connections.c.name)
            .join(parcel, parcel.c.connection_id == connections.c.id)
            .where(parcel.c.reference == reference)
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


def _keys(kind: KeyKind) -> Select[tuple[int, str]]:
    return (
        select(profile.c.customer_id, KEY.value)
        .join(profile, profile.c.id == KEY.profile_id)
        .where(KEY.kind == kind.value)
    )


def _is(column: ColumnElement[str], word: str) -> tuple[ColumnElement[bool], ...]:
    return (column == word,)


def _begins(column: ColumnElement[str], start: str) -> tuple[ColumnElement[bool], ...]:
    return column >= start, column < start + LAST


def _hits(connection: Connection, kind: KeyKind, statement: Select[tuple[int, str]]) -> list[Hit]:
    rows = connection.execute(statement)
    return [Hit(ProfileId(row.customer_id), kind, row.value) for row in rows]


def _identities(
    connection: Connection, customers: Sequence[ProfileId]
) -> dict[tuple[ProfileId, str], dict[str, None]]:
    rows = connection.execute(
        select(profile.c.customer_id, identity.c.kind, identity.c.value)
        .join(identity, identity.c.profile_id == profile.c.id)
        .where(profile.c.customer_id.in_(customers))
        .order_by(identity.c.id)
    )
    told: dict[tuple[ProfileId, str], dict[str, None]] = {}
    for row in rows:
        told.setdefault((row.customer_id, row.kind), {})[row.value] = None
    return told


def _order_numbers(
    connection: Connection, customers: Sequence[ProfileId]
) -> dict[ProfileId, list[str]]:
    rows = connection.execute(
        select(profile.c.customer_id, customer_order.c.number)
        .join(
            customer_order,
            and_(customer_order.c.profile_id == profile.c.id, ~customer_order.c.is_draft),
        )
        .where(profile.c.customer_id.in_(customers))
        .order_by(customer_order.c.placed_utc.desc(), customer_order.c.id.desc())
    )
    numbers: dict[ProfileId, list[str]] = {}
    for row in rows:
        numbers.setdefault(row.customer_id, []).append(row.number)
    return numbers
