"""A delivery tried in vain is known by the minute EasyPost names, whatever its scan is called."""

import pytest

from tests.connectors.carriers.easypost.test_mapper import read
from tests.peers.easypost.trackers import detail

NOTICE = "Notice Left (No Authorized Recipient Available)"
OUT = detail("out_for_delivery", "2026-11-23T07:00:00Z", "Out for Delivery")
FIRST = {"initial_delivery_attempt": "2026-11-23T10:05:00+01:00"}


def notice(at: str, word: str = "failure", **more: object) -> dict:
    return detail(word, at, NOTICE, carrier_code="53", **more)


def statuses(*details: dict, **more: object) -> list[str]:
    return [one.status for one in read(*details, **more).scans]


@pytest.mark.parametrize("word", ["failure", "in_transit", "error"])
def test_the_scan_at_the_minute_of_the_first_attempt_tells_of_it(word):
    told = read(OUT, notice("2026-11-23T10:05:00+01:00", word), carrier_detail=FIRST)
    assert [one.status for one in told.scans] == ["out_for_delivery", "attempt_failed"]
    assert (told.status, told.status_text, told.had_attempt) == ("attempt_failed", word, True)
    assert told.said == NOTICE


def test_the_minute_is_the_same_in_whatever_zone_and_a_later_attempt_has_its_words():
    hub = detail("in_transit", "2026-11-23T18:00:00Z", "Back at the depot")
    told = [OUT, notice("2026-11-23T09:05:00Z"), hub, notice("2026-11-24T09:30:00Z")]
    wanted = ["out_for_delivery", "attempt_failed", "in_transit", "attempt_failed"]
    assert statuses(*told, carrier_detail=FIRST) == wanted


def test_what_comes_after_an_attempt_is_how_the_parcel_stands():
    stored = detail("in_transit", "2026-11-23T18:00:00Z", "Stored", status_detail="held")
    came = detail("delivered", "2026-11-24T09:00:00Z", "Delivered")
    tried = notice("2026-11-23T09:05:00Z")
    assert read(tried, stored, carrier_detail=FIRST).status == "in_transit"
    assert read(tried, came, carrier_detail=FIRST).status == "delivered"


@pytest.mark.parametrize("first", [None, "2026-11-23", "2026-11-23T09:06:00Z", "2026-11-23T10:05"])
def test_without_the_minute_of_an_attempt_no_scan_is_called_one(first):
    more = {"initial_delivery_attempt": first}
    assert statuses(notice("2026-11-23T09:05:00Z"), carrier_detail=more) == ["exception"]


@pytest.mark.parametrize("word", ["delivered", "out_for_delivery", "available_for_pickup"])
def test_a_scan_that_says_better_what_it_was_stays(word):
    assert statuses(notice("2026-11-23T09:05:00Z", word), carrier_detail=FIRST) == [word]
