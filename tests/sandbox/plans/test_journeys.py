"""Ordinary parcels travel as parcels do, and never against what the store says."""

from collections import Counter
from itertools import pairwise

import pytest

from agent_console.sandbox.plans.moments import SUNDAY
from agent_console.sandbox.shop import NEVER


@pytest.fixture(scope="module")
def consignments(world):
    return list(world.ledger.consignments.values())


def entry(consignment, state):
    """Return when the store wrote that the parcel came into a state."""
    parcel = consignment.parcel
    found = [
        one.at
        for one in consignment.order.history
        if one.type == "ORDER_FULFILLMENT_TRANSITION"
        and (one.data["fulfillmentId"], one.data["to"]) == (parcel.id, state)
    ]
    return found[0] if found else None


def test_every_parcel_of_the_store_is_known_to_its_carrier(world, consignments):
    parcels = {one.number for order in world.ledger.orders for one in order.parcels}
    known = {one.parcel.number for one in consignments if not one.is_return}
    assert parcels == known


def test_scans_come_in_the_order_of_time(world, consignments):
    for one in consignments:
        times = [scan.at for scan in one.scans]
        assert all(a <= b for a, b in pairwise(times))
        assert one.order.placed < times[0]
        assert times[-1] <= world.now
        assert one.scans[0].words.status == "pre_transit"


def test_carrier_and_store_agree_on_deliveries(consignments):
    for one in consignments:
        scan = one.scans[-1]
        is_delivered = scan.words.status == "delivered"
        assert is_delivered is (one.parcel.state == "Delivered")
        if is_delivered:
            at = entry(one, "Delivered")
            assert scan.at == at.replace(second=0, microsecond=0)


def test_no_carrier_scans_what_was_not_shipped(consignments):
    for one in consignments:
        shipped = entry(one, "Shipped")
        moving = [
            scan.at for scan in one.scans if scan.words.status not in {"pre_transit", "cancelled"}
        ]
        if not one.is_return and moving:
            assert shipped <= moving[0]


def test_what_was_called_off_is_cancelled(consignments):
    off = [one for one in consignments if one.parcel.state == "Cancelled"]
    assert off
    assert {one.scans[-1].words.status for one in off} == {"cancelled"}


def test_journeys_lead_from_the_hall_to_the_door(consignments):
    for one in consignments:
        places = [scan.place for scan in one.scans if scan.place is not None]
        if places and not one.is_return:
            assert places[0] == one.carrier.hall
        if one.scans[-1].words.status == "delivered":
            assert places[-1].country == one.home.country


def test_doors_are_rung_by_day_and_not_on_sundays(consignments):
    for one in consignments:
        for scan in one.scans:
            if scan.words.status == "delivered":
                there = scan.at.astimezone(scan.place.zone)
                assert 7 <= there.hour <= 20, (one.parcel.number, there)
                assert there.weekday() != SUNDAY


def test_the_world_knows_every_kind_of_end(consignments):
    ends = Counter(one.scans[-1].words.status for one in consignments)
    assert set(ends) >= {
        "pre_transit",
        "in_transit",
        "out_for_delivery",
        "delivered",
        "failure",
        "return_to_sender",
        "cancelled",
    }
    assert any(
        scan.words.detail == "delivery_exception" for one in consignments for scan in one.scans[:-1]
    )


def test_most_parcels_come_when_they_were_expected(consignments):
    late = Counter(
        scan.at.astimezone(scan.place.zone).date() > scan.estimate.day
        for one in consignments
        for scan in one.scans
        if scan.words.status == "delivered" and scan.estimate
    )
    assert 0.05 < late[True] / late.total() < 0.2


def test_nobody_is_announced_before_the_label(consignments):
    assert all(one.announced == one.scans[0].at > NEVER for one in consignments)
