"""Trackers as the console uses them: listed, found, made, told in the time of the place."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from agent_console.sandbox.easypost.trackers import CONNECTED
from tests.sandbox.conftest import NOW
from tests.sandbox.stories import gather

ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def everything(post):
    found, asked = [], {"page_size": 100}
    while True:
        page = post.list(**asked)
        found += page["trackers"]
        if not page["has_more"]:
            return found
        asked["before_id"] = page["trackers"][-1]["id"]


def unregistered(post):
    """Return the number of a parcel that the nightly job has not registered yet."""
    known = {one["tracking_code"] for one in everything(post)}
    numbers = (one for one in post.world.ledger.consignments.values())
    return next(one for one in numbers if one.parcel.number not in known)


def test_pages_lead_through_all_trackers_newest_first(post):
    found = everything(post)
    assert len({one["id"] for one in found}) == len(found) > 300
    assert all(a["created_at"] > b["created_at"] for a, b in pairwise(found))
    first = NOW.replace(hour=0, minute=0, second=0) - CONNECTED
    ledger = post.world.ledger.consignments.values()
    labelled = {one.parcel.number for one in ledger if first <= one.announced < first + CONNECTED}
    assert {one["tracking_code"] for one in found} == labelled


def test_after_id_lists_what_is_newer(post):
    found = everything(post)
    page = post.list(after_id=found[10]["id"], page_size=100)
    assert page == {"trackers": found[:10], "has_more": False}
    assert post.list(after_id=found[10]["id"], page_size=3)["has_more"]


def test_the_usual_page_holds_twenty_and_none_more_than_a_hundred(post):
    assert len(post.list()["trackers"]) == 20
    assert len(post.list(page_size=500)["trackers"]) == 100


def test_a_number_finds_its_tracker_or_none(post):
    number = gather(post.world, "no_scan").parcels()[0].parcel.number
    assert post.of(number)["tracking_code"] == number
    assert post.list(tracking_code="JJD0000") == {"trackers": [], "has_more": False}
    assert post.list(tracking_code=number, carrier="UPS")["trackers"] == []


def test_trackers_can_be_chosen_by_their_creation(post):
    found = everything(post)
    middle = found[len(found) // 2]["created_at"]
    newer = post.list(start_datetime=middle, page_size=100)["trackers"]
    older = post.list(end_datetime=middle, page_size=100)["trackers"]
    assert newer[0] == found[0]
    assert older[0] == found[len(found) // 2 + 1]


def test_making_a_tracker_twice_makes_one(moving):
    one = unregistered(moving)
    first = moving.make(one.parcel.number)
    again = moving.make(one.parcel.number, one.carrier.easypost)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(first.json()["tracking_details"]) == len(one.scans)
    assert moving.list(page_size=1)["trackers"][0]["id"] == first.json()["id"]


def test_a_number_nobody_sent_is_followed_in_vain(moving):
    answer = moving.make("9400100000000000000000", "USPS").json()
    assert (answer["status"], answer["tracking_details"]) == ("unknown", [])
    assert (answer["carrier_detail"], answer["est_delivery_date"]) == (None, None)
    assert moving.of("9400100000000000000000")["id"] == answer["id"]


def test_the_same_number_at_another_carrier_is_another_parcel(moving):
    one = gather(moving.world, "on_time").parcels()[0]
    known = moving.of(one.parcel.number)
    other = moving.make(one.parcel.number, "USPS").json()
    assert (known["carrier"], other["carrier"]) == ("UPS", "USPS")
    assert known["id"] != other["id"]
    assert other["status"] == "unknown"


def test_times_are_those_of_the_place_or_of_greenwich(post):
    for one in post.list(page_size=100)["trackers"]:
        moments = [datetime.fromisoformat(each["datetime"]) for each in one["tracking_details"]]
        assert all(a <= b for a, b in pairwise(moments))
        for each in one["tracking_details"]:
            assert ZONED.fullmatch(each["datetime"])
            is_placed = each["tracking_location"]["city"] is not None
            assert each["datetime"].endswith("Z") is not is_placed or "+00:00" in each["datetime"]


def test_new_york_and_tokyo_have_their_own_clocks(post):
    [ruth] = gather(post.world, "return_to_sender").parcels()
    [sakura] = gather(post.world, "customs").parcels()
    home, narita = post.of(ruth.parcel.number), post.of(sakura.parcel.number)
    assert home["tracking_details"][-1]["tracking_location"]["city"] == "BROOKLYN"
    assert home["tracking_details"][-1]["datetime"].endswith("-05:00")
    assert narita["tracking_details"][-1]["tracking_location"]["city"] == "NARITA"
    assert narita["tracking_details"][-1]["datetime"].endswith("+09:00")


def test_a_mere_day_is_told_as_its_midnight(post):
    [rome] = gather(post.world, "failed_attempt").parcels()
    told = post.of(rome.parcel.number)
    assert told["est_delivery_date"] == "2026-11-19T00:00:00Z"
    assert told["carrier_detail"]["est_delivery_date_local"] == "2026-11-19"
    assert told["carrier_detail"]["est_delivery_time_local"] is None


def test_a_day_with_an_hour_is_told_twice(post):
    jacket = post.of("00340434190094022115")
    assert jacket["est_delivery_date"] == "2026-11-23T17:00:00Z"
    assert jacket["carrier_detail"]["est_delivery_date_local"] == "2026-11-23"
    assert jacket["carrier_detail"]["est_delivery_time_local"] == "18:00:00"
    assert jacket["tracking_details"][1]["est_delivery_date"] == "2026-11-19T00:00:00Z"


@pytest.mark.parametrize("key", ["customs", "bad_address"])
def test_a_held_parcel_has_no_day_any_more(post, key):
    [held] = gather(post.world, key).parcels()
    told = post.of(held.parcel.number)
    assert told["tracking_details"][1]["est_delivery_date"] is not None
    assert told["est_delivery_date"] is None
    assert told["carrier_detail"]["est_delivery_date_local"] is None


def test_a_missed_door_is_the_first_attempt(post):
    [rome] = gather(post.world, "failed_attempt").parcels()
    told = post.of(rome.parcel.number)
    missed = told["tracking_details"][-1]
    assert told["carrier_detail"]["initial_delivery_attempt"] == missed["datetime"]
    assert missed["message"] == "The parcel could not be delivered as the consignee was absent."


def test_ends_of_a_journey_are_named(post):
    [grant] = gather(post.world, "on_time").parcels()
    detail = post.of(grant.parcel.number)["carrier_detail"]
    assert detail["service"] == "UPS Standard"
    assert detail["origin_location"] == "Linz AT, 4020"
    assert detail["destination_location"] == "Manchester GB, M4 1HQ"
    assert post.of(grant.parcel.number)["signed_by"] == "GRANT"


def test_a_return_goes_the_other_way(post):
    back = next(one for one in gather(post.world, "return_refund").parcels() if one.is_return)
    made = post.make(back.parcel.number).json()
    assert made["is_return"]
    assert made["carrier_detail"]["origin_location"] == "Köln DE, 50823"
    assert made["carrier_detail"]["destination_location"] == "Linz AT, 4020"


def test_the_page_for_anybody_stays_on_loopback(post):
    told = post.list(page_size=1)["trackers"][0]
    assert told["public_url"].startswith(post.server.base)
    page = post.http.get(told["public_url"], auth=None)
    assert told["tracking_code"] in page.text
    assert post.http.get("/track/nothing").status_code == 404


def test_scans_appear_while_one_looks(moving):
    before = {one["id"]: one for one in everything(moving)}
    for minute in range(150):
        moving.world.step(NOW + timedelta(minutes=minute))
    after = {one["id"]: one for one in everything(moving)}
    moved = [one for one in after.values() if one != before[one["id"]]]
    assert len(moved) > 15
    for one in moved:
        old = before[one["id"]]["tracking_details"]
        assert one["tracking_details"][: len(old)] == old
        assert one["updated_at"] > before[one["id"]]["updated_at"]
        assert datetime.fromisoformat(one["updated_at"]) >= NOW.replace(microsecond=0)


def test_what_is_packed_later_waits_for_somebody_to_ask(moving):
    known = set(moving.world.ledger.consignments)
    while set(moving.world.ledger.consignments) == known:
        moving.world.step(NOW)
    [number] = set(moving.world.ledger.consignments) - known
    assert moving.list(tracking_code=number)["trackers"] == []
    assert moving.make(number).status_code == 201
    assert moving.of(number)["status"] == "pre_transit"


@pytest.mark.parametrize("key", ["on_time", "no_scan", "customs"])
def test_two_worlds_of_one_seed_tell_the_same(post, moving, key):
    number = gather(post.world, key).parcels()[0].parcel.number
    ours, other = post.of(number), moving.of(number)
    assert ours.pop("public_url").split("/track/")[1] == other.pop("public_url").split("/track/")[1]
    assert ours == other
