"""Why a parcel is late is told in its carrier's words until it arrives."""

from agent_console.domain.moment import instant
from tests.connectors.carriers.easypost.test_mapper import read, utc
from tests.peers.easypost.trackers import detail


def test_a_late_parcel_repeats_the_scan_that_says_why():
    hub = detail("in_transit", "2026-11-22T10:00:00Z", "Arrived")
    weather = detail(
        "in_transit", "2026-11-23T02:40:00Z", "Severe weather", status_detail="weather_delay"
    )
    left = detail("in_transit", "2026-11-23T14:00:00Z", "Left")
    late = detail("in_transit", "2026-11-23T18:00:00Z", "New date", status_detail="delayed")
    told = read(hub, weather, left, late, status_detail="delayed")
    assert (told.said, told.said_at) == ("Severe weather", instant(utc("2026-11-23T02:40:00")))
    assert (told.status_text, told.remark()) == ("in_transit: delayed", "delayed")
    assert read(hub, late, status_detail="delayed").said == "New date"


def test_what_held_a_parcel_up_is_why_until_it_arrives():
    hub = detail("in_transit", "2026-11-22T10:00:00Z", "Arrived")
    weather = detail(
        "in_transit", "2026-11-23T02:40:00Z", "Severe weather", status_detail="weather_delay"
    )
    left = detail("in_transit", "2026-11-23T14:00:00Z", "Left", status_detail="departed_facility")
    out = detail("out_for_delivery", "2026-11-24T06:00:00Z", "On the van")
    came = detail("delivered", "2026-11-24T09:00:00Z", "Delivered")
    moved_on = read(hub, weather, left, status_detail="departed_facility")
    assert (moved_on.said, moved_on.status_text) == ("Severe weather", "in_transit")
    assert read(weather, left, out, status="out_for_delivery").said == "Severe weather"
    assert read(weather, left, out, came, status="delivered").said == "Delivered"
    again = detail("in_transit", "2026-12-23T14:00:00Z", "Picked up")
    assert read(weather, came, again).said == "Picked up", "another parcel was held up"
    refused = detail("in_transit", "2026-11-23T05:00:00Z", "Refused", status_detail="refused")
    assert read(hub, refused, left).said == "Left", "no reason to be late"
