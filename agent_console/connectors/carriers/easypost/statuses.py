"""EasyPost's words in ours; what is not listed is unknown and stays verbatim."""

from agent_console.domain.identity import folded
from agent_console.domain.parcel import Fault, ParcelStatus

FAILURE, ERROR = "failure", "error"

STATUSES = {
    "unknown": ParcelStatus.UNKNOWN,
    "pre_transit": ParcelStatus.PRE_TRANSIT,
    "in_transit": ParcelStatus.IN_TRANSIT,
    "out_for_delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "available_for_pickup": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "delivered": ParcelStatus.DELIVERED,
    "return_to_sender": ParcelStatus.RETURN_TO_SENDER,
    "cancelled": ParcelStatus.CANCELLED,
    "canceled": ParcelStatus.CANCELLED,
    FAILURE: ParcelStatus.EXCEPTION,
    ERROR: ParcelStatus.UNKNOWN,
}
"""An `error` is one of the tracking and says nothing of the parcel, unless its detail does."""

DETAILS = {
    "address_correction": ParcelStatus.EXCEPTION,
    "arrived_at_pickup_location": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "awaiting_information": ParcelStatus.EXCEPTION,
    "cancelled": ParcelStatus.CANCELLED,
    "damaged": ParcelStatus.EXCEPTION,
    "delayed": ParcelStatus.EXCEPTION,
    "delivery_exception": ParcelStatus.EXCEPTION,
    "held": ParcelStatus.EXCEPTION,
    "lost": ParcelStatus.EXCEPTION,
    "missorted": ParcelStatus.EXCEPTION,
    "refused": ParcelStatus.EXCEPTION,
    "return": ParcelStatus.RETURN_TO_SENDER,
    "transit_exception": ParcelStatus.EXCEPTION,
    "weather_delay": ParcelStatus.EXCEPTION,
}
"""What the detail makes of a `failure` or an `error`; every other word stands as it is."""

TELLING = frozenset({*DETAILS, "expired"})
"""Details that people should see beside the status, whatever it is."""

REASONS = TELLING - {"delayed", "expired", "arrived_at_pickup_location"}
"""Details of scans whose words say why a parcel is late or in trouble."""

LASTING = frozenset(
    {"awaiting_information", "held", "missorted", "transit_exception", "weather_delay"}
)
"""Reasons that a parcel is late for even after it moves on."""

FAULTS = {
    "address_correction": Fault.ADDRESS,
    "damaged": Fault.DAMAGE,
    "lost": Fault.LOSS,
    "missorted": Fault.CARRIER,
    "refused": Fault.CONSIGNEE,
    "weather_delay": Fault.WEATHER,
}
"""By whose fault it is; the other details say of nobody."""

IDLE_DETAILS = frozenset({"status_update", "unknown"})
"""Details that say nothing."""

CARRIERS = {
    "australia post": "AustraliaPost",
    "canada post": "CanadaPost",
    "dhl express": "DHLExpress",
    "dhl ecommerce": "DHLEcs",
    "dhl paket": "DHLPaket",
    "dpd uk": "DPDUK",
    "fedex": "FedEx",
    "ontrac": "OnTrac",
    "purolator": "Purolator",
    "royal mail": "RoyalMail",
    "ups": "UPS",
    "usps": "USPS",
}
"""Stores' names of carriers that mean one of EasyPost's and no other; "DHL" alone does not."""

SIGN_IN, WAIT, MISSING = "sign_in_again", "try_later", "not_found"
ERROR_KINDS = {
    "RATE_LIMITED": WAIT,
    "TOO_MANY_REQUESTS": WAIT,
    "INTERNAL_SERVER_ERROR": WAIT,
    "SERVICE_UNAVAILABLE": WAIT,
    "TIMED_OUT": WAIT,
    "UNAUTHORIZED": SIGN_IN,
    "FORBIDDEN": SIGN_IN,
    "APIKEY": SIGN_IN,
    "NOT_FOUND": MISSING,
}
"""Parts of error codes, such as `TRACKER.NOT_FOUND`, that say by themselves what went wrong."""


def status(word: str | None, detail: str | None) -> ParcelStatus:
    """Return what EasyPost's word and its detail mean for a parcel."""
    said = (word or "").lower()
    if said in {FAILURE, ERROR}:
        return DETAILS.get((detail or "").lower(), STATUSES[said])
    return STATUSES.get(said, ParcelStatus.UNKNOWN)


def fault(detail: str | None) -> Fault | None:
    """Return by whose fault it is, by a detail."""
    return FAULTS.get((detail or "").lower())


def is_known(word: str | None) -> bool:
    """Say whether a word is in the list of EasyPost's; no word at all is."""
    return word is None or word.lower() in STATUSES


def wording(word: str | None, detail: str | None) -> str | None:
    """Return the raw status, with its detail where that tells more: "failure: damaged"."""
    if word is None or detail is None or detail.lower() not in TELLING or detail == word:
        return word
    return f"{word}: {detail}"


def carrier(name: str | None) -> str | None:
    """Return EasyPost's name of a carrier by the store's name; None lets EasyPost find out."""
    spaced = " ".join(folded(name or "").replace("-", " ").replace("_", " ").split())
    return CARRIERS.get(spaced)


def error_kind(code: str | None) -> str | None:
    """Return which of the four failures an error's code names, if it names one by itself."""
    parts = (code or "").upper().split(".")
    return next((ERROR_KINDS[part] for part in parts if part in ERROR_KINDS), None)
