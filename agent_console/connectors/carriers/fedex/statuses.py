"""FedEx's codes in our words; what is not listed is unknown and stays verbatim."""

from collections.abc import Iterable

from agent_console.connectors.kit.carrier import faults
from agent_console.connectors.kit.carrier.faults import by_code, by_words
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus

_CODES = {
    ParcelStatus.PRE_TRANSIT: "OC IN OX DS EP AP DR SH RP RG",
    ParcelStatus.IN_TRANSIT: (
        "PU PX IT IX OW AR DP AF AC AX AA AO AE PF PL PM FD LO OF SF TR TP EA EO CC CP CU BR CH SP"
        " RR RM"
    ),
    ParcelStatus.OUT_FOR_DELIVERY: "OD AD ED",
    ParcelStatus.AVAILABLE_FOR_PICKUP: "HL HP",
    ParcelStatus.DELIVERED: "DL",
    ParcelStatus.EXCEPTION: "DE SE DY CD DD PD RD",
    ParcelStatus.RETURN_TO_SENDER: "RS",
    ParcelStatus.CANCELLED: "CA LP",
}
"""RC is left out: that its receiver has to do with a parcel does not say that it has arrived."""
BY_CODE = {code: status for status, codes in _CODES.items() for code in codes.split()}

TRIED = "DE"
ATTEMPTS = frozenset({"7", "8", "15"})
"""Why a delivery failed, by numbers that say someone stood at the door: refused, nobody there."""
ATTEMPTED = frozenset(
    {"FIRST_DELIVERY_ATTEMPTED", "SUBSEQUENT_DELIVERY_ATTEMPTED", "FINAL_DELIVERY_ATTEMPTED"}
)
"""What FedEx says of a delivery promised that was tried in vain."""
TROUBLED = frozenset({ParcelStatus.EXCEPTION, ParcelStatus.ATTEMPT_FAILED})

CLEARANCE = "CD"
FAULT_BY_REASON = by_code(
    {
        Fault.CARRIER: "12 31 32 79 85",
        Fault.ADDRESS: "3",
        Fault.CONSIGNEE: "7 8 15 17 30 93",
        Fault.CUSTOMS: "50 55",
        Fault.DAMAGE: "10",
    }
)
"""By whose fault it is by the number of FedEx's reason; many numbers name nobody."""
FAULT_BY_DELAY = {
    "WEATHER": Fault.WEATHER,
    "OPERATIONAL": Fault.CARRIER,
    "CLEARANCE": Fault.CUSTOMS,
}
"""The same by the sort of a delay; LOCAL and GENERAL say of nobody."""
FAULT_BY_WORDS = by_words(
    {
        Fault.CARRIER: ("Mechanical delay", "Plane arrived late at FedEx location"),
        Fault.WEATHER: (
            "Severe weather",
            "Weather delay",
            "Local weather delay - Delivery not attempted",
        ),
        Fault.ADDRESS: ("Incorrect address", "Incorrect recipient address"),
        Fault.CONSIGNEE: (
            "Customer not available or business closed",
            "Delivery was refused by the recipient",
            "Refused by recipient",
            "Shipment refused by recipient",
            "Recipient location security delay",
        ),
        Fault.CUSTOMS: (
            "Clearance delay",
            "Clearance delay - Import",
            "Clearance delay - Export",
            "Regulatory agency clearance delay",
        ),
        Fault.DAMAGE: ("Damaged", "Damaged, handling per shipper instructions"),
    }
)
"""The same by FedEx's words for a reason, whole."""

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
ERROR_KINDS = {
    "TRACKING.TRACKINGNUMBER.NOTFOUND": MISSING,
    "TRACKING.DATA.NOTFOUND": MISSING,
    "TRACKING.REFERENCENUMBER.NOTFOUND": MISSING,
    "TRACKING.DATA.NOTUNIQUE": REFUSED,
    "TRACKING.TRACKINGNUMBER.EMPTY": REFUSED,
    "TRACKING.TRACKINGNUMBER.INVALID": REFUSED,
    "NOT.FOUND.ERROR": MISSING,
    "NOT.AUTHORIZED.ERROR": SIGN_IN,
    "BAD.REQUEST.ERROR": REFUSED,
    "FORBIDDEN.ERROR": SIGN_IN,
    "LOGIN.REAUTHENTICATE.ERROR": SIGN_IN,
    "INTERNAL.SERVER.ERROR": WAIT,
    "SERVICE.UNAVAILABLE.ERROR": WAIT,
    "SYSTEM.UNAVAILABLE.EXCEPTION": WAIT,
    "TRACKING.SYSTEM.UNAVAILABLE": WAIT,
    "TOO.MANY.REQUESTS.ERROR": WAIT,
}


def status(code: str | None, derived: str | None, reason: str | None = None) -> ParcelStatus:
    """Return our word for an event by its code and by the sort of event FedEx makes of it."""
    codes = _folded(code), _folded(derived)
    by_code = BY_CODE.get(codes[0])
    found = _agreed(by_code, BY_CODE.get(codes[1]) if codes[1] else by_code)
    is_attempt = found is ParcelStatus.EXCEPTION and TRIED in codes and _is_attempt(reason)
    return ParcelStatus.ATTEMPT_FAILED if is_attempt else found


def fault(
    meaning: ParcelStatus, codes: Iterable[str | None], reason: str | None, words: str | None
) -> Fault | None:
    """Return by whose fault something went wrong that means one of our words for trouble."""
    if meaning not in faults.TROUBLED:
        return None
    number = FAULT_BY_REASON.get((reason or "").strip().rstrip("ABC").lstrip("0"))
    by_sort = Fault.CUSTOMS if CLEARANCE in map(_folded, codes) else None
    return number or FAULT_BY_WORDS.get(faults.folded(words), by_sort)


def _agreed(by_code: ParcelStatus | None, by_sort: ParcelStatus | None) -> ParcelStatus:
    """Return what the sort says, and where that is in transit, what the code adds.

    A delivery is one only where neither speaks against it.
    """
    if by_sort is ParcelStatus.DELIVERED:
        return by_code or by_sort
    if by_sort is ParcelStatus.IN_TRANSIT and by_code is not ParcelStatus.DELIVERED:
        return by_code or by_sort
    return by_sort or ParcelStatus.UNKNOWN


def error_kind(code: str | None, document: Document) -> str:
    """Return which of our failures an error is: by its code, else by how it came."""
    by_code = ERROR_KINDS.get((code or "").upper())
    if by_code is not None:
        return by_code
    by_status = trouble_of(document)
    return REFUSED if by_status is None else by_status.kind


def _folded(code: str | None) -> str:
    return (code or "").strip().upper()


def _is_attempt(reason: str | None) -> bool:
    return (reason or "").lstrip("0") in ATTEMPTS
