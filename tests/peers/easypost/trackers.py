"""Trackers as EasyPost writes them: recorded ones where they lie at hand, made up otherwise."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Recording = dict[str, Any]

CODE = "9400100000000000000017"
"""The number of the made-up parcel."""
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""When its order was placed."""


def detail(status: str, at: str | None, message: str | None = None, **fields: object) -> Record:
    """Return one scan; `place` is (city, state, country)."""
    city, state, country = fields.pop("place", (None, None, None))  # type: ignore[misc]
    return {
        "object": "TrackingDetail",
        "message": message or status,
        "description": "",
        "status": status,
        "status_detail": "status_update",
        "datetime": at,
        "source": "USPS",
        "carrier_code": "",
        "tracking_location": {
            "object": "TrackingLocation",
            "city": city,
            "state": state,
            "country": country,
            "zip": None,
        },
        **fields,
    }


def tracker(code: str = CODE, *details: Record, **fields: object) -> Record:
    """Return a tracker of a number; its status is that of its last scan unless told otherwise."""
    more = fields.pop("carrier_detail", {})
    return {
        "id": f"trk_{code}",
        "object": "Tracker",
        "mode": "test",
        "tracking_code": code,
        "status": details[-1]["status"] if details else "unknown",
        "status_detail": "status_update",
        "created_at": "2026-11-20T09:30:00Z",
        "updated_at": "2026-11-20T09:30:00Z",
        "signed_by": None,
        "weight": None,
        "est_delivery_date": None,
        "shipment_id": None,
        "carrier": "USPS",
        "tracking_details": list(details),
        "carrier_detail": {
            "object": "CarrierDetail",
            "service": "First-Class Package Service",
            "est_delivery_date_local": None,
            "est_delivery_time_local": None,
            "guaranteed_delivery_date": None,
            "initial_delivery_attempt": None,
            **more,  # type: ignore[dict-item]
        },
        "fees": [],
        "public_url": f"https://track.easypost.com/{code}",
        **fields,
    }


def made_up(start: datetime = START) -> Record:
    """Return a parcel under way since a time: a label in UTC, scans with their zones, a guess."""
    houston, graz = ("HOUSTON", "TX", "US"), ("GRAZ", None, "AT")
    there, here = timezone(timedelta(hours=-6)), timezone(timedelta(hours=1))

    def after(hours: float, zone: tzinfo = UTC) -> str:
        told = (start + timedelta(hours=hours)).astimezone(zone).isoformat(timespec="seconds")
        return told.replace("+00:00", "Z")

    return tracker(
        CODE,
        detail("pre_transit", after(1), "Shipping Label Created", place=houston),
        detail("in_transit", after(8, there), "Accepted", place=houston),
        detail("in_transit", after(46, here), "Arrived at hub", place=graz),
        est_delivery_date=after(128),
    )


def recordings(folder: Path) -> Iterator[Recording]:
    """Yield the recorded exchanges of a folder; a bare answer comes as one of status 200."""
    for path in sorted(folder.glob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        listed = read if isinstance(read, list) else [read]
        for one in listed:
            is_exchange = isinstance(one, dict) and "response" in one
            yield one if is_exchange else {"response": {"status": 200, "body": one}}


def trackers_in(value: object) -> Iterator[Record]:
    """Yield every tracker in a document, wherever it is."""
    if isinstance(value, dict):
        if value.get("object") == "Tracker":
            yield deepcopy(value)
        for one in value.values():
            yield from trackers_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from trackers_in(one)
