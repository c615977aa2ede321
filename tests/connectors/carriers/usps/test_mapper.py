"""USPS's answers: the category it states, wall clocks beside Greenwich's, words without HTML."""

import json

import pytest

from agent_console.connectors.carriers.usps import mapper
from agent_console.connectors.carriers.usps.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.usps.answers import MAIL_PIECE, NUMBER, answer, event, refusal


def told(content: object, status: int = 200) -> Told:
    [one] = mapper.read(Document(content, status))
    return one


def read(last: int = 0, **more: object) -> Shipment:
    one = told(answer(last=last, **more))
    assert one.shipment is not None, one
    assert one.left_out == ()
    return one.shipment


def scan(**more: object) -> Scan:
    [found] = read(trackingEvents=[event("10", "Arrived", "2026-11-22T01:13:00", **more)]).scans
    return found


@pytest.mark.parametrize("last", range(5))
def test_the_status_and_the_events_are_told_in_whatever_order(last: int):
    stands = ["delivered", "out_for_delivery", "attempt_failed", "in_transit", "pre_transit"]
    backwards = answer(last=last)
    events = backwards["trackingEvents"]
    assert isinstance(events, list)
    for order in (events, events[::-1]):
        one = told({**backwards, "trackingEvents": order}).shipment
        assert one is not None
        assert one.status == stands[last]
        assert one.scans[0].code == "GX"
        assert one.scans[-1].status == stands[last]
        assert (one.number, one.unique_id) == (NUMBER, MAIL_PIECE)


def test_a_wall_clock_stands_beside_greenwich_s():
    one = read().scans[-1]
    assert (one.moment.local, one.moment.offset) == ("2026-11-24T13:58:00", "-05:00")
    assert iso_z(one.moment.utc) == "2026-11-24T18:58:40Z"
    assert one.place == Place("HERNANDO", "FL", None)


@pytest.mark.parametrize(
    ("more", "local", "utc", "offset"),
    [
        ({}, "2026-11-22T01:13:00", None, None),
        ({"eventTimestamp": "2026-11-22T01:13:00Z"}, "2026-11-22T01:13:00", None, None),
        ({"GMTOffset": "-7:00"}, "2026-11-22T01:13:00", "2026-11-22T08:13:00Z", "-07:00"),
        ({"GMTOffset": "+05:30"}, "2026-11-22T01:13:00", "2026-11-21T19:43:00Z", "+05:30"),
        (
            {"GMTTimestamp": "2026-11-22T06:13:31.041Z"},
            "2026-11-22T01:13:00",
            "2026-11-22T06:13:31.041Z",
            None,
        ),
        (
            {"GMTTimestamp": "2026-11-22T06:13:31", "GMTOffset": "-05:00"},
            "2026-11-22T01:13:00",
            "2026-11-22T06:13:31Z",
            "-05:00",
        ),
        ({"eventTimestamp": "2026-11-22"}, "2026-11-22", None, None),
        ({"eventTimestamp": "2026-11-22", "GMTOffset": "-05:00"}, "2026-11-22", None, None),
        ({"eventTimestamp": "2026-11-22T00:00:00"}, "2026-11-22", None, None),
        ({"eventTimestamp": None}, None, None, None),
    ],
)
def test_no_zone_is_made_up_and_no_day_is_shifted(more: dict, local, utc, offset):
    at = scan(**more).moment
    assert (at.local, iso_z(at.utc), at.offset) == (local, utc, offset)


def test_the_status_that_usps_states_wins_over_the_last_event():
    assert read(statusCategory="In Transit", status="Moving").status == ParcelStatus.IN_TRANSIT
    assert read(statusCategory="Teleported").status == ParcelStatus.UNKNOWN
    assert read(statusCategory=None, status=None).status == ParcelStatus.DELIVERED


def test_an_event_in_the_words_of_the_status_means_what_the_status_does():
    events = [
        event("Q7", "Reminder of something", "2026-11-24T13:58:00"),
        event("Q7", "Something else", "2026-11-23T13:58:00"),
    ]
    one = read(statusCategory="Alert", status="Reminder of something", trackingEvents=events)
    assert [scan.status for scan in one.scans] == ["unknown", "exception"]


def test_words_are_letter_for_letter_but_for_their_html():
    events = [event("10", "Arrived at USPS<SUP>&#174;</SUP> Facility, A &amp; B ", None)]
    assert read(trackingEvents=events).scans[0].text == "Arrived at USPS® Facility, A & B "
    assert (
        read(status="Priority Mail<SUP>&reg;</SUP> delayed").status_text == "Priority Mail® delayed"
    )


def test_a_guarantee_an_expectation_and_a_delivery_are_told_apart():
    dates = {
        "expectedDeliveryTimeStamp": "2026-11-25T21:00:00",
        "predictedDeliveryDate": "2026-11-26",
        "guaranteedDeliveryTimeStamp": "2026-11-24T00:00:00Z",
    }
    under_way = read(last=1, **dates)
    assert under_way.promised == Moment(local="2026-11-24")
    assert under_way.estimated == Moment(local="2026-11-25T21:00:00")
    assert under_way.delivered is None
    over = read(**dates)
    assert over.estimated is None
    assert over.delivered is not None
    assert over.delivered.local == "2026-11-24T13:58:00"
    later = read(last=1, predictedDeliveryDate="2026-11-26")
    assert later.estimated == Moment(local="2026-11-26")


def test_who_signed_is_told_at_the_event_of_the_delivery():
    signed = event("01", "Delivered, Left with Individual", "2026-11-24T13:58:00", name="A HOFER")
    assert read(trackingEvents=[signed]).signed_by == "A HOFER"
    asked = event("02", "Notice Left", "2026-11-24T13:58:00", name="A HOFER")
    one = read(trackingEvents=[asked], statusCategory="Delivery Attempt", status="Notice Left")
    assert (one.signed_by, one.had_attempt) == (None, True)


def test_booleans_in_texts_do_no_harm():
    one = read(onTime="false", RREEnabled="maybe", proofOfDeliveryEnabled=True)
    assert one.status == ParcelStatus.DELIVERED


def test_what_goes_back_to_its_sender_is_told_as_such():
    back = event("01", "Delivered, To Original Sender", "2026-11-24T13:58:00")
    one = read(trackingEvents=[back], status="Delivered, To Original Sender")
    assert (one.status, one.is_return, one.delivered) == ("return_to_sender", False, None)


def test_a_summary_tells_sentences_that_nobody_takes_for_a_status():
    summary = {"trackingNumber": NUMBER, "eventSummaries": ["Your item was delivered.", "Label"]}
    one = told(summary).shipment
    assert one is not None
    assert (one.status, one.status_text) == ("unknown", "Your item was delivered.")


def test_a_number_without_events_is_one_whose_state_usps_tells_alone():
    one = read(trackingEvents=[], statusCategory="Pre-Shipment", status="New")
    assert (one.status, one.scans) == ("pre_transit", ())


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        (refusal("400"), 400, "refused"),
        (refusal("401"), 401, "sign_in_again"),
        (refusal("403"), 403, "sign_in_again"),
        (refusal("404"), 404, "not_found"),
        (refusal("429"), 429, "try_later"),
        (refusal("503"), 503, "try_later"),
        (refusal("404"), 200, "not_found"),
        (refusal("403"), 200, "sign_in_again"),
        (refusal("400", "-2147219283"), 400, "not_found"),
        ({"error": "invalid_client", "error_description": "No."}, 401, "sign_in_again"),
        ({"error": "invalid_client", "error_description": "No."}, 200, "sign_in_again"),
        (refusal("999"), 200, "refused"),
        (None, 404, "not_found"),
        (None, 429, "try_later"),
        (None, 200, "refused"),
        ({"trackingNumber": NUMBER}, 200, "refused"),
        ({"trackingNumber": NUMBER, "status": "CANCELED"}, 200, "refused"),
    ],
)
def test_an_error_is_one_of_ours_by_its_code_or_else_by_its_status(content, status, kind):
    trouble = told(content, status).trouble
    assert trouble is not None
    assert trouble.kind == kind
    assert trouble.message


def test_an_error_tells_its_details():
    assert told(refusal("400", "010005"), 400).trouble is not None
    explained = MANIFEST.explain(Exchange(json.dumps(refusal("400", "010005"))), "AT")
    assert explained.errors[0].message == "400: Refused.: Not today."


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    one = told(
        answer(trackingEvents=[event("10", "Arrived", "2026-11-22T01:13:00", GMTOffset="9")])
    )
    assert one.shipment is not None
    assert one.shipment.scans[0].moment == Moment(local="2026-11-22T01:13:00")
    assert "offset" in "; ".join(one.left_out)
