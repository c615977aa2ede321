"""A parcel as its sources tell it: where it is, in our words and in theirs."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.moment import Moment


class ParcelStatus(StrEnum):
    """Our words for the state of a parcel; any other word is UNKNOWN, with its text kept."""

    UNKNOWN = "unknown"
    PRE_TRANSIT = "pre_transit"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    DELIVERED = "delivered"
    ATTEMPT_FAILED = "attempt_failed"
    EXCEPTION = "exception"
    RETURN_TO_SENDER = "return_to_sender"
    CANCELLED = "cancelled"


class Fault(StrEnum):
    """Where the reason lies that a carrier gives; without one it gave none that we know."""

    CARRIER = "carrier"
    WEATHER = "weather"
    ADDRESS = "address"
    CONSIGNEE = "consignee"
    CUSTOMS = "customs"
    RETAILER = "retailer"
    DAMAGE = "damage"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as far as told."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """One tracking event of a parcel."""

    code: str | None
    text: str | None
    status: str
    moment: Moment
    place: Place
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """A parcel under way: what its carrier, or for want of one its store, says of it."""

    carrier: str | None
    number: str | None
    status: str
    status_text: str | None
    unique_id: str | None = None
    promised: Moment | None = None
    estimated: Moment | None = None
    delivered: Moment | None = None
    signed_by: str | None = None
    had_attempt: bool = False
    scans: tuple[Scan, ...] = ()
    said: str | None = None
    said_at: Moment | None = None
    """The words of the last scan, or of the last that says why it is late, and when that was."""
    fault: Fault | None = None
    """By whose fault it does not come as it should, as far as its source says."""
    is_return: bool = False
    """Its way is back to us, as its source says or as we know."""

    def remark(self) -> str:
        """Return what its source adds to its own word for the state: "in_transit: delayed"."""
        return (self.status_text or "").partition(": ")[2].replace("_", " ")
