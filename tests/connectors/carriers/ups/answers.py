"""Answers as UPS gives them, invented: a package with its events, the newest first."""

from collections.abc import Mapping

NUMBER = "1Z12345E0205271686"
EVENTS = (
    ("D", "011", "F4", "DELIVERED ", "20261124", "093012"),
    ("I", "021", "OT", "Out For Delivery Today", "20261124", "071500"),
    ("X", "052", "DJ", "Severe weather conditions have delayed delivery.", "20261123", "060000"),
    ("I", "005", "DP", "Departed from Facility", "20261122", "224500"),
    ("M", "003", "MP", "Shipper created a label", "20261121", "181500"),
)


def event(
    kind: str, number: str, code: str, text: str, day: str, time: str, **more: object
) -> dict[str, object]:
    address = {"city": "LINZ", "stateProvince": "OO", "countryCode": "AT", "country": "AT"}
    return {
        "location": {"address": address, "slic": "0761"},
        "status": {"type": kind, "description": text, "code": code, "statusCode": number},
        "date": day,
        "time": time,
        **more,
    }


def package(number: str = NUMBER, last: int = 0, **more: object) -> dict[str, object]:
    """Return a package of which all events but the `last` ones have happened."""
    events = [event(*told) for told in EVENTS[last:]]
    return {"trackingNumber": number, "activity": events, **more}


def answer(*packages: Mapping[str, object], number: str = NUMBER) -> dict[str, object]:
    shipment = {"inquiryNumber": number, "package": list(packages)}
    return {"trackResponse": {"shipment": [shipment]}}


def warning(code: str, words: str = "Tracking Information Not Found") -> dict[str, object]:
    shipment = {"inquiryNumber": NUMBER, "warnings": [{"code": code, "message": words}]}
    return {"trackResponse": {"shipment": [shipment]}}


def refusal(code: str) -> dict[str, object]:
    return {"response": {"errors": [{"code": code, "message": "Invalid inquiry number"}]}}
