"""AfterShip's words in ours; what is not listed is unknown and stays verbatim."""

import re

from agent_console.connectors.kit.carrier.naming import Codes
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.domain.parcel import Fault, ParcelStatus

TAGS = {
    "pending": ParcelStatus.UNKNOWN,
    "inforeceived": ParcelStatus.PRE_TRANSIT,
    "intransit": ParcelStatus.IN_TRANSIT,
    "outfordelivery": ParcelStatus.OUT_FOR_DELIVERY,
    "attemptfail": ParcelStatus.ATTEMPT_FAILED,
    "availableforpickup": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "delivered": ParcelStatus.DELIVERED,
    "exception": ParcelStatus.EXCEPTION,
    "expired": ParcelStatus.UNKNOWN,
}
"""Pending has no data yet, expired has had none for a month: of neither a state is known."""

SUBTAGS = {
    "exception_010": ParcelStatus.RETURN_TO_SENDER,
    "exception_011": ParcelStatus.RETURN_TO_SENDER,
}
"""Subtags that mean another thing than their tag does."""

FAULTS = {
    "attemptfail_002": Fault.CONSIGNEE,
    "attemptfail_003": Fault.CONSIGNEE,
    "exception_002": Fault.ADDRESS,
    "exception_003": Fault.CONSIGNEE,
    "exception_004": Fault.CUSTOMS,
    "exception_006": Fault.CONSIGNEE,
    "exception_007": Fault.ADDRESS,
    "exception_008": Fault.CONSIGNEE,
    "exception_009": Fault.RETAILER,
    "exception_012": Fault.DAMAGE,
    "exception_013": Fault.LOSS,
}
"""By whose fault it is, by the subtag: nobody there or closed; moved, refused, held at customs, not
paid, a wrong address, not fetched, against the carrier's terms, damaged, lost."""

PLAIN = "_001"
"""How the subtag ends that says no more than its tag."""
SUBTAG = re.compile(r"([A-Za-z]+)_\d{3}")

WAIT, SIGN_IN, MISSING, REFUSED = "try_later", "sign_in_again", "not_found", "refused"
EXISTS, NO_SLUG = 4003, 4010
"""Codes of errors: it is made already, and that slug is none."""
GOOD, OF_HTTP = range(200, 300), range(300, 600)
ERROR_KINDS = {4004: MISSING}
"""Codes of errors beyond those of HTTP that are not a refusal."""

CODES = Codes(
    whole={
        "deutsche post": "deutsch-post",
        "dhl ecommerce": "dhl-global-mail",
        "dhl express": "dhl",
        "dhl germany": "dhl-germany",
        "dhl paket": "dhl-germany",
        "dpd de": "dpd-de",
        "dpd germany": "dpd-de",
        "dpd uk": "dpd-uk",
    },
    families={
        "Australia Post": "australia-post",
        "bpost": "bpost",
        "Canada Post": "canada-post",
        "Chronopost": "chronopost-france",
        "FedEx": "fedex",
        "LaserShip": "lasership",
        "New Zealand Post": "new-zealand-post",
        "OnTrac": "ontrac",
        "Parcelforce": "parcel-force",
        "Purolator": "purolator",
        "Royal Mail": "royal-mail",
        "Swiss Post": "swiss-post",
        "UPS": "ups",
        "USPS": "usps",
        "Yodel": "yodel",
    },
)
"""AfterShip's slugs of carriers; of every other name it finds out by itself."""


def status(tag: str | None, subtag: str | None) -> ParcelStatus:
    """Return what a tag and its subtag mean for a parcel; never a delivery against the tag."""
    said, more = _tag(tag, subtag).lower(), (subtag or "").lower()
    meaning = TAGS.get(said, ParcelStatus.UNKNOWN)
    return SUBTAGS.get(more, meaning) if more.startswith(f"{said}_") else meaning


def fault(subtag: str | None) -> Fault | None:
    """Return by whose fault it is, by a subtag; the others say of nobody."""
    return FAULTS.get((subtag or "").lower())


def is_known(tag: str | None, subtag: str | None) -> bool:
    """Say whether a word is in the list of AfterShip's; no word at all is."""
    said = _tag(tag, subtag).lower()
    return not said or said in TAGS


def wording(tag: str | None, subtag: str | None, message: str | None) -> str | None:
    """Return the raw tag, with the words of its subtag where they tell more."""
    said = _tag(tag, subtag)
    is_plain = subtag is None or subtag.endswith(PLAIN) or message is None
    return (said or None) if is_plain or not said else f"{said}: {message}"


def _tag(tag: str | None, subtag: str | None) -> str:
    """Return the tag; a subtag names its own where none is told."""
    named = SUBTAG.fullmatch(subtag or "")
    return tag or (named[1] if named else "")


def error_kind(code: int) -> str:
    """Return which of our failures an error is, by its code."""
    if code in OF_HTTP and (trouble := trouble_of(Document(None, code))) is not None:
        return trouble.kind
    return ERROR_KINDS.get(code, REFUSED)
