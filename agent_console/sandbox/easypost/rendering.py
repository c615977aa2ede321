"""Trackers in EasyPost's wire format, as recorded from its API in November 2025."""

import base64
from datetime import UTC, datetime

from agent_console.sandbox.carriage import Consignment, Estimate, Location, Scan
from agent_console.sandbox.easypost.refusals import Record
from agent_console.sandbox.easypost.trackers import Tracker

MISSED = "delivery_exception"
"""The detail of a door that stayed shut."""
NO_FEE: Record = {
    "object": "Fee",
    "type": "TrackerFee",
    "amount": "0.00000",
    "charged": False,
    "refunded": False,
}


def listed(tracker: Tracker, base: str) -> Record:
    """Render a tracker as lists and look-ups tell it."""
    known = tracker.consignment
    return {
        **_tracker(tracker),
        "tracking_details": _details(known),
        "fees": [],
        "carrier_detail": known and _carrier_detail(known),
        "delivery_evidence": [],
        "public_url": public_url(tracker, base),
    }


def created(tracker: Tracker, base: str) -> Record:
    """Render a tracker as its creation is answered."""
    known = tracker.consignment
    return {
        **_tracker(tracker),
        "tracking_details": _details(known),
        "carrier_detail": known and _carrier_detail(known),
        "delivery_evidence": [],
        "finalized": True,
        "is_return": known is not None and known.is_return,
        "public_url": public_url(tracker, base),
        "fees": [NO_FEE],
    }


def public_url(tracker: Tracker, base: str) -> str:
    """Say where anybody may look; here that is on loopback, too."""
    return f"{base}/track/{base64.b64encode(f'v1:{tracker.id}'.encode()).decode()}"


def instant(at: datetime) -> str:
    """Write a moment in UTC."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def told(at: datetime, place: Location | None) -> str:
    """Write when something happened: on the clock of the place where it is known, else in UTC."""
    zone = place and place.zone
    return at.astimezone(zone).isoformat(timespec="seconds") if zone else instant(at)


def _tracker(tracker: Tracker) -> Record:
    known = tracker.consignment
    scans = known.scans if known else []
    words = scans[-1].words if scans else None
    updated = max(tracker.created, scans[-1].at) if scans else tracker.created
    return {
        "id": tracker.id,
        "object": "Tracker",
        "mode": "production",
        "tracking_code": tracker.number,
        "status": words.status if words else "unknown",
        "status_detail": words.detail if words else "unknown",
        "created_at": instant(tracker.created),
        "updated_at": instant(updated),
        "signed_by": known.signed_by if known else None,
        "weight": None,
        "est_delivery_date": _expected(known, known.estimate) if known else None,
        "shipment_id": tracker.shipment,
        "carrier": tracker.carrier,
    }


def _details(known: Consignment | None) -> list[Record]:
    return [] if known is None else [_detail(known, one) for one in known.scans]


def _detail(known: Consignment, scan: Scan) -> Record:
    return {
        "object": "TrackingDetail",
        "message": scan.words.text,
        "description": scan.words.short,
        "status": scan.words.status,
        "status_detail": scan.words.detail,
        "datetime": told(scan.at, scan.place),
        "source": known.carrier.easypost,
        "carrier_code": scan.words.code,
        "tracking_location": _location(known, scan.place),
        "est_delivery_date": _expected(known, scan.estimate),
    }


def _location(known: Consignment, place: Location | None) -> Record:
    return {
        "object": "TrackingLocation",
        "city": place and _city(known, place),
        "state": place and place.state,
        "country": place and place.country,
        "zip": place and place.postcode,
    }


def _city(known: Consignment, place: Location) -> str:
    return place.city.upper() if known.carrier.is_in_capitals else place.city


def _carrier_detail(known: Consignment) -> Record:
    estimate = known.estimate
    clock = estimate.clock if estimate else None
    return {
        "object": "CarrierDetail",
        "service": known.service,
        "container_type": None,
        "est_delivery_date_local": estimate.day.isoformat() if estimate else None,
        "est_delivery_time_local": clock.isoformat() if clock else None,
        "origin_location": _in_a_line(known, known.origin),
        "origin_tracking_location": _location(known, known.origin),
        "destination_location": _in_a_line(known, known.destination),
        "destination_tracking_location": None,
        "guaranteed_delivery_date": None,
        "alternate_identifier": None,
        "initial_delivery_attempt": _first_attempt(known),
    }


def _in_a_line(known: Consignment, place: Location | None) -> str | None:
    if place is None:
        return None
    names = (_city(known, place), place.state, place.country)
    return f"{' '.join(name for name in names if name)}, {place.postcode}"


def _expected(known: Consignment, estimate: Estimate | None) -> str | None:
    """Write an estimate: a mere day as its midnight, whatever the zone, as EasyPost does."""
    if estimate is None:
        return None
    zone = known.destination.zone if known.destination else None
    if estimate.clock is None or zone is None:
        return f"{estimate.day.isoformat()}T00:00:00Z"
    return instant(datetime.combine(estimate.day, estimate.clock, zone))


def _first_attempt(known: Consignment) -> str | None:
    missed = (told(one.at, one.place) for one in known.scans if one.words.detail == MISSED)
    return next(missed, None)
