"""Which parcels of a customer are worth asking for again when somebody opens her."""

from datetime import datetime, timedelta

from agent_console.domain.customer import Customer, KnownOrder, KnownParcel
from agent_console.domain.parcel import ParcelStatus

OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED})
FRESH = timedelta(minutes=1)
"""What was heard so lately is not asked for again."""
MOST = 10


def to_follow(customer: Customer, now: datetime) -> tuple[str, ...]:
    """Return the numbers of her parcels that are under way and were not asked for just now."""
    found = (
        parcel.shipment.number
        for known in customer.orders
        for parcel in (*known.parcels(), *known.returns())
        if _is_live(known, parcel) and now - parcel.last_heard >= FRESH
    )
    return tuple(dict.fromkeys(number for number in found if number))[:MOST]


def _is_live(known: KnownOrder, parcel: KnownParcel) -> bool:
    """Say that a parcel still moves; of one that no carrier told of, its order says so."""
    return parcel.status not in OVER and (parcel.is_tracked or known.is_open())
