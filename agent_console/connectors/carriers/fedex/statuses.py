"""FedEx's codes in our words; what is not listed is unknown and stays verbatim."""

from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import ParcelStatus

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
