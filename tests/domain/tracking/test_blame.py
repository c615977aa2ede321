"""By whose fault a parcel is late: the last reason that still holds, until it is delivered."""

import pytest

from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Fault, ParcelStatus, Place, Scan
from agent_console.domain.tracking.blame import blamed


def scan(status: str, fault: Fault | None = None) -> Scan:
    return Scan(None, None, status, Moment(), Place(), fault)


@pytest.mark.parametrize("fault", [Fault.CARRIER, Fault.WEATHER, Fault.CUSTOMS, Fault.DAMAGE])
def test_what_held_it_up_on_its_way_is_why_until_it_is_delivered(fault: Fault):
    late = [scan("exception", fault), scan("in_transit"), scan("out_for_delivery")]
    assert blamed("out_for_delivery", late) is fault
    assert blamed("delivered", [*late, scan("delivered")]) is None
    assert blamed("cancelled", late) is None


@pytest.mark.parametrize("fault", [Fault.ADDRESS, Fault.CONSIGNEE, Fault.RETAILER])
def test_what_was_wrong_at_the_door_is_past_once_it_goes_there_again(fault: Fault):
    failed = [scan("attempt_failed", fault), scan("in_transit")]
    assert blamed("in_transit", failed) is fault
    assert blamed("return_to_sender", [*failed, scan("return_to_sender")]) is fault
    assert blamed("out_for_delivery", [*failed, scan("out_for_delivery")]) is None
    assert blamed("available_for_pickup", [*failed, scan("available_for_pickup")]) is None


def test_what_was_lost_is_found_once_it_moves():
    lost = [scan("exception", Fault.LOSS)]
    assert blamed("exception", lost) is Fault.LOSS
    assert blamed("exception", [*lost, scan("unknown")]) is Fault.LOSS
    assert blamed("in_transit", [*lost, scan("in_transit")]) is None


def test_the_last_reason_counts_and_one_of_an_earlier_parcel_does_not():
    weather, refused = scan("exception", Fault.WEATHER), scan("attempt_failed", Fault.CONSIGNEE)
    assert blamed("attempt_failed", [weather, refused]) is Fault.CONSIGNEE
    assert blamed("in_transit", [refused, weather]) is Fault.WEATHER
    assert blamed("in_transit", [weather, scan("delivered"), scan("in_transit")]) is None
    assert blamed("in_transit", [scan("in_transit")]) is None


def test_what_is_said_of_the_parcel_goes_before_what_scans_tell():
    weather = [scan("exception", Fault.WEATHER)]
    assert blamed(ParcelStatus.EXCEPTION, weather, Fault.DAMAGE) is Fault.DAMAGE
    assert blamed(ParcelStatus.DELIVERED, weather, Fault.DAMAGE) is None
