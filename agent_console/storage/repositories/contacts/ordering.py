"""Which order a message is about: one its subject names, of the same customer, or its thread's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.storage.tables.contacts import contact, contact_mention
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

Owned = tuple[int, ProfileId]
"""(message, profile on whose timeline it is)."""

Numbers = Mapping[tuple[str, int], Collection[str]]
"""The numbers of orders by (number normalised, customer)."""

CUSTOMERS = select(profile.c.id, profile.c.customer_id).where(
    profile.c.id.in_(bindparam("profiles", expanding=True))
)
NAMED = (
    select(lookup_key.c.value, lookup_key.c.profile_id, profile.c.customer_id)
    .join(profile, profile.c.id == lookup_key.c.profile_id)
    .where(
        lookup_key.c.kind == KeyKind.ORDER.value,
        lookup_key.c.value.in_(bindparam("references", expanding=True)),
    )
)
NUMBERS = select(customer_order.c.profile_id, customer_order.c.number).where(
    customer_order.c.profile_id.in_(bindparam("profiles", expanding=True)),
    ~customer_order.c.is_draft,
)
OF_THREADS = (
    select(contact.c.thread_id, contact_mention.c.reference)
    .join(contact_mention, contact_mention.c.contact_id == contact.c.id)
    .where(contact.c.thread_id.in_(bindparam("threads", expanding=True)))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Concern:
    """A message: its conversation, on whose timelines it is, and what its subject may name."""

    contact_id: int
    thread_id: int
    owners: tuple[ProfileId, ...]
    references: frozenset[str]


def orders(connection: Connection, concerns: Sequence[Concern]) -> dict[Owned, str]:
    """Return the number of the order each message is about, of each of its people."""
    with_owner = [one for one in concerns if one.owners]
    if not with_owner:
        return {}
    customers = _customers(connection, with_owner)
    of_threads = _of_threads(connection, with_owner)
    said = set().union(*of_threads.values())
    numbers = _numbers(connection, said, set(customers.values()))
    owned = [(one, owner) for one in with_owner for owner in one.owners]
    found = {
        (one.contact_id, owner): _one(one, of_threads[one.thread_id], numbers, customers[owner])
        for one, owner in owned
    }
    return {key: number for key, number in found.items() if number is not None}


def _customers(connection: Connection, concerns: Iterable[Concern]) -> dict[ProfileId, int]:
    everybody = {owner for one in concerns for owner in one.owners}
    rows = connection.execute(CUSTOMERS, {"profiles": sorted(everybody)})
    return {ProfileId(row.id): row.customer_id for row in rows}


def _one(
    concern: Concern, of_thread: Collection[str], numbers: Numbers, customer: int
) -> str | None:
    """Return the order that a message names, else its conversation; two are none for certain."""
    for references in (concern.references, of_thread):
        found = {one for said in references for one in numbers.get((said, customer), ())}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _of_threads(connection: Connection, concerns: Iterable[Concern]) -> dict[int, set[str]]:
    """Return what may be orders in the subjects of whole conversations."""
    named: dict[int, set[str]] = {}
    for one in concerns:
        named.setdefault(one.thread_id, set()).update(one.references)
    for row in connection.execute(OF_THREADS, {"threads": sorted(named)}):
        named[row.thread_id].add(row.reference)
    return named


def _numbers(connection: Connection, said: Collection[str], customers: set[int]) -> Numbers:
    """Return the numbers of the orders that are named, by what names them and whose they are."""
    if not said:
        return {}
    rows = connection.execute(NAMED, {"references": sorted(said)})
    named = {(row.value, row.profile_id): row.customer_id for row in rows}
    named = {key: customer for key, customer in named.items() if customer in customers}
    found: dict[tuple[str, int], set[str]] = {}
    profiles = sorted({profile_id for _, profile_id in named})
    for row in connection.execute(NUMBERS, {"profiles": profiles}):
        key = (reference(row.number), row.profile_id)
        if key in named:
            found.setdefault((key[0], named[key]), set()).add(row.number)
    return found
