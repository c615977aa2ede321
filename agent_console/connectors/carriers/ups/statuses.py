"""UPS's words in ours; what is not listed is unknown and stays verbatim."""

from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import ParcelStatus

TYPES = {
    "D": ParcelStatus.DELIVERED,
    "I": ParcelStatus.IN_TRANSIT,
    "M": ParcelStatus.PRE_TRANSIT,
    "MV": ParcelStatus.CANCELLED,
    "P": ParcelStatus.IN_TRANSIT,
    "X": ParcelStatus.EXCEPTION,
    "RS": ParcelStatus.RETURN_TO_SENDER,
}
"""What sort of event it is; in transit and out for delivery are one to UPS."""

_NUMBERS = {
    ParcelStatus.PRE_TRANSIT: "3 44 45 77 79 80 157 166",
    ParcelStatus.IN_TRANSIT: (
        "5 10 12 14 16 25 38 39 41 42 47 57 70 71 73 74 75 84 87 92 134 137 138 143 158 159 160"
        " 164 165 167 168 169"
    ),
    ParcelStatus.OUT_FOR_DELIVERY: "6 21 37 72 78 89 91 146 162",
    ParcelStatus.AVAILABLE_FOR_PICKUP: "17 40 100 106 108 144 161",
    ParcelStatus.DELIVERED: "11 26",
    ParcelStatus.ATTEMPT_FAILED: "22 23 24 60 61 62 66 145",
    ParcelStatus.RETURN_TO_SENDER: "34 35 36 67 81 118",
    ParcelStatus.CANCELLED: "7",
    ParcelStatus.EXCEPTION: (
        "13 29 30 32 46 48 49 50 51 52 53 58 59 64 68 69 76 83 85 86 90 123 124 125 126 132 139 141"
        " 147 149"
    ),
}
BY_NUMBER = {
    int(number): status for status, numbers in _NUMBERS.items() for number in numbers.split()
}
"""The status of an event by its number, where it says more than the sort of event."""

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
ERROR_KINDS = {
    "10429": WAIT,
    "10400": REFUSED,
    "10401": SIGN_IN,
    "10403": SIGN_IN,
    "250001": SIGN_IN,
    "250002": SIGN_IN,
    "250003": SIGN_IN,
    "TV0001": REFUSED,
    "TV1002": REFUSED,
    "TV1003": REFUSED,
    "TW0001": MISSING,
    "151018": REFUSED,
    "151044": MISSING,
    "154010": SIGN_IN,
}
"""The codes of UPS's errors and warnings."""


def status(kind: str | None, number: str | None) -> ParcelStatus:
    """Return our word for an event by its sort and number; never a delivery that UPS does not say.

    What is delivered to a place where it waits for its receiver is not delivered yet.
    """
    by_kind = TYPES.get((kind or "").upper())
    by_number = (
        BY_NUMBER.get(int(number)) if number and number.isascii() and number.isdigit() else None
    )
    if by_number is ParcelStatus.DELIVERED and by_kind not in {None, ParcelStatus.DELIVERED}:
        return by_kind
    if by_kind in {ParcelStatus.PRE_TRANSIT, ParcelStatus.CANCELLED}:
        return by_kind
    if by_kind is ParcelStatus.DELIVERED and by_number not in WAITING:
        return by_kind
    return by_number or by_kind or ParcelStatus.UNKNOWN


WAITING = frozenset({ParcelStatus.AVAILABLE_FOR_PICKUP, ParcelStatus.RETURN_TO_SENDER})


def error_kind(code: str | None, document: Document) -> str:
    """Return which of our failures an error is: by its code, else by how it came."""
    by_code = ERROR_KINDS.get(code or "")
    if by_code is not None:
        return by_code
    by_status = trouble_of(document)
    return REFUSED if by_status is None else by_status.kind
