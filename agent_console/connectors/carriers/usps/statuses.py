"""USPS's categories, words and event codes in ours; what is not listed is unknown."""

from agent_console.connectors.kit.carrier.faults import by_code, by_words, folded
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus

CATEGORIES = {
    "accepted": ParcelStatus.IN_TRANSIT,
    "alert": ParcelStatus.EXCEPTION,
    "available for agent pickup": ParcelStatus.IN_TRANSIT,
    "available for pickup": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "delivered": ParcelStatus.DELIVERED,
    "delivered to agent": ParcelStatus.IN_TRANSIT,
    "delivered to agent / in transit": ParcelStatus.IN_TRANSIT,
    "delivery attempt": ParcelStatus.ATTEMPT_FAILED,
    "delivery attempt: action needed": ParcelStatus.ATTEMPT_FAILED,
    "in transit": ParcelStatus.IN_TRANSIT,
    "in-transit": ParcelStatus.IN_TRANSIT,
    "label created": ParcelStatus.PRE_TRANSIT,
    "moving through network": ParcelStatus.IN_TRANSIT,
    "on its way to usps": ParcelStatus.PRE_TRANSIT,
    "out for delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "pre-shipment": ParcelStatus.PRE_TRANSIT,
    "preparing for delivery": ParcelStatus.IN_TRANSIT,
    "return to sender": ParcelStatus.RETURN_TO_SENDER,
}
"""How a parcel stands. What an agent has is not with its receiver yet."""

_CODES = {
    ParcelStatus.PRE_TRANSIT: "GX MA 80 81 82",
    ParcelStatus.IN_TRANSIT: "03 07 08 10 17 19 41 42 A1 EF L1 NT OA PA PC SF T1 TL TM U1",
    ParcelStatus.OUT_FOR_DELIVERY: "OF",
    ParcelStatus.AVAILABLE_FOR_PICKUP: "14 16",
    ParcelStatus.DELIVERED: "01",
    ParcelStatus.ATTEMPT_FAILED: "02 30 51 52 53 54 55 56",
    ParcelStatus.RETURN_TO_SENDER: "09 21 22 23 24 25 26 27 28 29 31",
    ParcelStatus.EXCEPTION: "04 05 06 11 15 44 71 DX",
}
BY_CODE = {code: status for status, codes in _CODES.items() for code in codes.split()}

_WORDS = {
    ParcelStatus.PRE_TRANSIT: (
        "Shipping Label Created, USPS Awaiting Item",
        "Pre-Shipment, USPS Awaiting Item",
        "Pre-Shipment Info Sent to USPS, USPS Awaiting Item",
        "Picked Up by Shipping Partner, USPS Awaiting Item",
        "Arrived Shipping Partner Facility, USPS Awaiting Item",
        "Departed Shipping Partner Facility, USPS Awaiting Item",
    ),
    ParcelStatus.IN_TRANSIT: (
        "USPS in possession of item",
        "USPS picked up item",
        "Accepted at USPS Origin Facility",
        "Accepted at USPS Regional Origin Facility",
        "Shipment Received, Package Acceptance Pending",
        "Arrived at Post Office",
        "Arrived at Military Post Office",
        "Arrived at USPS Facility",
        "Arrived at USPS Origin Facility",
        "Arrived at USPS Regional Facility",
        "Arrived at USPS Regional Origin Facility",
        "Arrived at USPS Regional Destination Facility",
        "Departed Post Office",
        "Departed USPS Facility",
        "Departed USPS Regional Facility",
        "Departed USPS Regional Origin Facility",
        "Departed USPS Regional Destination Facility",
        "Processed Through Facility",
        "Processed Through USPS Facility",
        "Processed at USPS Regional Destination Facility",
        "In Transit to Next Facility",
        "In Transit, Arriving On Time",
        "In Transit, Arriving Late",
        "Sorting Complete",
        "Redelivery Scheduled",
        "Delivered to Agent",
        "Delivered to Agent for Final Delivery",
        "Tendered to Agent for Final Delivery",
        "Inbound Into Customs",
        "Inbound Out of Customs",
        "Customs Clearance",
        "Customs Clearance Processing Complete",
    ),
    ParcelStatus.OUT_FOR_DELIVERY: (
        "Out for Delivery",
        "Out for Delivery, Expected Delivery by 9:00pm",
    ),
    ParcelStatus.AVAILABLE_FOR_PICKUP: (
        "Available for Pickup",
        "Available for Redelivery or Pickup",
        "Held at Post Office, At Customer Request",
    ),
    ParcelStatus.DELIVERED: (
        "Delivered",
        "Delivered, Front Desk/Reception/Mail Room",
        "Delivered, Front Door/Porch",
        "Delivered, Garage or Other Location at Address",
        "Delivered, Garage / Other Door / Other Location at Address",
        "Delivered, In/At Mailbox",
        "Delivered, Individual Picked Up at Postal Facility",
        "Delivered, Individual Picked Up at Post Office",
        "Delivered, Left with Individual",
        "Delivered, Neighbor as Requested",
        "Delivered, Parcel Locker",
        "Delivered, PO Box",
    ),
    ParcelStatus.ATTEMPT_FAILED: (
        "Notice Left",
        "Notice Left (Business Closed)",
        "Notice Left (No Authorized Recipient Available)",
        "Notice Left (No Secure Location Available)",
        "Notice Left (Receptacle Blocked)",
        "Notice Left (Receptacle Full/Item Oversized)",
        "No Access to Delivery Location",
        "Delivery Attempted - No Access to Delivery Location",
        "Attempted Delivery Abroad",
        "Reminder to Schedule Redelivery of your item",
    ),
    ParcelStatus.RETURN_TO_SENDER: (
        "Return to Sender",
        "Return to Sender Processed",
        "Unclaimed/Being Returned to Sender",
        "Delivered, To Original Sender",
        "Delivered to Original Sender",
        "Tendered to Returns Agent",
        "Addressee Unknown",
        "Insufficient Address",
        "Moved, Left no Address",
        "No Such Number",
        "Forward Expired",
        "Unclaimed",
        "Vacant",
    ),
    ParcelStatus.EXCEPTION: (
        "Awaiting Delivery Scan",
        "Delivery Exception, Animal Interference",
        "Delivery Exception, Local Weather Delay",
        "Disposed by Post Office",
        "Forwarded",
        "Held in Customs",
        "Missent",
        "Processing Exception",
        "Processing Exception, Other Delay",
        "Refused",
        "Rescheduled to Next Delivery Day",
        "Sent to Mail Recovery Center",
        "Undeliverable as Addressed",
    ),
}
BY_WORDS = {word.lower(): status for status, words in _WORDS.items() for word in words}
"""USPS's own names of what happened, whole; they say more than the category."""

WAY_BACK = frozenset(
    {
        "return to sender",
        "return to sender processed",
        "unclaimed/being returned to sender",
        "delivered, to original sender",
        "delivered to original sender",
    }
)

FAULT_BY_CODE = by_code(
    {
        Fault.CARRIER: "08",
        Fault.ADDRESS: "05 21 22 23 24 25 26",
        Fault.CONSIGNEE: "04 27 31 53 54 55 56",
    }
)
"""By whose fault it is by the code of an event; most codes say of nobody."""
FAULT_BY_WORDS = by_words(
    {
        Fault.CARRIER: (
            "In Transit, Arriving Late",
            "Missent",
            "Processing Exception",
            "Processing Exception, Other Delay",
        ),
        Fault.WEATHER: ("Delivery Exception, Local Weather Delay",),
        Fault.ADDRESS: (
            "Addressee Unknown",
            "Forward Expired",
            "Insufficient Address",
            "Moved, Left no Address",
            "No Such Number",
            "Undeliverable as Addressed",
            "Vacant",
        ),
        Fault.CONSIGNEE: (
            "Delivery Attempted - No Access to Delivery Location",
            "Delivery Exception, Animal Interference",
            "No Access to Delivery Location",
            "Notice Left (Business Closed)",
            "Notice Left (No Authorized Recipient Available)",
            "Notice Left (No Secure Location Available)",
            "Notice Left (Receptacle Blocked)",
            "Notice Left (Receptacle Full/Item Oversized)",
            "Refused",
            "Reminder to Schedule Redelivery of your item",
            "Unclaimed",
            "Unclaimed/Being Returned to Sender",
        ),
        Fault.CUSTOMS: ("Held in Customs",),
        Fault.LOSS: ("Sent to Mail Recovery Center",),
    }
)
"""The same by USPS's own names of what happened, whole; they say more than the code."""

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
ERROR_KINDS = {
    "400": REFUSED,
    "401": SIGN_IN,
    "403": SIGN_IN,
    "404": MISSING,
    "429": WAIT,
    "500": WAIT,
    "502": WAIT,
    "503": WAIT,
    "504": WAIT,
    "-2147219283": MISSING,
    "-2147219302": MISSING,
    "insufficient_scope": SIGN_IN,
    "invalid_client": SIGN_IN,
    "invalid_grant": SIGN_IN,
    "invalid_scope": SIGN_IN,
    "invalid_token": SIGN_IN,
    "unauthorized_client": SIGN_IN,
}
"""The codes of errors; most repeat their status, some are of the token's."""


def event(code: str | None, words: str | None) -> ParcelStatus:
    """Return our word for an event by its name, else its code; a delivery if none denies it."""
    by_words, by_code = BY_WORDS.get(_folded(words)), BY_CODE.get(_folded(code).upper())
    if by_words is ParcelStatus.DELIVERED:
        return by_code or by_words
    return by_words or by_code or ParcelStatus.UNKNOWN


def fault(code: str | None, words: str | None) -> Fault | None:
    """Return by whose fault something went wrong: by its name, else by its code."""
    by_name = FAULT_BY_WORDS.get(folded(words))
    is_named = _folded(words) in BY_WORDS
    return by_name if by_name or is_named else FAULT_BY_CODE.get(_folded(code).upper())


def stated(category: str | None, words: str | None) -> ParcelStatus | None:
    """Return how a parcel stands by its category and by the name of what happened last.

    The name says more, but a delivery is one only where the category agrees. None where neither
    is told.
    """
    by_words = BY_WORDS.get(_folded(words))
    if not _folded(category):
        return by_words or (ParcelStatus.UNKNOWN if _folded(words) else None)
    by_category = CATEGORIES.get(_folded(category))
    if by_category is None:
        return ParcelStatus.UNKNOWN
    return by_category if by_words in {None, ParcelStatus.DELIVERED} else by_words


def is_return(words: str | None) -> bool:
    """Say that an event tells of the way back itself; an address that was wrong may be mended."""
    return _folded(words) in WAY_BACK


def error_kind(codes: list[str], document: Document) -> str:
    """Return which of our failures an error is: by its codes, else by how it came."""
    by_code = next((ERROR_KINDS[one] for one in codes if one in ERROR_KINDS), None)
    by_status = trouble_of(document)
    otherwise = REFUSED if by_status is None else by_status.kind
    return (by_code or otherwise) if otherwise == REFUSED else otherwise


def _folded(said: str | None) -> str:
    return " ".join((said or "").split()).lower()
