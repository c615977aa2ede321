"""Answers as Shippo gives them, invented: a track with its events, the first one first."""

NUMBER = "9400111206206406260787"
LABEL = "The shipping label has been created and the USPS is awaiting the item."
EVENTS = (
    ("UNKNOWN", None, LABEL, "2026-11-20T00:00:00Z"),
    ("TRANSIT", "package_accepted", "Accepted at the origin facility.", "2026-11-20T19:04:00Z"),
    ("TRANSIT", "notice_left", "Notice left: nobody at home.", "2026-11-21T10:29:00Z"),
    ("TRANSIT", "out_for_delivery", "Out for delivery.", "2026-11-22T08:10:00Z"),
    ("DELIVERED", "delivered", "Delivered in the mailbox. ", "2026-11-22T15:19:00Z"),
)


def event(word: str | None, code: str | None, text: str | None, at: str | None) -> dict:
    location = {"city": "Berkeley", "state": "CA", "zip": "94705", "country": "US"}
    return {
        "object_created": "2026-11-23T01:40:17.515Z",
        "object_id": f"{text}-{at}",
        "status": word,
        "substatus": code and {"code": code, "text": "…", "action_required": False},
        "status_details": text,
        "status_date": at,
        "location": location,
    }


def track(count: int = len(EVENTS), **more: object) -> dict:
    """Return a track of which so many events have happened."""
    history = [event(*told) for told in EVENTS[:count]]
    return {
        "carrier": "usps",
        "tracking_number": NUMBER,
        "address_from": {"city": "", "country": "US"},
        "address_to": None,
        "eta": "2026-11-22T00:00:00Z",
        "servicelevel": {"token": "usps_priority", "name": "Priority Mail"},
        "tracking_status": history[-1] if history else None,
        "tracking_history": history,
        **more,
    }
