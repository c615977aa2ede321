"""Answers as FedEx gives them, invented: a parcel with its events, the newest first."""

NUMBER, OTHER = "794644790132", "449044304137821"
UNIQUE, EARLIER = f"2461280000~{NUMBER}~FX", f"2457821000~{NUMBER}~FX"
EVENTS = (
    ("DL", "DL", "Delivered ", "2026-11-24T09:30:12-05:00"),
    ("OD", "IT", "On FedEx vehicle for delivery", "2026-11-24T07:15:00-05:00"),
    ("DY", "DY", "Delay", "2026-11-23T06:00:00-06:00"),
    ("DP", "IT", "Departed FedEx location", "2026-11-22T22:45:00-06:00"),
    ("OC", "IN", "Shipment information sent to FedEx", "2026-11-21T18:15:00-07:00"),
)
NOT_FOUND = "TRACKING.TRACKINGNUMBER.NOTFOUND"


def event(code: str, sort: str, text: str, date: str, **more: object) -> dict[str, object]:
    place = {"city": "HOLBROOK", "stateOrProvinceCode": "NY ", "countryCode": "US"}
    told = {"eventType": code, "derivedStatusCode": sort, "eventDescription": text, "date": date}
    return {**told, "exceptionCode": "", "scanLocation": place, **more}


def record(
    number: str = NUMBER, last: int = 0, unique_id: str = UNIQUE, **more: object
) -> dict[str, object]:
    """Return a record of which all events but the `last` ones have happened."""
    code, sort, text, _ = EVENTS[last]
    return {
        "trackingNumberInfo": {"trackingNumber": number, "trackingNumberUniqueId": unique_id},
        "latestStatusDetail": {"code": code, "derivedCode": sort, "statusByLocale": text.strip()},
        "scanEvents": [event(*told) for told in EVENTS[last:]],
        **more,
    }


def stated(code: str, sort: str, **more: object) -> dict[str, object]:
    """Return what stands over the events of a record."""
    return {"latestStatusDetail": {"code": code, "derivedCode": sort, **more}}


def trouble(code: str = NOT_FOUND, number: str = NUMBER) -> dict[str, object]:
    info = {"trackingNumber": number, "trackingNumberUniqueId": "", "carrierCode": ""}
    return {"trackingNumberInfo": info, "error": {"code": code, "message": "It cannot be found."}}


def result(*records: dict[str, object], number: str = NUMBER) -> dict[str, object]:
    return {"trackingNumber": number, "trackResults": list(records)}


def answer(*results: dict[str, object]) -> dict[str, object]:
    return {"transactionId": "624deea6", "output": {"completeTrackResults": list(results)}}


def refusal(code: str) -> dict[str, object]:
    return {"transactionId": "624deea6", "errors": [{"code": code, "message": "Not today."}]}
