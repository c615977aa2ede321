"""What is known of a parcel's days and number, for whoever says or shows it."""

from agent_console.domain.customer import KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus

TO_COME = frozenset(
    {
        ParcelStatus.PRE_TRANSIT,
        ParcelStatus.IN_TRANSIT,
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.EXCEPTION,
    }
)
"""States in which a carrier's estimate still means something."""


def short_number(number: str) -> str:
    """Shorten a tracking number to what people read out: "… 4022 115"."""
    tail = number[-7:]
    return number if len(number) <= len(tail) else f"… {tail[:4]} {tail[4:]}"


def dated(parcel: KnownParcel) -> Moment | None:
    """Return when a parcel came to the status it has, or last moved as far as that was told."""
    if parcel.status is ParcelStatus.DELIVERED:
        return parcel.shipment.delivered
    sent, is_prepared = parcel.fulfilment, parcel.status is ParcelStatus.PRE_TRANSIT
    return sent.created if is_prepared and not parcel.is_unscanned() else sent.shipped


def expected(parcel: KnownParcel) -> Moment | None:
    """Return for when the carrier expects a parcel that is still to come."""
    return parcel.shipment.estimated if parcel.status in TO_COME else None
