"""Answers as USPS gives them, invented: a parcel with its events, the newest first."""

NUMBER, OTHER = "9400109104250532908587", "9400111899223197428490"
MAIL_PIECE = "110158946"
EVENTS = (
    ("01", "Delivered, Front Door/Porch", "Delivered", "2026-11-24T13:58"),
    ("OF", "Out for Delivery", "Out for Delivery", "2026-11-24T09:10"),
    ("53", "Notice Left (Receptacle Blocked)", "Delivery Attempt", "2026-11-23T15:20"),
    ("10", "Arrived at USPS Regional Facility", "In Transit", "2026-11-22T01:13"),
    ("GX", "Shipping Label Created, USPS Awaiting Item", "Pre-Shipment", "2026-11-21T11:32"),
)


def event(code: str | None, text: str, local: str | None, **more: object) -> dict[str, object]:
    place = {"eventCity": "HERNANDO", "eventState": "FL ", "eventCountry": None}
    return {"eventCode": code, "eventType": text, "eventTimestamp": local, **place, **more}


def happened(code: str, text: str, _category: str, local: str) -> dict[str, object]:
    """Return an event with what Greenwich's clock showed; that one has seconds."""
    day, _, time = local.partition("T")
    greenwich = f"{day}T{int(time[:2]) + 5:02}:{time[3:]}:40Z"
    return event(code, text, f"{local}:00", GMTTimestamp=greenwich, GMTOffset="-05:00")


def answer(number: str = NUMBER, last: int = 0, **more: object) -> dict[str, object]:
    """Return a parcel of which all events but the `last` ones have happened."""
    _, text, category, _ = EVENTS[last]
    return {
        "trackingNumber": number,
        "mailClass": "USPS Ground Advantage<SUP>&#153;</SUP>",
        "status": text,
        "statusCategory": category,
        "uniqueMailPieceID": MAIL_PIECE,
        "emailEnabled": "true",
        "trackingEvents": [happened(*told) for told in EVENTS[last:]],
        **more,
    }


def refusal(code: str, *parts: str) -> dict[str, object]:
    errors = [
        {"status": code, "code": part, "title": "No", "detail": "Not today."} for part in parts
    ]
    return {"apiVersion": "v3", "error": {"code": code, "message": "Refused.", "errors": errors}}
