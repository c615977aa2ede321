"""Shippo's events: words and substatuses in ours, wall clocks as told, and nothing lost."""

import pytest

from agent_console.connectors.carriers.shippo import mapper, statuses
from agent_console.connectors.carriers.shippo.manifest import MANIFEST
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.shippo.answers import LABEL, NUMBER, event, track

STANDS = (
    "unknown", "pre_transit", "in_transit", "attempt_failed", "out_for_delivery", "delivered",
)  # fmt: skip


def told(document: object, status: int = 200) -> list[Told]:
    return list(mapper.read(Document(document, status)))


def read(count: int = 5, **more: object) -> Shipment:
    [one] = told(track(count, **more))
    assert one.shipment is not None, one
    assert one.left_out == ()
    return one.shipment


@pytest.mark.parametrize(
    ("word", "code", "ours"),
    [
        ("UNKNOWN", None, "unknown"),
        ("UNKNOWN", "other", "unknown"),
        ("UNKNOWN", "delivered", "unknown"),
        ("PRE_TRANSIT", "information_received", "pre_transit"),
        ("TRANSIT", None, "in_transit"),
        ("TRANSIT", "package_departed", "in_transit"),
        ("TRANSIT", "a_new_one", "in_transit"),
        ("TRANSIT", "delivered", "in_transit"),
        ("TRANSIT", "out_for_delivery", "out_for_delivery"),
        ("TRANSIT", "pickup_available", "available_for_pickup"),
        ("TRANSIT", "delivery_attempted", "attempt_failed"),
        ("TRANSIT", "notice_left", "attempt_failed"),
        ("TRANSIT", "address_issue", "exception"),
        ("TRANSIT", "delayed", "exception"),
        ("TRANSIT", "package_damaged", "exception"),
        ("DELIVERED", "delivered", "delivered"),
        ("delivered", None, "delivered"),
        ("RETURNED", "return_to_sender", "return_to_sender"),
        ("RETURNED", "package_unclaimed", "return_to_sender"),
        ("FAILURE", "package_lost", "exception"),
        ("FAILURE", None, "exception"),
        ("DELIVERED_SOON", "delivered", "unknown"),
        (None, "delivered", "unknown"),
    ],
)
def test_a_word_means_what_it_says_with_its_substatus(word, code, ours):
    assert statuses.status(word, code).value == ours


@pytest.mark.parametrize(
    ("count", "ours"),
    list(enumerate(STANDS)),
)
def test_the_stated_status_says_how_the_parcel_stands_in_whatever_order(count: int, ours: str):
    backwards = track(count)["tracking_history"][::-1]
    for shipment in (read(count), read(count, tracking_history=backwards)):
        assert shipment.status == ours
        assert len(shipment.scans) == count
        assert [one.text for one in shipment.scans[:1]] == [LABEL][:count]


def test_the_z_behind_a_time_is_no_zone_and_midnight_is_a_day():
    moments = [one.moment for one in read().scans]
    assert moments[0] == Moment(local="2026-11-20")
    assert moments[-1] == Moment(local="2026-11-22T15:19:00")
    assert read().delivered == Moment(local="2026-11-22T15:19:00")
    assert read().estimated == Moment(local="2026-11-22"), "an eta at midnight is a day"
    assert read(eta="2026-11-22T18:00:00Z").estimated == Moment(local="2026-11-22T18:00:00")
    assert read(eta=None).estimated is None


def test_a_zone_that_is_told_is_kept():
    moved = event("TRANSIT", None, "Departed.", "2026-11-21T10:29:00-08:00")
    [scan] = read(0, tracking_history=[moved], tracking_status=moved).scans
    assert (scan.moment.local, scan.moment.offset) == ("2026-11-21T10:29:00", "-08:00")
    assert scan.moment.utc is not None


@pytest.mark.parametrize(
    ("text", "is_announced"),
    [
        (LABEL, True),
        ("The USPS has received the electronic shipment information and is awaiting it.", True),
        ("Shipping Label Created, USPS Awaiting Item", True),
        ("Shipment information sent to FedEx", True),
        ("Your shipment has been delivered at the destination mailbox.", False),
        ("Something new", False),
        (None, False),
    ],
)
def test_a_first_event_without_a_meaning_may_tell_of_a_label(text, *, is_announced):
    said = event("UNKNOWN", None, text, "2026-11-20T08:00:00Z")
    shipment = read(0, tracking_history=[said], tracking_status=said)
    ours = "pre_transit" if is_announced else "unknown"
    assert ([one.status for one in shipment.scans], shipment.status) == ([ours], ours)


def test_words_of_a_label_after_something_happened_mean_nothing():
    late = event("UNKNOWN", None, LABEL, "2026-11-20T20:00:00Z")
    history = [*track(2)["tracking_history"], late]
    shipment = read(2, tracking_history=history, tracking_status=late)
    assert [one.status for one in shipment.scans] == ["pre_transit", "in_transit", "unknown"]
    assert shipment.status == ParcelStatus.UNKNOWN


def test_an_unknown_word_stays_with_its_event():
    odd = event("CUSTOMS_HOLD", "broker", "Held by customs.", "2026-11-21T20:00:00Z")
    shipment = read(2, tracking_history=[*track(2)["tracking_history"], odd], tracking_status=odd)
    last = shipment.scans[-1]
    assert (last.status, last.code) == ("unknown", "CUSTOMS_HOLD/broker")
    assert (shipment.status, shipment.status_text) == ("unknown", "CUSTOMS_HOLD: broker")


def test_events_of_a_carrier_nobody_knows_are_kept():
    shipment = read(carrier="owl_post")
    assert (shipment.carrier, len(shipment.scans), shipment.status) == ("owl_post", 5, "delivered")


def test_a_stated_event_that_the_history_lacks_is_one_of_the_parcel():
    shipment = read(tracking_history=track(3)["tracking_history"])
    assert [one.status for one in shipment.scans][-1] == "delivered"
    assert len(shipment.scans) == 4
    alone = read(tracking_history=[])
    assert (alone.status, len(alone.scans)) == ("delivered", 1)


def test_two_scans_in_the_same_words_are_two():
    history = track(2)["tracking_history"]
    again = history[1] | {"status_date": "2026-11-20T19:09:00Z"}
    assert len(read(2, tracking_history=[*history, again], tracking_status=again).scans) == 3


def test_without_a_stated_status_the_last_event_tells():
    assert read(tracking_status=None).status == ParcelStatus.DELIVERED
    assert read(0).status == ParcelStatus.UNKNOWN


def test_an_attempt_in_vain_is_remembered():
    assert read().had_attempt
    assert not read(2).had_attempt
    assert read(3).status_text == "TRANSIT: notice_left"


def test_a_text_is_kept_letter_for_letter_but_for_html():
    assert read().scans[-1].text == "Delivered in the mailbox. "
    odd = event("TRANSIT", None, "Priority<SUP>&#174;</SUP> Mail", "2026-11-21T20:00:00Z")
    assert read(0, tracking_history=[odd], tracking_status=odd).scans[0].text == "Priority® Mail"


def test_a_notice_of_shippo_s_is_read():
    [one] = told({"event": "track_updated", "test": False, "data": track()})
    assert one.shipment is not None
    assert one.shipment.number == NUMBER


def test_an_html_body_of_a_404_is_not_found():
    explained = MANIFEST.explain(Exchange("<h1>Not Found</h1>", 404), "AT")
    assert [one.kind for one in explained.errors] == ["not_found"]


def test_an_error_is_told_in_shippo_s_words():
    words = "Invalid value specified for provider 'owl_post'"
    [one] = told({"carrier": [words]}, 400)
    assert one.trouble is not None
    assert (one.trouble.kind, one.trouble.message) == ("refused", words)


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    history = [event("TRANSIT", None, "Departed.", "yesterday"), "nothing"]
    [one] = told(track(0, tracking_history=history))
    assert one.shipment is not None
    assert [scan.moment for scan in one.shipment.scans] == [Moment()]
    assert len(one.left_out) == 2
