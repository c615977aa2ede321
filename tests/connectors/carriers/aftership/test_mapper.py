"""AfterShip's checkpoints: tags and subtags in our words, times as told, errors of its envelope."""

import pytest

from agent_console.connectors.carriers.aftership import mapper, statuses
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import ParcelStatus, Place, Shipment
from tests.connectors.carriers.aftership.answers import (
    NUMBER,
    checkpoint,
    created,
    error,
    listing,
    tracking,
)

STANDS = (
    "unknown", "pre_transit", "in_transit", "attempt_failed", "out_for_delivery", "delivered",
)  # fmt: skip


def told(document: object, status: int = 200) -> list[Told]:
    return list(mapper.read(Document(document, status)))


def read(count: int = 5, **more: object) -> Shipment:
    [one] = told({"meta": {"code": 200}, "data": {"tracking": tracking(count, **more)}})
    assert one.shipment is not None, one
    assert one.left_out == ()
    return one.shipment


@pytest.mark.parametrize(
    ("tag", "subtag", "ours"),
    [
        ("Pending", "Pending_001", "unknown"),
        ("InfoReceived", "InfoReceived_001", "pre_transit"),
        ("InTransit", "InTransit_007", "in_transit"),
        ("InTransit", "InTransit_099", "in_transit"),
        ("InTransit", "Delivered_001", "in_transit"),
        ("OutForDelivery", None, "out_for_delivery"),
        ("AttemptFail", "AttemptFail_002", "attempt_failed"),
        ("AvailableForPickup", "AvailableForPickup_001", "available_for_pickup"),
        ("Delivered", "Delivered_003", "delivered"),
        ("Exception", "Exception_013", "exception"),
        ("Exception", "Exception_010", "return_to_sender"),
        ("Exception", "Exception_011", "return_to_sender"),
        ("Expired", "Expired_001", "unknown"),
        ("DeliveredSoon", "Delivered_001", "unknown"),
        (None, "Delivered_001", "delivered"),
        (None, "Exception_011", "return_to_sender"),
        (None, "Delivered", "unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_tag_means_what_it_says_with_its_subtag(tag, subtag, ours):
    assert statuses.status(tag, subtag).value == ours


@pytest.mark.parametrize(
    ("count", "ours"),
    list(enumerate(STANDS)),
)
def test_the_stated_tag_says_how_the_parcel_stands_in_whatever_order(count: int, ours: str):
    backwards = tracking(count)["checkpoints"][::-1]
    for shipment in (read(count), read(count, checkpoints=backwards)):
        assert shipment.status == ours
        assert [one.text for one in shipment.scans[:1]] == ["Label created"][:count]
        assert (shipment.delivered is not None) is (ours == "delivered")


def test_times_are_kept_as_far_as_told():
    moments = [one.moment for one in read().scans]
    assert moments[0] == Moment(local="2026-11-20")
    assert (moments[-1].local, moments[-1].offset) == ("2026-11-22T15:19:00", "-05:00")
    assert iso_z(moments[-1].utc) == "2026-11-22T20:19:00Z"
    assert read().delivered == moments[-1]
    bare = checkpoint("InTransit", None, "Departed", "2026-11-21T10:29:00")
    assert read(checkpoints=[bare]).scans[0].moment == Moment(local="2026-11-21T10:29:00")
    day = checkpoint("InTransit", None, "Departed", "2026-11-21T00:00:00")
    assert read(checkpoints=[day]).scans[0].moment == Moment(local="2026-11-21")


def test_a_promise_an_estimate_and_a_delivery_are_told_apart():
    shipment = read()
    assert shipment.promised == Moment(local="2026-11-24")
    assert shipment.estimated == Moment(local="2026-11-23")
    assert shipment.signed_by == "CREILLY"
    over = read(checkpoints=[], shipment_delivery_date="2026-11-22T15:19:00")
    assert over.delivered == Moment(local="2026-11-22T15:19:00")
    assert read(4, shipment_delivery_date="2026-11-22").delivered is None


@pytest.mark.parametrize(
    "more",
    [
        {"courier_estimated_delivery_date": {"estimated_delivery_date": "2026-11-25"}},
        {"latest_estimated_delivery": {"type": "specific", "datetime": "2026-11-25"}},
        {"latest_estimated_delivery": {"datetime": None, "datetime_max": "2026-11-25T00:00:00"}},
        {"aftership_estimated_delivery_date": {"estimated_delivery_date": "2026-11-25"}},
    ],
    ids=["carrier", "latest", "range", "own"],
)
def test_an_estimate_is_found_by_its_newer_names(more: dict):
    shipment = read(4, expected_delivery=None, **more)
    assert shipment.estimated == Moment(local="2026-11-25")


def test_what_came_back_to_its_sender_is_not_delivered():
    back = read(return_to_sender=True)
    assert (back.status, back.delivered) == (ParcelStatus.RETURN_TO_SENDER, None)
    assert read(4, return_to_sender=True).status == ParcelStatus.OUT_FOR_DELIVERY


def test_the_words_of_a_subtag_stand_behind_the_tag_where_they_say_more():
    assert read().status_text == "Delivered"
    lost = read(tag="Exception", subtag="Exception_013", subtag_message="Lost")
    assert lost.status_text == "Exception: Lost"


def test_an_unknown_tag_stays_with_its_event():
    odd = checkpoint("Teleported", "Teleported_001", "Gone", "2026-11-21") | {"raw_tag": "FPX_9"}
    shipment = read(checkpoints=[odd], tag="Teleported", subtag="Teleported_001")
    assert (shipment.status, shipment.status_text) == ("unknown", "Teleported")
    assert (shipment.scans[0].status, shipment.scans[0].code) == ("unknown", "Teleported/FPX_9")


def test_the_carrier_s_own_code_comes_before_the_subtag():
    raw = checkpoint("InTransit", "InTransit_002", "Picked up", "2026-11-21") | {"raw_tag": "PU"}
    assert [one.code for one in read(checkpoints=[raw]).scans] == ["PU"]
    assert read().scans[1].code == "InTransit_002"


def test_a_text_is_kept_letter_for_letter_and_a_place_as_told():
    last = read().scans[-1]
    assert last.text == "Left at front door "
    assert last.place == Place("Deal", "NJ", "USA")
    whole = {"message": "Departed", "checkpoint_time": "2026-11-21", "location": "Deal, NJ"}
    assert read(checkpoints=[whole]).scans[0].place == Place("Deal, NJ")


def test_an_attempt_in_vain_is_remembered():
    assert read().had_attempt
    assert not read(2).had_attempt


@pytest.mark.parametrize(
    "document",
    [
        listing(tracking()),
        {"meta": {"code": 200}, "data": tracking()},
        {"event": "tracking_update", "msg": tracking(), "ts": 1},
        tracking(),
    ],
    ids=["list", "newer", "notice", "bare"],
)
def test_a_tracking_is_found_in_whatever_it_comes(document: dict):
    [one] = told(document)
    assert one.shipment is not None
    assert (one.shipment.number, len(one.shipment.scans)) == (NUMBER, 5)


def test_an_answer_of_the_last_event_alone_has_that_event():
    whole = tracking(checkpoints=None, checkpoint=tracking()["checkpoints"][-1])
    [one] = told({"meta": {"code": 200}, "data": whole})
    assert one.shipment is not None
    assert (one.shipment.status, len(one.shipment.scans)) == ("delivered", 1)


def test_two_trackings_of_one_number_are_both_kept():
    found = told(listing(tracking(), tracking(slug="dx", id="of-dx")))
    assert [one.shipment.unique_id for one in found if one.shipment] == [
        "5b766a5cc7c33c0e007de3c9",
        "of-dx",
    ]


def test_registered_and_without_data_is_unknown_and_no_error():
    [one] = told(created(), 201)
    assert one.trouble is None
    assert one.shipment is not None
    assert (one.shipment.status, one.shipment.scans) == ("unknown", ())


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (401, 200, "sign_in_again"),
        (403, 200, "sign_in_again"),
        (404, 200, "not_found"),
        (4004, 404, "not_found"),
        (4004, 200, "not_found"),
        (4005, 400, "refused"),
        (4012, 200, "refused"),
        (429, 200, "try_later"),
        (429, 429, "try_later"),
        (500, 200, "try_later"),
        (9999, 503, "try_later"),
    ],
)
def test_an_error_is_read_from_its_envelope(code: int, status: int, kind: str):
    [one] = told(error(code, words="so it is"), status)
    assert one.shipment is None
    assert one.trouble is not None
    assert one.trouble.kind == kind
    assert "so it is" in one.trouble.message


def test_couriers_are_no_parcel():
    [one] = told({"meta": {"code": 200}, "data": {"total": 0, "couriers": []}})
    assert one.trouble is not None
    assert one.trouble.kind == "refused"


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    odd = [checkpoint("InTransit", None, "Departed", "yesterday"), "nothing"]
    [one] = told(tracking(checkpoints=odd))
    assert one.shipment is not None
    assert [scan.moment for scan in one.shipment.scans] == [Moment()]
    assert len(one.left_out) == 2
