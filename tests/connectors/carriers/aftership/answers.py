"""Answers as AfterShip gives them, invented: a tracking with its checkpoints, the first first."""

NUMBER = "738488882438"
EVENTS = (
    ("InfoReceived", "InfoReceived_001", "Label created", "2026-11-20"),
    ("InTransit", "InTransit_002", "Picked up", "2026-11-20T19:04:00-05:00"),
    ("AttemptFail", "AttemptFail_002", "Nobody at home", "2026-11-21T10:29:00-05:00"),
    ("OutForDelivery", "OutForDelivery_001", "On vehicle", "2026-11-22T08:10:00-05:00"),
    ("Delivered", "Delivered_001", "Left at front door ", "2026-11-22T15:19:00-05:00"),
)


def checkpoint(tag: str | None, subtag: str | None, text: str | None, at: str | None) -> dict:
    return {
        "slug": "fedex",
        "created_at": "2026-11-23T01:40:17+00:00",
        "checkpoint_time": at,
        "city": "Deal",
        "state": "NJ",
        "country_iso3": "USA",
        "country_name": "United States",
        "message": text,
        "tag": tag,
        "subtag": subtag,
        "subtag_message": tag,
        "raw_tag": None,
    }


def tracking(count: int = len(EVENTS), **more: object) -> dict:
    """Return a tracking of which so many events have happened."""
    tag, subtag, *_ = EVENTS[count - 1] if count else ("Pending", "Pending_001")
    return {
        "id": "5b766a5cc7c33c0e007de3c9",
        "tracking_number": NUMBER,
        "slug": "fedex",
        "active": True,
        "expected_delivery": "2026-11-23T00:00:00",
        "order_promised_delivery_date": "2026-11-24",
        "shipment_delivery_date": None,
        "signed_by": "CREILLY",
        "tag": tag,
        "subtag": subtag,
        "subtag_message": tag,
        "return_to_sender": False,
        "checkpoints": [checkpoint(*told) for told in EVENTS[:count]],
        **more,
    }


def listing(*trackings: object) -> dict:
    return {"meta": {"code": 200}, "data": {"trackings": list(trackings), "page": 1}}


def created(**more: object) -> dict:
    return {"meta": {"code": 201}, "data": tracking(0, **more)}


def error(code: int, kind: str = "BadRequest", words: str = "no") -> dict:
    return {"meta": {"code": code, "type": kind, "message": words}, "data": {}}
