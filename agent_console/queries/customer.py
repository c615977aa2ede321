"""The customer card: who it is, by which names, with which orders, and what moves of them."""

from datetime import datetime, timedelta

from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.queries.desk import Desk
from agent_console.queries.who import NobodyFoundError, customer_id

OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED})
FRESH = timedelta(minutes=1)
"""What was heard so lately is not asked for again."""
MOST_FOLLOWED = 10


def customer(
    desk: Desk, profile: ProfileId, newest: int | None = None, *, scans: bool = False
) -> Customer:
    """Read a customer by the id of any of its profiles, with all or the newest orders.

    Raises:
        NobodyFoundError: the store has no such profile.
    """
    current = desk.people.customer_of(profile)
    found = None if current is None else desk.people.customer(current, newest, scans=scans)
    if found is None:
        raise NobodyFoundError(customer_id(profile))
    return found


def to_follow(customer: Customer, now: datetime) -> tuple[str, ...]:
    """Return the numbers of her parcels that are under way and were not asked for just now."""
    found = (
        parcel.shipment.number
        for known in customer.orders
        for parcel in (*known.parcels(), *known.returns())
        if _is_live(known, parcel) and now - parcel.last_heard >= FRESH
    )
    return tuple(dict.fromkeys(number for number in found if number))[:MOST_FOLLOWED]


def _is_live(known: KnownOrder, parcel: KnownParcel) -> bool:
    """Say that a parcel still moves; of one that no carrier told of, its order says so."""
    return parcel.status not in OVER and (parcel.is_tracked or known.is_open())
