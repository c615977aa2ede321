"""UPS's events: their sort and number in our words, times as told, dates of a delivery."""

import pytest

from agent_console.connectors.carriers.ups import mapper, statuses
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import ParcelStatus, Shipment
from tests.connectors.carriers.ups.answers import NUMBER, answer, event, package


def told(*packages: dict[str, object]) -> list[Told]:
    return list(mapper.read(Document(answer(*packages))))


def read(**more: object) -> Shipment:
    [one] = told(package(**more))
    assert one.shipment is not None, one
    assert one.left_out == ()
    return one.shipment


@pytest.mark.parametrize(
    ("kind", "number", "ours"),
    [
        ("I", "021", "out_for_delivery"),
        ("I", "005", "in_transit"),
        ("I", "999", "in_transit"),
        ("I", "011", "in_transit"),
        ("D", "011", "delivered"),
        ("D", "999", "delivered"),
        ("D", "161", "available_for_pickup"),
        ("X", "022", "attempt_failed"),
        ("X", "035", "return_to_sender"),
        ("X", "999", "exception"),
        ("M", "003", "pre_transit"),
        ("MV", "007", "cancelled"),
        ("NA", "000", "unknown"),
        ("ZZ", None, "unknown"),
        (None, "011", "delivered"),
        (None, "٣", "unknown"),
    ],
)
def test_an_event_means_what_its_sort_and_number_say(
    kind: str | None, number: str | None, ours: str
):
    assert statuses.status(kind, number).value == ours


@pytest.mark.parametrize("last", range(5))
def test_the_last_event_says_how_the_parcel_stands_in_whatever_order(last: int):
    stands = ["delivered", "out_for_delivery", "exception", "in_transit", "pre_transit"]
    backwards = package(last=last)
    events = backwards["activity"]
    assert isinstance(events, list)
    for order in (events, events[::-1]):
        [one] = told({**backwards, "activity": order})
        assert one.shipment is not None
        assert one.shipment.status == stands[last]
        assert one.shipment.scans[0].code == "MP"


def test_the_status_that_ups_states_wins():
    stated = {"description": "On the Way", "code": "005"}
    assert read(currentStatus=stated).status == ParcelStatus.IN_TRANSIT
    unknown = {"description": "Something new", "code": "777"}
    assert read(currentStatus=unknown).status == ParcelStatus.DELIVERED


def test_an_instant_is_known_only_where_gmt_is_told():
    gmt = {"gmtDate": "20261124", "gmtTime": "83012", "gmtOffset": "+01:00"}
    with_gmt = event("D", "011", "F4", "DELIVERED", "20261124", "093012", **gmt)
    without = event("I", "005", "DP", "Departed", "20261123", "093012")
    scans = read(activity=[with_gmt, without]).scans
    assert [iso_z(one.moment.utc) for one in scans] == [None, "2026-11-24T08:30:12Z"]
    assert [one.moment.offset for one in scans] == [None, "+01:00"]
    assert [one.moment.local for one in scans] == ["2026-11-23T09:30:12", "2026-11-24T09:30:12"]


def test_a_promise_an_estimate_and_a_delivery_are_told_apart():
    dates = [{"type": "SDD", "date": "20261123"}, {"type": "RDD", "date": "20261124"}]
    window = {"type": "EDW", "startTime": "090000", "endTime": "130000"}
    [one] = told(package(last=1, deliveryDate=dates, deliveryTime=window))
    assert one.shipment is not None
    assert one.shipment.promised == Moment(local="2026-11-23")
    assert one.shipment.estimated == Moment(local="2026-11-24T13:00:00")
    assert one.shipment.delivered is None

    done = [*dates, {"type": "DEL", "date": "20261124"}]
    over = read(deliveryDate=done, deliveryTime={"type": "DEL", "endTime": "093012"})
    assert over.estimated is None
    assert over.delivered == Moment(local="2026-11-24T09:30:12")


def test_who_signed_is_told():
    assert read(deliveryInformation={"receivedBy": "HOFER"}).signed_by == "HOFER"


def test_a_package_without_events_is_one_whose_state_nobody_knows():
    [one] = told({"trackingNumber": NUMBER})
    assert one.shipment is not None
    assert (one.shipment.status, one.shipment.scans) == ("unknown", ())


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    bad = event("I", "005", "DP", "Departed", "20269901", "093012")
    [one] = told(package(activity=[bad]))
    assert one.shipment is not None
    assert one.shipment.scans[0].moment == Moment()
    assert "YYYYMMDD" in "; ".join(one.left_out)
