"""What was turned round and then delivered is back at its sender, whoever tells of it."""

import json

import pytest

from agent_console.connectors.registry import RegisteredExplainer
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange

NUMBER = "1Z999AA10123456784"
BACK, THERE = "2026-11-18T10:00:00", "2026-11-20T10:00:00"


def ups(*, is_back: bool) -> object:
    def event(sort: str, number: str, day: str) -> dict[str, object]:
        return {"status": {"type": sort, "statusCode": number}, "date": day, "time": "100000"}

    events = [event("D", "011", "20261120")] + [event("RS", "035", "20261118")] * is_back
    package = {"trackingNumber": NUMBER, "currentStatus": {"code": "011"}, "activity": events}
    return {"trackResponse": {"shipment": [{"package": [package]}]}}


def fedex(*, is_back: bool) -> object:
    events = [{"date": f"{THERE}+01:00", "eventType": "DL", "derivedStatusCode": "DL"}]
    events += [{"date": f"{BACK}+01:00", "eventType": "RS", "derivedStatusCode": "RS"}] * is_back
    record = {"latestStatusDetail": {"code": "DL", "derivedCode": "DL"}, "scanEvents": events}
    result = {"trackingNumber": "794644790301", "trackResults": [record]}
    return {"output": {"completeTrackResults": [result]}}


def usps(*, is_back: bool) -> object:
    words = "Return to Sender Processed" if is_back else "Insufficient Address"
    events = [
        {"eventType": "Delivered, Front Door/Porch", "eventCode": "01", "eventTimestamp": THERE},
        {"eventType": words, "eventTimestamp": BACK},
    ]
    return {"trackingNumber": "94001", "statusCategory": "Delivered", "trackingEvents": events}


def dhl(*, is_back: bool) -> object:
    over = {"statusCode": "delivered", "status": "OK", "timestamp": THERE}
    events = [over] + [{"statusCode": "transit", "status": "RT", "timestamp": BACK}] * is_back
    return {"shipments": [{"id": "1", "service": "express", "status": over, "events": events}]}


def mydhl(*, is_back: bool) -> object:
    events = [{"typeCode": "OK", "date": "2026-11-20", "time": "10:00:00"}]
    events = [{"typeCode": "RT", "date": "2026-11-18", "time": "10:00:00"}] * is_back + events
    return {"shipments": [{"shipmentTrackingNumber": "1", "status": "Success", "events": events}]}


def canadapost(*, is_back: bool) -> object:
    def event(number: int, day: str) -> str:
        inside = f"<event-identifier>{number}</event-identifier><event-date>{day}</event-date>"
        return f"<occurrence>{inside}</occurrence>"

    events = event(1496, "2026-11-20") + event(1415, "2026-11-18") * is_back
    inside = f"<pin>1</pin><significant-events>{events}</significant-events>"
    return f"<tracking-detail>{inside}</tracking-detail>"


def aftership(*, is_back: bool) -> object:
    events = [{"tag": "Delivered", "checkpoint_time": THERE}]
    events = [{"subtag": "Exception_010", "checkpoint_time": BACK}] * is_back + events
    return {"meta": {"code": 200}, "data": {"tracking": {
        "tracking_number": "1", "tag": "Delivered", "checkpoints": events,
    }}}  # fmt: skip


def shippo(*, is_back: bool) -> object:
    over = {"status": "DELIVERED", "status_date": THERE}
    events = [{"status": "RETURNED", "status_date": BACK}] * is_back + [over]
    return {"tracking_number": "1", "tracking_status": over, "tracking_history": events}


def easypost(*, is_back: bool) -> object:
    events = [{"status": "return_to_sender", "datetime": f"{BACK}Z"}] * is_back
    events += [{"status": "delivered", "datetime": f"{THERE}Z"}]
    return {"object": "Tracker", "id": "trk_1", "tracking_code": "1", "carrier": "UPS",
            "status": "delivered", "tracking_details": events}  # fmt: skip


def only(kind: str, answer: object) -> Shipment:
    text = answer if isinstance(answer, str) else json.dumps(answer)
    read = RegisteredExplainer("AT").explain(kind, Exchange(text, raw=text.encode()))
    [shipment] = read.shipments
    return shipment


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("ups", ups),
        ("fedex", fedex),
        ("usps", usps),
        ("dhl", dhl),
        ("dhl", mydhl),
        ("canadapost", canadapost),
        ("aftership", aftership),
        ("shippo", shippo),
        ("easypost", easypost),
    ],
)
def test_a_delivery_after_the_way_back_is_none_to_its_receiver(kind: str, answer):
    back, there = only(kind, answer(is_back=True)), only(kind, answer(is_back=False))
    assert (back.status, back.delivered) == ("return_to_sender", None)
    assert there.status == "delivered"
    assert there.delivered is not None
