"""The keys by which people and orders are found: a projection of what is stored elsewhere."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select

from agent_console.domain.identity import Identity, IdentityKind, name_spellings, reference
from agent_console.domain.observation import EntryKind, Observation
from agent_console.domain.order import Order
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.spellings import barcode_spellings
from agent_console.ports.reading import KeyKind
from agent_console.storage import columns
from agent_console.storage.dialect import insert_missing
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import timeline_entry
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.orders import customer_order, fulfilment, shipment
from agent_console.storage.tables.people import NUMBER, identity, link, profile

Key = tuple[KeyKind, str, ProfileId]
ORDER = customer_order.c.profile_id, customer_order.c.number, customer_order.c.address
NUMBERS = (
    select(*ORDER, fulfilment.c.number.label("parcel"))
    .outerjoin(fulfilment, fulfilment.c.order_id == customer_order.c.id)
    .where(~customer_order.c.is_draft),
    select(*ORDER, shipment.c.number.label("parcel"))
    .join(shipment, shipment.c.order_id == customer_order.c.id)
    .where(~customer_order.c.is_draft, shipment.c.is_return),
)
"""By what orders are found: themselves with what went out, and what comes back."""
LABELS = select(
    timeline_entry.c.profile_id, timeline_entry.c.shipment_number.label("parcel")
).where(
    timeline_entry.c.kind == EntryKind.RETURN.value, timeline_entry.c.shipment_number.is_not(None)
)
"""Numbers of labels that were bought for what comes back."""
FORGOTTEN = delete(lookup_key).where(
    *(lookup_key.c[name] == bindparam(name) for name in ("kind", "value", "profile_id"))
)


def save(connection: Connection, keys: Iterable[Key]) -> None:
    """Make the profiles findable by their keys."""
    insert_missing(connection, lookup_key, [_row(key) for key in dict.fromkeys(keys) if key[1]])


def _row(key: Key) -> dict[str, Any]:
    return {"kind": key[0].value, "value": key[1], "profile_id": key[2]}


def forget(connection: Connection, profiles: Collection[ProfileId]) -> None:
    """Let profiles no longer be found by what is stored of them."""
    if profiles:
        drop(connection, list(_stored(connection, profiles)))


def remember(connection: Connection, profiles: Collection[ProfileId]) -> None:
    """Make profiles findable by what is stored of them."""
    save(connection, _stored(connection, profiles))


def follow_numbers(connection: Connection, profiles: Collection[ProfileId]) -> None:
    """Make the numbers agents said to be somebody's found as long as a link holds them, no longer.

    So taking the link back leaves nobody who would be found by the number.
    """
    rows = connection.execute(
        select(profile.c.id).where(profile.c.id.in_(profiles), profile.c.kind == NUMBER)
    )
    for one in map(ProfileId, rows.scalars().all()):
        if _is_held(connection, one):
            remember(connection, [one])
        else:
            forget(connection, [one])


def _is_held(connection: Connection, number: ProfileId) -> bool:
    ends = or_(link.c.a_id == number, link.c.b_id == number)
    live = select(link.c.id).where(link.c.ended_at.is_(None), ends).limit(1)
    return connection.execute(live).first() is not None


def of_orders(connection: Connection, orders: Collection[int]) -> frozenset[Key]:
    """Return by what some orders, by their rows, can be found as they are stored now."""
    if not orders:
        return frozenset()
    wanted = customer_order.c.id.in_(orders)
    rows = [row for numbers in NUMBERS for row in connection.execute(numbers.where(wanted))]
    return frozenset(key for key in _of_numbers(rows) if key[1])


def drop(connection: Connection, keys: Collection[Key]) -> None:
    """Let nobody be found by these keys."""
    if keys:
        connection.execute(FORGOTTEN, [_row(key) for key in keys])


def _stored(connection: Connection, profiles: Collection[ProfileId]) -> Iterator[Key]:
    for row in connection.execute(select(profile).where(profile.c.id.in_(profiles))):
        yield from by_words(row.name, ProfileId(row.id))
    for row in connection.execute(select(identity).where(identity.c.profile_id.in_(profiles))):
        known = Identity(IdentityKind(row.kind), row.raw, row.value)
        yield from by_identity(known, ProfileId(row.profile_id))
    for numbers in NUMBERS:
        wanted = numbers.where(customer_order.c.profile_id.in_(profiles))
        yield from _of_numbers(connection.execute(wanted))
    for row in connection.execute(LABELS.where(timeline_entry.c.profile_id.in_(profiles))):
        yield from _parcel(row.parcel, ProfileId(row.profile_id))


def of_labels(said: Iterable[Observation], owner: ProfileId) -> Iterator[Key]:
    """Yield the keys of labels that were bought for a return."""
    for one in said:
        if one.kind is EntryKind.RETURN and one.shipment:
            yield from _parcel(one.shipment, owner)


def _of_numbers(rows: Iterable[AnyRow]) -> Iterator[Key]:
    for row in rows:
        owner = ProfileId(row.profile_id)
        address = columns.address_of(row.address)
        yield from _order(row.number, address.postcode if address else "", owner)
        yield from _parcel(row.parcel or "", owner)


def by_words(name: str, owner: ProfileId) -> Iterator[Key]:
    """Yield a key for each word of a name."""
    for word in name_spellings(name):
        yield KeyKind.NAME, word, owner


def by_identity(identity: Identity, owner: ProfileId) -> Iterator[Key]:
    """Yield the keys of an address, or of a number from both its ends."""
    if identity.kind is IdentityKind.EMAIL:
        yield KeyKind.EMAIL, identity.value, owner
    elif identity.kind is IdentityKind.PHONE:
        yield KeyKind.PHONE, identity.value, owner
        yield KeyKind.PHONE_REVERSED, identity.value.removeprefix("+")[::-1], owner


def by_order(order: Order, owner: ProfileId) -> Iterator[Key]:
    """Yield the keys of an order and its parcels; nobody looks for a draft."""
    if order.is_draft:
        return
    yield from _order(order.number, order.address.postcode if order.address else "", owner)
    sent = [one.number for one in order.fulfilments if one.number]
    for number in dict.fromkeys((*sent, *order.numbers())):
        yield from _parcel(number, owner)


def _parcel(number: str, owner: ProfileId) -> Iterator[Key]:
    """Yield the keys of a parcel, from both ends: its number as it is stored, and as tracked."""
    for one in barcode_spellings(number):
        yield KeyKind.TRACKING, one, owner
        yield KeyKind.TRACKING_REVERSED, one[::-1], owner


def _order(number: str, postcode: str, owner: ProfileId) -> Iterator[Key]:
    """Yield the keys of an order: its number from both ends, and where it went."""
    value = reference(number)
    yield KeyKind.ORDER, value, owner
    yield KeyKind.ORDER_REVERSED, value[::-1], owner
    yield KeyKind.POSTCODE, reference(postcode), owner
