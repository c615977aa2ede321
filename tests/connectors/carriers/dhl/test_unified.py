"""DHL's unified tracking: its word wins, a code says it closer, times are wall clocks."""

import pytest

from agent_console.connectors.carriers.dhl import mapper, statuses
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import ParcelStatus, Place, Shipment
from tests.connectors.carriers.dhl.answers import answer, event, no_result, shipment


def told(one: dict[str, object]) -> Told:
    [found] = mapper.read(Document(answer(one)))
    return found


def read(last: int = 0, **more: object) -> Shipment:
    found = told(shipment(last=last, **more))
    assert found.shipment is not None, found
    assert found.left_out == ()
    return found.shipment


@pytest.mark.parametrize(
    ("word", "service", "code", "ours"),
    [
        ("delivered", None, None, "delivered"),
        ("DELIVERED", None, None, "delivered"),
        ("transit", None, "DELIVERED", "in_transit"),
        ("pre-transit", "express", "OK", "pre_transit"),
        ("failure", None, None, "exception"),
        ("unknown", "ecommerce", "600", "unknown"),
        ("teleported", "ecommerce", "600", "unknown"),
        ("transit", "ecommerce", "600", "in_transit"),
        ("transit", "ecommerce", "598", "out_for_delivery"),
        ("transit", "ecommerce", "506", "in_transit"),
        ("transit", "parcel-de", "ZF", "available_for_pickup"),
        ("transit", "svb", "SENT_BACK", "return_to_sender"),
        ("delivered", "svb", "RETURNED_TO_SENDER", "return_to_sender"),
        ("delivered", "ecommerce-europe", "44", "available_for_pickup"),
        ("delivered", "ecommerce-europe", "63", "delivered"),
        ("failure", "ecommerce-europe", "73", "attempt_failed"),
        ("failure", "ecommerce-europe", "160", "return_to_sender"),
        ("failure", "ecommerce", "600", "exception"),
        ("pre-transit", "ecommerce", "101", "cancelled"),
        ("delivered", "ecommerce", "101", "delivered"),
        (None, "ecommerce", "600", "delivered"),
        (None, "dgf", "out_for_delivery", "out_for_delivery"),
        (None, None, "transit", "in_transit"),
        (None, "ecommerce", "12345", "unknown"),
        (None, "nobody", "600", "unknown"),
        (None, None, None, "unknown"),
    ],
)
def test_the_word_wins_and_a_code_says_it_closer(
    word: str | None, service: str | None, code: str | None, ours: str
):
    assert statuses.unified(word, service, code).value == ours


@pytest.mark.parametrize(
    ("word", "text", "ours"),
    [
        ("transit", "The shipment has been loaded onto the delivery vehicle.", "out_for_delivery"),
        ("transit", "It has been loaded onto the delivery vehicle tomorrow", "in_transit"),
        ("transit", "Delivered", "in_transit"),
        ("failure", "Out for delivery", "exception"),
        ("delivered", "Out for delivery", "delivered"),
    ],
)
def test_a_whole_sentence_says_more_than_transit(word: str, text: str, ours: str):
    assert statuses.unified(word, "parcel-de", None, text).value == ours


@pytest.mark.parametrize("last", range(5))
def test_the_stated_status_says_how_the_parcel_stands(last: int):
    stands = ["delivered", "out_for_delivery", "attempt_failed", "in_transit", "pre_transit"]
    parcel = read(last)
    assert parcel.status == stands[last]
    assert parcel.had_attempt is (last <= 2)
    assert next(one.code for one in parcel.scans) == "238"


def test_a_stated_status_is_not_talked_over_by_an_older_delivery():
    now = event("transit", "524", "CORRECTION", "2026-11-25T08:00:00")
    assert read(status=now).status == ParcelStatus.IN_TRANSIT
    strange = event("teleported", "9", "?", "2026-11-25T08:00:00")
    assert read(status=strange).status == ParcelStatus.UNKNOWN
    open_ended = event("unknown", "9", "?", "2026-11-25T08:00:00")
    assert read(status=open_ended).status == ParcelStatus.DELIVERED


def test_a_number_may_come_as_digits():
    found = told(shipment(7777777770)).shipment
    assert found is not None
    assert found.number == "7777777770"


@pytest.mark.parametrize(
    ("said", "local", "offset", "utc"),
    [
        ("2026-03-02T07:53:47Z", "2026-03-02T07:53:47", None, None),
        ("2026-03-02T07:53:47", "2026-03-02T07:53:47", None, None),
        ("2026-03-02T07:53:47.123", "2026-03-02T07:53:47", None, None),
        ("2026-03-02T07:53:47+01:00", "2026-03-02T07:53:47", "+01:00", "2026-03-02T06:53:47Z"),
        ("2026-03-02", "2026-03-02", None, None),
    ],
)
def test_a_z_behind_a_time_is_no_zone(said: str, local: str, offset: str | None, utc: str | None):
    moment = read(events=[event("transit", "1", "x", said)]).scans[0].moment
    assert (moment.local, moment.offset, iso_z(moment.utc)) == (local, offset, utc)


def test_texts_come_letter_for_letter_and_places_as_told():
    raw = event("transit", "524", "  Processed at <HUB> ", "2026-11-22T22:45:00")
    scan = read(events=[raw]).scans[0]
    assert scan.text == "  Processed at <HUB> "
    assert scan.place == Place("Linz", None, "AT")


def test_events_of_one_minute_stay_in_the_carrier_s_order():
    at = "2026-11-24T09:30:00"
    events = [event("delivered", "600", "b", at), event("transit", "598", "a", at)]
    assert [one.text for one in read(events=events).scans] == ["a", "b"]


def test_what_is_stated_is_the_event_where_no_events_are_told():
    parcel = read(events=[])
    assert [one.text for one in parcel.scans] == ["DELIVERED"]
    assert read(last=3, status=None).status == ParcelStatus.IN_TRANSIT


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ({"estimatedTimeOfDelivery": "2026-08-03T00:00:00Z"}, "2026-08-03"),
        ({"estimatedTimeOfDelivery": "2026-08-03T18:00:00"}, "2026-08-03T18:00:00"),
        (
            {
                "estimatedTimeOfDelivery": "2026-08-03T00:00:00Z",
                "estimatedDeliveryTimeFrame": {
                    "estimatedFrom": "2026-08-03T00:00:00Z",
                    "estimatedThrough": "2026-08-03T22:00:00Z",
                },
            },
            "2026-08-03T22:00:00",
        ),
        ({"estimatedDeliveryTimeFrame": {"estimatedFrom": "2026-08-03"}}, "2026-08-03"),
        ({}, None),
    ],
)
def test_it_is_expected_by_the_end_of_the_frame(given: dict[str, object], day: str | None):
    assert read(last=1, **given).estimated == (Moment(local=day) if day else None)


def test_a_proof_of_delivery_proves_nothing_against_the_status():
    signed = {"givenName": "John", "familyName": "Doe", "name": "John"}
    details = {"proofOfDelivery": {"timestamp": "2026-09-05T16:33:00Z", "signed": signed}}
    under_way = read(last=1, details=details)
    assert (under_way.delivered, under_way.signed_by) == (None, None)
    over = read(details=details)
    assert over.delivered == Moment(local="2026-11-24T09:30:12")
    assert over.signed_by == "John Doe"
    undated = {"statusCode": "delivered"}
    by_proof = read(status=undated, events=[], details=details)
    assert by_proof.delivered == Moment(local="2026-09-05T16:33:00")


def test_a_return_that_arrived_is_not_delivered():
    parcel = read(returnFlag=True)
    assert (parcel.status, parcel.is_return) == ("return_to_sender", True)


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    found = told(shipment(events=[event("transit", "1", "x", "yesterday"), 5]))
    assert found.shipment is not None
    assert [one.moment for one in found.shipment.scans] == [Moment()]
    assert "yesterday" in "; ".join(found.left_out)


@pytest.mark.parametrize(
    ("status", "http_status", "kind"),
    [
        (404, 200, "not_found"),
        ("404", 404, "not_found"),
        (400, 400, "refused"),
        (401, 401, "sign_in_again"),
        (429, 429, "try_later"),
        (500, 500, "try_later"),
        ("gone", 404, "not_found"),
        ("gone", 200, "refused"),
    ],
)
def test_an_error_says_what_to_do(status: object, http_status: int, kind: str):
    [found] = mapper.read(Document(no_result(status), http_status))
    assert found.trouble is not None
    assert found.trouble.kind == kind
    assert "No result found" in found.trouble.message
    assert not found.is_stranger


@pytest.mark.parametrize(
    "content", [None, [], {}, 7, "x", {"data": 5}, {"status": {"title": "OK"}}]
)
def test_what_is_not_dhl_s_is_a_stranger(content: object):
    [found] = mapper.read(Document(content))
    assert found.is_stranger
    assert found.trouble is not None
