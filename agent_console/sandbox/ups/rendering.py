"""Parcels of the world as UPS's tracking API words them: the newest event first."""

from collections.abc import Mapping
from datetime import UTC

from agent_console.sandbox.carriage import Consignment, Estimate, Scan

Record = dict[str, object]

SORTS: Mapping[str, tuple[str, str]] = {
    "pre_transit": ("M", "003"),
    "in_transit": ("I", "005"),
    "out_for_delivery": ("I", "021"),
    "available_for_pickup": ("I", "040"),
    "delivered": ("D", "011"),
    "return_to_sender": ("X", "035"),
    "failure": ("X", "013"),
}
"""UPS's sort and number of an event, by what the world calls it."""
CLOSER: Mapping[str, tuple[str, str]] = {
    "weather_delay": ("X", "052"),
    "delivery_exception": ("X", "022"),
    "address_correction": ("X", "050"),
    "damaged": ("X", "059"),
}
"""The same by the detail, where that says more."""


def tracked(known: Consignment) -> Record:
    """Render what UPS answers about a parcel."""
    package: Record = {
        "trackingNumber": known.parcel.number,
        "activity": [_activity(one) for one in reversed(known.scans)],
        "deliveryInformation": {"receivedBy": known.signed_by or ""},
    }
    if known.estimate is not None:
        package |= _expected(known.estimate)
    shipment = {"inquiryNumber": known.parcel.number, "package": [package]}
    return {"trackResponse": {"shipment": [shipment]}}


def missing(number: str) -> Record:
    """Render what UPS answers about a number it does not know: a warning inside a success."""
    warning = {"code": "TW0001", "message": "Tracking Information Not Found"}
    return {"trackResponse": {"shipment": [{"inquiryNumber": number, "warnings": [warning]}]}}


def refused(code: str, message: str) -> Record:
    """Render an error of UPS's."""
    return {"response": {"errors": [{"code": code, "message": message}]}}


def sort_of(scan: Scan) -> tuple[str, str]:
    """Return UPS's sort and number of an event."""
    return CLOSER.get(scan.words.detail, SORTS.get(scan.words.status, ("NA", "000")))


def _activity(scan: Scan) -> Record:
    kind, number = sort_of(scan)
    place, zone = scan.place, scan.place.zone if scan.place else None
    local, utc = scan.at.astimezone(zone or UTC), scan.at.astimezone(UTC)
    address = {
        "city": place.city.upper() if place else "",
        "stateProvince": (place.state if place else None) or "",
        "countryCode": place.country if place else "",
    }
    return {
        "location": {"address": address},
        "status": {
            "type": kind,
            "statusCode": number,
            "code": scan.words.code,
            "description": scan.words.text,
        },
        "date": f"{local:%Y%m%d}",
        "time": f"{local:%H%M%S}",
        "gmtDate": f"{utc:%Y%m%d}",
        "gmtTime": f"{utc:%H:%M:%S}".replace(":", ""),
        "gmtOffset": f"{local:%z}"[:3] + ":" + f"{local:%z}"[3:],
    }


def _expected(estimate: Estimate) -> Record:
    told: Record = {"deliveryDate": [{"type": "RDD", "date": f"{estimate.day:%Y%m%d}"}]}
    if estimate.clock is not None:
        told["deliveryTime"] = {"type": "EDW", "endTime": f"{estimate.clock:%H%M%S}"}
    return told
