"""MyDHL Express: the last event says how it stands, times have no zone of their own."""

import pytest

from agent_console.connectors.carriers.dhl import mapper
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import Shipment
from tests.connectors.carriers.dhl.answers import EXPRESS_SCANS, WAYBILL, answer, express, scan


def read(*scans: dict[str, object], **more: object) -> Shipment:
    [found] = mapper.read(Document(answer(express(*scans, **more))))
    assert found.shipment is not None, found
    assert found.left_out == ()
    return found.shipment


@pytest.mark.parametrize("turn", [1, -1])
def test_the_last_event_says_how_it_stands_in_whatever_order(turn: int):
    parcel = read(*EXPRESS_SCANS[::turn])
    assert (parcel.number, parcel.status) == (WAYBILL, "delivered")
    assert [one.code for one in parcel.scans] == ["PU", "WC", "OK"]
    assert parcel.status_text == "Delivered : ALBY H"
    assert parcel.delivered == Moment(local="2026-08-10T11:59:23")
    assert parcel.signed_by == "ALBY H"
    assert read(*EXPRESS_SCANS[:2][::turn]).status == "out_for_delivery"


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("CC", "available_for_pickup"),
        ("NH", "attempt_failed"),
        ("RD", "attempt_failed"),
        ("OH", "exception"),
        ("UD", "exception"),
        ("DS", "exception"),
        ("PD", "exception"),
        ("RT", "return_to_sender"),
        ("TP", "in_transit"),
        ("DD", "delivered"),
        ("ok", "delivered"),
        ("QQ", "unknown"),
    ],
)
def test_a_code_has_its_meaning(code: str, ours: str):
    parcel = read(EXPRESS_SCANS[0], scan(code, "x", "2026-08-11", "08:00:00"))
    assert parcel.status == ours
    assert parcel.had_attempt is (ours == "attempt_failed")


@pytest.mark.parametrize("code", ["RR", "BN", "CS", "SC", "PY"])
def test_a_note_leaves_the_parcel_where_it_stands(code: str):
    note = scan(code, "note", "2026-08-12", "08:00:00")
    assert read(*EXPRESS_SCANS, note).status == "delivered"
    assert read(*EXPRESS_SCANS[:2], note).status == "out_for_delivery"
    assert read(note).status == "unknown"


def test_success_is_the_answer_s_and_not_the_parcel_s():
    assert read(events=[]).status == "unknown"
    assert read(events=[], status="delivered").status == "delivered"
    assert read(events=[], status="transit").status == "in_transit"


def test_an_offset_beside_a_time_makes_an_instant_of_it():
    late = scan("PU", "x", "2026-08-09", "13:56:21", GMTOffset="+10:00")
    moment = read(late).scans[0].moment
    assert (moment.local, moment.offset) == ("2026-08-09T13:56:21", "+10:00")
    assert iso_z(moment.utc) == "2026-08-09T03:56:21Z"
    assert read(scan("PU", "x", "2026-08-09", "13:56:21")).scans[0].moment.utc is None
    odd = scan("PU", "x", "2026-08-09", "13:56:21", GMTOffset="summer")
    assert read(odd).scans[0].moment.offset is None
    assert read(scan("PU", "x", "2026-08-09", "")).scans[0].moment == Moment(local="2026-08-09")


def test_a_place_is_told_as_it_comes():
    assert read().scans[0].place.city == "AUCKLAND-NZ"


def test_pieces_tell_of_a_shipment_that_tells_no_events():
    first = {"trackingNumber": "JD1", "events": list(EXPRESS_SCANS)}
    second = {"trackingNumber": "JD2", "events": list(EXPRESS_SCANS[:2])}
    assert read(events=[], pieces=[first]).status == "delivered"
    assert read(events=[], pieces=[first, second]).status == "out_for_delivery"


def test_it_is_expected_when_its_last_piece_is():
    days = ["2026-08-11T23:59:00", "2026-08-12T00:00:00"]
    pieces = [{"estimatedDeliveryDate": day} for day in days]
    assert read(pieces=pieces).estimated == Moment(local="2026-08-12")
    own = read(estimatedTimeOfDelivery="2026-08-10T17:00:00", pieces=pieces)
    assert own.estimated == Moment(local="2026-08-10T17:00:00")
