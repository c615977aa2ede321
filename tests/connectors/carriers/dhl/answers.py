"""Answers as DHL gives them, invented: unified tracking, MyDHL Express and DHL Paket."""

NUMBER = "00340434161094015902"
WAYBILL = "1234567890"
EVENTS = (
    ("delivered", "600", "DELIVERED", "2026-11-24T09:30:12"),
    ("transit", "598", "OUT FOR DELIVERY", "2026-11-24T07:15:00"),
    ("failure", "613", "NO ONE HOME", "2026-11-23T10:00:00"),
    ("transit", "524", "PROCESSED", "2026-11-22T22:45:00"),
    ("pre-transit", "238", "LABEL CREATED", "2026-11-21T18:15:00"),
)


def event(word: str | None, code: str, text: str, at: str) -> dict[str, object]:
    place = {"addressLocality": "Linz", "countryCode": "AT"}
    told = {"timestamp": at, "location": {"address": place}, "status": code, "description": text}
    return told if word is None else {**told, "statusCode": word}


def shipment(number: object = NUMBER, last: int = 0, **more: object) -> dict[str, object]:
    """Return a shipment of unified tracking of which all but the `last` events have happened."""
    events = [event(*told) for told in EVENTS[last:]]
    return {
        "id": number,
        "service": "ecommerce",
        "status": events[0],
        "events": events,
        "details": {},
        **more,
    }


def answer(*shipments: dict[str, object]) -> dict[str, object]:
    return {"shipments": list(shipments)}


def no_result(status: object = 404) -> dict[str, object]:
    words = "No shipment with given tracking number found."
    return {"title": "No result found", "status": status, "detail": words}


def scan(code: str, text: str, day: str, time: str, **more: object) -> dict[str, object]:
    area = [{"code": "AKL", "description": "AUCKLAND-NZ"}]
    told = {"date": day, "time": time, "typeCode": code, "description": text}
    return {**told, "serviceArea": area, **more}


EXPRESS_SCANS = (
    scan("PU", "Shipment picked up", "2026-08-09", "13:56:21"),
    scan("WC", "Shipment is out with courier for delivery", "2026-08-10", "10:50:14"),
    scan("OK", "Delivered : ALBY H", "2026-08-10", "11:59:23", signedBy="ALBY H"),
)


def express(*scans: dict[str, object], **more: object) -> dict[str, object]:
    told = list(scans or EXPRESS_SCANS)
    return {"shipmentTrackingNumber": WAYBILL, "status": "Success", "events": told, **more}


def piece(*events: tuple[str, str, str, str], **more: str) -> str:
    """Return DHL Paket's XML of a parcel; an event is its ICE, RIC, sort and time."""
    lines = "".join(
        f'<data name="piece-event" event-timestamp="{at}" event-status="Status {ice}"'
        f' event-text="Text" ice="{ice}" ric="{ric}" standard-event-code="{sort}"'
        f' event-location="Bonn" event-country="Germany" ruecksendung="false"/>'
        for ice, ric, sort, at in events
    )
    over = {"piece_code": NUMBER, "piece_id": "a5ae", "error_status": "0", **more}
    said = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in over.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><data name="piece-shipment-list" code="0">'
        f'<data name="piece-shipment" {said}><data name="piece-event-list">{lines}</data></data>'
        "</data>"
    )
