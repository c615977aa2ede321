"""Shippo's words in ours; what is not listed is unknown and stays verbatim."""

import re

from agent_console.connectors.kit.carrier.naming import Codes
from agent_console.domain.parcel import Fault, ParcelStatus

UNKNOWN, TRANSIT = "UNKNOWN", "TRANSIT"
STATUSES = {
    UNKNOWN: ParcelStatus.UNKNOWN,
    "PRE_TRANSIT": ParcelStatus.PRE_TRANSIT,
    TRANSIT: ParcelStatus.IN_TRANSIT,
    "DELIVERED": ParcelStatus.DELIVERED,
    "RETURNED": ParcelStatus.RETURN_TO_SENDER,
    "FAILURE": ParcelStatus.EXCEPTION,
}

SUBSTATUSES = {
    "address_issue": ParcelStatus.EXCEPTION,
    "contact_carrier": ParcelStatus.EXCEPTION,
    "delayed": ParcelStatus.EXCEPTION,
    "delivery_attempted": ParcelStatus.ATTEMPT_FAILED,
    "delivery_rescheduled": ParcelStatus.IN_TRANSIT,
    "delivery_scheduled": ParcelStatus.IN_TRANSIT,
    "location_inaccessible": ParcelStatus.ATTEMPT_FAILED,
    "notice_left": ParcelStatus.ATTEMPT_FAILED,
    "out_for_delivery": ParcelStatus.OUT_FOR_DELIVERY,
    "package_accepted": ParcelStatus.IN_TRANSIT,
    "package_arrived": ParcelStatus.IN_TRANSIT,
    "package_damaged": ParcelStatus.EXCEPTION,
    "package_departed": ParcelStatus.IN_TRANSIT,
    "package_forwarded": ParcelStatus.IN_TRANSIT,
    "package_held": ParcelStatus.EXCEPTION,
    "package_processed": ParcelStatus.IN_TRANSIT,
    "package_processing": ParcelStatus.IN_TRANSIT,
    "pickup_available": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "reschedule_delivery": ParcelStatus.EXCEPTION,
}
"""What the substatus makes of TRANSIT; every other word stands as it is."""

FAULTS = {
    "address_issue": Fault.ADDRESS,
    "location_inaccessible": Fault.CONSIGNEE,
    "notice_left": Fault.CONSIGNEE,
    "package_damaged": Fault.DAMAGE,
    "package_lost": Fault.LOSS,
    "package_unclaimed": Fault.CONSIGNEE,
}
"""By whose fault it is; the other substatuses say of nobody."""

IDLE = frozenset(
    {
        "delivered",
        "information_received",
        "other",
        "out_for_delivery",
        "package_accepted",
        "package_arrived",
        "package_departed",
        "package_processed",
        "package_processing",
        "return_to_sender",
    }
)
"""Substatuses that say nothing people should see beside the status."""

ANNOUNCED = re.compile(
    r".*\blabel (has been |was |is )?(created|printed|generated)\b.*"
    r"|.*\bawaiting (the )?(item|package|parcel|shipment)\b.*"
    r"|.*\b(received|sent|submitted) (the )?(electronic )?shipment info(rmation)?\b.*"
    r"|.*\bship(ment|ping) info(rmation)? (has been |was )?(received|sent|submitted)\b.*"
    r"|electronic information (has been |was )?submitted by shipper\b.*"
)
"""Words of a parcel that was announced and not handed over.

Shippo has called these UNKNOWN as long as it had no word for them; they are looked for in nothing
else, and only before anything else has happened.
"""

CODES = Codes(
    whole={
        "colissimo": "colissimo",
        "deutsche post": "deutsche_post",
        "dhl ecommerce": "dhl_ecommerce",
        "dhl express": "dhl_express",
        "dhl germany": "dhl_germany",
        "dhl paket": "dhl_germany",
        "dhl parcel germany": "dhl_germany",
        "dpd de": "dpd_de",
        "dpd germany": "dpd_de",
        "dpd uk": "dpd_uk",
        "gls us": "gls_us",
        "hermes germany": "hermes_germany_b2c",
        "hermes uk": "hermes_uk",
        "shippo": "shippo",
    },
    families={
        "Asendia": "asendia_us",
        "Australia Post": "australia_post",
        "Canada Post": "canada_post",
        "Chronopost": "chronopost",
        "FedEx": "fedex",
        "LaserShip": "lasership",
        "Mondial Relay": "mondial_relay",
        "New Zealand Post": "new_zealand_post",
        "OnTrac": "ontrac",
        "Parcelforce": "parcelforce",
        "Poste Italiane": "poste_italiane",
        "Purolator": "purolator",
        "Royal Mail": "royal_mail",
        "Sendle": "sendle",
        "UPS": "ups",
        "USPS": "usps",
        "Yodel": "yodel",
    },
)
"""Shippo's tokens of carriers; "DHL" alone may be several."""


def status(word: str | None, code: str | None) -> ParcelStatus:
    """Return what Shippo's word and its substatus mean for a parcel."""
    said = (word or "").upper()
    if said == TRANSIT:
        return SUBSTATUSES.get((code or "").lower(), STATUSES[said])
    return STATUSES.get(said, ParcelStatus.UNKNOWN)


def fault(code: str | None) -> Fault | None:
    """Return by whose fault it is, by a substatus."""
    return FAULTS.get((code or "").lower())


def is_known(word: str | None) -> bool:
    """Say whether a word is in the list of Shippo's; no word at all is."""
    return word is None or word.upper() in STATUSES


def is_announced(word: str | None, text: str | None) -> bool:
    """Say that an event without a meaning of its own tells of a label, and of nothing more."""
    return (word or "").upper() == UNKNOWN and ANNOUNCED.fullmatch((text or "").lower()) is not None


def wording(word: str | None, code: str | None) -> str | None:
    """Return the raw status, with its substatus where that tells more: "TRANSIT: delayed"."""
    if word is None or code is None or code.lower() in IDLE:
        return word
    return f"{word}: {code}"
