"""Which order a parcel belongs to, decided anew whenever either side or its customer changes."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.moment import microseconds
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.belonging import Claim, belongs_to, whole
from agent_console.storage.dialect import hold
from agent_console.storage.repositories import events
from agent_console.storage.repositories.parcels import seats
from agent_console.storage.repositories.parcels.seats import Seat
from agent_console.storage.repositories.projecting import NOWHERE, Place
from agent_console.storage.tables.orders import customer_order, shipment
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import profile

CLAIMS = (
    select(
        shipment.c.reference,
        profile.c.customer_id,
        profile.c.id,
        customer_order.c.number,
        customer_order.c.placed_utc,
    )
    .join(customer_order, customer_order.c.id == shipment.c.order_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(shipment.c.reference.in_(bindparam("references", expanding=True)))
    .where(~customer_order.c.is_draft)
)
NAMED_BY = (
    select(parcel.c.reference)
    .join(shipment, shipment.c.reference == parcel.c.reference)
    .join(customer_order, customer_order.c.id == shipment.c.order_id)
    .where(customer_order.c.profile_id.in_(bindparam("profiles", expanding=True)))
    .distinct()
)

Claims = dict[str, list[Claim]]
"""The orders that name a number, by that number, normalised."""

Owners = frozenset[ProfileId]
"""Whose timelines gained or lost something."""


def claims(connection: Connection, references: Collection[str]) -> Claims:
    """Return which orders name these numbers."""
    found: Claims = {}
    for row in connection.execute(CLAIMS, {"references": sorted(references)}):
        placed = None if row.placed_utc is None else microseconds(row.placed_utc)
        claim = Claim(ProfileId(row.customer_id), ProfileId(row.id), row.number, placed)
        found.setdefault(row.reference, []).append(claim)
    return found


def place(parcel: Iterable[Seat], claimed: Claims) -> Place:
    """Return where a parcel belongs by all that its sources saw of it.

    What messages tell counts only where nobody tracks it: their clocks may be anything.
    """
    everybody = list(parcel)
    told = [seat for seat in everybody if seat.channel is None] or everybody
    seen = whole(seat.seen for seat in told if seat.seen is not None)
    owner = belongs_to(seen, claimed.get(told[0].reference, ()))
    return NOWHERE if owner is None else Place(owner.owner, owner.order)


def rehang(connection: Connection, references: Collection[str]) -> Owners:
    """Hang the parcels of these numbers where they belong, now that their orders have changed."""
    hold(connection, references)
    told = seats.by_number(connection, references) if references else []
    if not told:
        return frozenset()
    claimed = claims(connection, {seat.reference for seat in told})
    by_subject: dict[int, list[Seat]] = {}
    for seat in told:
        if seat.subject_id is not None:
            by_subject.setdefault(seat.subject_id, []).append(seat)
    wanted = {one: place(parcel, claimed) for one, parcel in by_subject.items()}
    return move(connection, wanted, {one: by_subject[one][0].place for one in wanted})


def follow(connection: Connection, moved: Collection[ProfileId]) -> Owners:
    """Hang anew what the orders of profiles name that went over to another customer.

    Two who claim a number may have become one, or are two again.
    """
    if not moved:
        return frozenset()
    numbers = connection.execute(NAMED_BY, {"profiles": sorted(moved)}).scalars()
    return rehang(connection, set(numbers))


def move(connection: Connection, wanted: dict[int, Place], now: dict[int, Place]) -> Owners:
    """Hang parcels where they are wanted and not yet; return who gained or lost one."""
    other = {one: there for one, there in wanted.items() if there != now[one]}
    events.hang(connection, other)
    touched = {place.owner for one, there in other.items() for place in (there, now[one])}
    return frozenset(owner for owner in touched if owner is not None)
