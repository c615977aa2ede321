"""FedEx's records: the status it states, times as told, dates of a delivery, troubles apart."""

import json

import pytest

from agent_console.connectors.carriers.fedex import mapper
from agent_console.connectors.carriers.fedex.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import ParcelStatus, Place, Shipment
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.fedex.answers import (
    EARLIER,
    NUMBER,
    OTHER,
    UNIQUE,
    answer,
    event,
    record,
    refusal,
    result,
    stated,
    trouble,
)

WINDOW = {"window": {"ends": "2026-11-23T00:00:00-06:00"}}
DAYS = [
    {"type": "ACTUAL_DELIVERY", "dateTime": "2026-11-24T09:30:12-05:00"},
    {"type": "SHIP", "dateTime": "2026-11-21T00:00:00-06:00"},
    {"type": "ESTIMATED_DELIVERY", "dateTime": "2026-11-25T00:00:00-06:00"},
]


def told(*results: dict[str, object]) -> list[Told]:
    return list(mapper.read(Document(answer(*results))))


def read(last: int = 0, **more: object) -> Shipment:
    [one] = told(result(record(last=last, **more)))
    assert one.shipment is not None, one
    assert one.left_out == ()
    return one.shipment


@pytest.mark.parametrize("last", range(5))
def test_the_status_and_the_events_are_told_in_whatever_order(last: int):
    stands = ["delivered", "out_for_delivery", "exception", "in_transit", "pre_transit"]
    backwards = record(last=last)
    events = backwards["scanEvents"]
    assert isinstance(events, list)
    for order in (events, events[::-1]):
        [one] = told(result({**backwards, "scanEvents": order}))
        assert one.shipment is not None
        assert one.shipment.status == stands[last]
        assert one.shipment.scans[0].code == "OC"


def test_a_scan_is_told_letter_for_letter():
    scan = read().scans[-1]
    assert (scan.code, scan.text, scan.status) == ("DL", "Delivered ", "delivered")
    assert scan.place == Place("HOLBROOK", "NY", "US")
    assert scan.moment.local == "2026-11-24T09:30:12"
    assert (scan.moment.offset, iso_z(scan.moment.utc)) == ("-05:00", "2026-11-24T14:30:12Z")


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-21T00:00:00", Moment(local="2026-11-21")),
        ("2026-11-21T00:00:00-06:00", Moment(local="2026-11-21")),
        ("2026-11-21", Moment(local="2026-11-21")),
        ("2026-11-21T08:00:00", Moment(local="2026-11-21T08:00:00")),
        ("", Moment()),
    ],
)
def test_a_day_alone_is_never_shifted_and_no_zone_is_made_up(date: str, moment: Moment):
    assert read(scanEvents=[event("PU", "PU", "Picked up", date)]).scans[0].moment == moment


def test_a_scan_of_a_day_alone_among_others_keeps_its_place():
    events = [
        event("DL", "DL", "Delivered", "2026-11-24T09:30:12-05:00"),
        event("OC", "IN", "Sent", "2026-11-21T10:36:00-05:00"),
        event("PU", "PU", "Picked up", "2026-11-21T00:00:00"),
    ]
    assert [one.code for one in read(scanEvents=events).scans] == ["PU", "OC", "DL"]


def test_the_status_that_fedex_states_wins_over_the_last_event():
    assert read(**stated("IT", "IT")).status == ParcelStatus.IN_TRANSIT
    assert read(**stated("QQ", "QQ", description="New")).status == ParcelStatus.UNKNOWN
    assert read(latestStatusDetail={}).status == ParcelStatus.DELIVERED


def test_a_promise_an_estimate_and_a_delivery_are_told_apart():
    under_way = read(last=1, dateAndTimes=DAYS[1:], standardTransitTimeWindow=WINDOW)
    assert under_way.promised == Moment(local="2026-11-23")
    assert under_way.estimated == Moment(local="2026-11-25")
    assert under_way.delivered is None

    over = read(dateAndTimes=DAYS, standardTransitTimeWindow=WINDOW)
    assert over.promised == Moment(local="2026-11-23")
    assert over.estimated is None
    assert over.delivered is not None
    assert over.delivered.local == "2026-11-24T09:30:12"


def test_the_date_of_a_delivery_makes_none():
    assert read(last=1, dateAndTimes=DAYS).delivered is None


def test_a_window_says_more_than_a_day():
    window = {
        "window": {"begins": "2026-11-24T10:15:00-05:00", "ends": "2026-11-24T14:15:00-05:00"}
    }
    told = read(last=1, dateAndTimes=DAYS, estimatedDeliveryTimeWindow=window)
    assert told.estimated is not None
    assert told.estimated.local == "2026-11-24T14:15:00"


def test_who_took_it_is_told_of_a_delivery_alone():
    details = {"receivedByName": "CREILLY", "deliveryAttempts": "0"}
    assert read(deliveryDetails=details).signed_by == "CREILLY"
    assert read(last=1, deliveryDetails=details).signed_by is None


def test_an_attempt_in_vain_is_told_with_its_reason():
    reason = {"reason": "08", "reasonDescription": "Customer not available or business closed"}
    scan = event("DE", "DE", "Delivery exception", "2026-11-24T10:00:00-05:00", exceptionCode="08")
    one = read(
        scanEvents=[scan],
        **stated("DE", "DE", statusByLocale="Delivery exception", ancillaryDetails=[reason]),
    )
    assert (one.status, one.had_attempt) == ("attempt_failed", True)
    assert one.scans[0].status == "attempt_failed"
    assert one.remark() == one.said == "Customer not available or business closed"


@pytest.mark.parametrize(
    "more",
    [
        {"deliveryDetails": {"deliveryAttempts": "1"}},
        {"deliveryDetails": {"deliveryAttempts": 2}},
        {"serviceCommitMessage": {"type": "FIRST_DELIVERY_ATTEMPTED"}},
        {"dateAndTimes": [{"type": "ATTEMPTED_DELIVERY", "dateTime": "2026-11-24T10:00:00-05:00"}]},
    ],
    ids=["text", "number", "message", "date"],
)
def test_an_attempt_is_known_by_whatever_tells_of_it(more: dict):
    assert read(last=1, **more).had_attempt is True
    assert read(last=1).had_attempt is False


def test_a_commitment_that_was_tried_makes_an_exception_an_attempt():
    message = {"type": "SUBSEQUENT_DELIVERY_ATTEMPTED"}
    assert read(serviceCommitMessage=message, **stated("DE", "DE")).status == "attempt_failed"
    assert read(serviceCommitMessage=message, **stated("SE", "SE")).status == "exception"


def test_a_delay_is_a_remark_on_whatever_fedex_states():
    delay = {"type": "WEATHER", "subType": "SNOW", "status": "DELAYED"}
    one = read(**stated("IT", "IT", description="In transit", delayDetail=delay))
    assert (one.status, one.remark()) == ("in_transit", "delayed (weather, snow)")
    early = read(**stated("IT", "IT", description="In transit", delayDetail={"status": "EARLY"}))
    assert early.status_text == "In transit"


def test_what_was_turned_round_is_on_its_way_back():
    back = event("RS", "RS", "Returning package to shipper", "2026-11-24T10:00:00-05:00")
    assert read(scanEvents=[back], **stated("RS", "RS")).status == "return_to_sender"
    home = event("DL", "DL", "Delivered", "2026-11-25T10:00:00-05:00")
    arrived = read(scanEvents=[home, back], **stated("DL", "DL"))
    assert (arrived.status, arrived.delivered) == ("return_to_sender", None)


def test_what_was_sent_as_a_return_is_one():
    assert read(returnDetail={"authorizationName": "Sammy"}).is_return is True
    assert read(returnDetail={}).is_return is False


def test_of_two_events_of_one_minute_the_first_told_is_the_last():
    minute = "2026-11-24T09:30:00-05:00"
    events = [event("DL", "DL", "Delivered", minute), event("OD", "IT", "On vehicle", minute)]
    assert [one.code for one in read(latestStatusDetail=None, scanEvents=events).scans] == [
        "OD",
        "DL",
    ]
    day = "2026-11-24T00:00:00"
    events = [event("DL", "DL", "Delivered", day), event("OD", "IT", "On vehicle", day)]
    assert read(latestStatusDetail=None, scanEvents=events).status == "delivered"


def test_two_records_of_one_number_are_two_parcels():
    both = told(result(record(), record(last=1, unique_id=EARLIER)))
    assert [one.shipment.unique_id for one in both if one.shipment] == [UNIQUE, EARLIER]


def test_a_number_not_found_hides_neither_the_one_before_nor_the_one_after():
    found, lost, other = told(
        result(record()), result(trouble(number=OTHER), number=OTHER), result(record(), number="3")
    )
    assert found.shipment is not None
    assert other.shipment is not None
    assert lost.trouble is not None
    assert lost.trouble.kind == "not_found"


def test_a_result_nobody_can_read_hides_no_other():
    one, other = told({"trackingNumber": "7", "trackResults": "none"}, result(record()))
    assert one.left_out
    assert other.shipment is not None


def test_an_error_beside_what_is_told_of_a_parcel_does_not_hide_it():
    error = {"error": {"code": "TRACKING.TRACKINGNUMBER.EMPTY", "message": "Please provide one."}}
    assert read(**error).number == NUMBER


def test_one_result_of_a_batch_can_be_explained_alone():
    lost = result(trouble(number=OTHER), number=OTHER)
    text = Document(answer(result(record()), lost)).content
    for index, shipments in ((0, 1), (1, 0)):
        explained = MANIFEST.explain(Exchange(json.dumps(text), index=index), "AT")
        assert len(explained.shipments) == shipments
        assert len(explained.errors) == 1 - shipments


@pytest.mark.parametrize("content", [{}, {"output": {}}, answer(), {"output": None}, []])
def test_an_answer_without_results_is_an_error_and_never_no_events(content: object):
    [one] = mapper.read(Document(content))
    assert one.trouble is not None
    assert one.trouble.kind == "refused"


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TRACKING.TRACKINGNUMBER.EMPTY", 400, "refused"),
        ("NOT.AUTHORIZED.ERROR", 401, "sign_in_again"),
        ("FORBIDDEN.ERROR", 403, "sign_in_again"),
        ("NOT.FOUND.ERROR", 404, "not_found"),
        ("INTERNAL.SERVER.ERROR", 500, "try_later"),
        ("SERVICE.UNAVAILABLE.ERROR", 503, "try_later"),
        ("SOMETHING.NEW", 429, "try_later"),
        ("SOMETHING.NEW", 200, "refused"),
    ],
)
def test_an_error_is_one_of_ours_by_its_code_or_else_by_its_status(
    code: str, status: int, kind: str
):
    for http_status in {status, 200} if code != "SOMETHING.NEW" else {status}:
        [one] = mapper.read(Document(refusal(code), http_status))
        assert one.trouble is not None
        assert one.trouble.kind == kind


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    [one] = told(result(record(scanEvents=[event("DP", "IT", "Departed", "yesterday")])))
    assert one.shipment is not None
    assert one.shipment.scans[0].moment == Moment()
    assert "ISO time" in "; ".join(one.left_out)
