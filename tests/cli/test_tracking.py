"""From a store's number to scans on the timeline: two loopback servers and the whole program."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.app.wiring import Wiring
from agent_console.connectors.kit import http
from tests.fakes.program import Program
from tests.fakes.shop import Shop
from tests.peers.easypost import server as easypost
from tests.peers.easypost.server import API_KEY, EasyPostPeer
from tests.peers.easypost.trackers import CODE, detail, made_up, tracker

HELENA = "helena@brandt.example"
NOW = datetime.now(UTC).replace(microsecond=0)
PLACED = NOW - timedelta(days=3)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries a failing account again at once."""
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[EasyPostPeer]:
    """An EasyPost account whose carriers know one number."""
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_EASYPOST_API_KEY", API_KEY)
    with easypost.running() as account:
        account.known = {CODE: made_up(PLACED)}
        yield account


@pytest.fixture
def connected(program: Program, shop: Shop, peer: EasyPostPeer) -> Program:
    """The program with a store that has just sent a parcel, and an account to track it."""
    sent = shop.orders[0]
    sent["orderPlacedAt"] = PLACED.isoformat().replace("+00:00", ".000Z")
    sent["fulfillments"][0] |= {"trackingCode": CODE, "method": "USPS"}
    program.connect(shop.base)
    program.track(peer.base)
    return program


def tracked(program: Program, expect: int = 0) -> dict:
    """Run a pass and return how the account's part of it went."""
    told = program.json("sync", "--once", expect=expect)["connections"]
    return next(one for one in told if one["kind"] == "easypost")


def scans(program: Program) -> list[dict]:
    return program.json("timeline", HELENA, "--kind", "scan")["entries"]


def shipment(program: Program) -> dict:
    [order] = program.json("customer", HELENA)["orders"]
    [told] = order["shipments"]
    return told


def test_an_account_that_is_not_there_is_no_fresh_one_where_no_parcel_is_due(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_EASYPOST_API_KEY", API_KEY)
    program.track("http://127.0.0.1:1")
    outcome = tracked(program, expect=6)
    assert (outcome["status"], outcome["error"]["kind"]) == ("failed", "try_later")
    [listed] = program.json("connections", "list")["connections"]
    assert (listed["fresh_until"], listed["status"]) == (None, "try_later")


def test_a_key_that_is_no_longer_good_is_told_where_no_parcel_is_due(
    program: Program, peer: EasyPostPeer, monkeypatch: pytest.MonkeyPatch
):
    program.track(peer.base)
    assert tracked(program)["status"] == "ok"
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_EASYPOST_API_KEY", "EZTKnone")
    assert tracked(program, expect=6)["error"]["kind"] == "sign_in_again"


def test_a_first_pass_shows_the_scans_of_a_parcel(connected: Program):
    outcome = tracked(connected)
    assert (outcome["status"], outcome["fetched"], outcome["stored"]) == ("ok", 1, 1)
    found = scans(connected)
    assert [one["title"] for one in found] == [
        "Arrived at hub",
        "Accepted",
        "Shipping Label Created",
    ]
    assert [one["status"] for one in found] == ["in_transit", "in_transit", "pre_transit"]
    for one in found:
        assert (one["order"], one["shipment"]) == ("A-7", CODE)
        assert [(s["connection"], s["kind"]) for s in one["sources"]] == [("easypost", "easypost")]
    accepted = PLACED + timedelta(hours=8)
    assert found[1]["occurred_at"] == accepted.isoformat().replace("+00:00", "Z")
    there = (accepted - timedelta(hours=6)).isoformat()[:19]
    assert (found[1]["local_time"], found[1]["utc_offset"]) == (there, "-06:00")
    assert found[2]["local_time"] is None, "told in UTC, no zone is made up"


def test_a_second_pass_stores_nothing_and_makes_nothing(connected: Program, peer: EasyPostPeer):
    tracked(connected)
    again = tracked(connected)
    assert (again["status"], again["fetched"], again["stored"]) == ("ok", 1, 0)
    assert peer.count("POST") == 1
    assert peer.asked[-1].path == f"/v2/trackers/trk_{CODE}"
    assert len(scans(connected)) == 3


def test_a_pass_by_hand_takes_up_how_parcels_go(connected: Program):
    tracked(connected)
    wiring = Wiring(connected.home, os.environ)
    learning = wiring.learning()
    assert learning.turn() == 0, "nothing is left to take up"
    assert len(learning.book.sighted(NOW + timedelta(days=2), 9)) == 1, "it is looked at each day"
    wiring.close()


def test_a_lost_answer_makes_no_second_tracker(connected: Program, peer: EasyPostPeer):
    peer.loses_the_answer_of = {CODE}
    assert tracked(connected)["status"] == "ok"
    tracked(connected)
    assert (peer.count("POST"), len(peer.trackers)) == (1, 1)
    assert len(scans(connected)) == 3


def test_an_account_that_dies_while_making_is_asked_by_number_next(
    connected: Program, peer: EasyPostPeer
):
    peer.answers = {"POST": (502, "<html>", {})}
    failed = tracked(connected, expect=6)
    assert (failed["status"], failed["error"]["kind"]) == ("failed", "try_later")
    peer.trackers, peer.answers = [made_up(PLACED)], {}
    assert tracked(connected)["stored"] == 1
    assert peer.count("POST") == 1, "by then it is there"


def test_the_customer_shows_what_the_carrier_states(connected: Program, peer: EasyPostPeer):
    tracked(connected)
    told = shipment(connected)
    assert (told["number"], told["carrier"], told["unique_id"]) == (CODE, "USPS", f"trk_{CODE}")
    assert (told["status"], told["status_text"]) == ("in_transit", "in_transit")
    estimate = (PLACED + timedelta(hours=128)).isoformat().replace("+00:00", "Z")
    assert told["estimated"] == {"local_time": None, "utc_offset": None, "utc": estimate}
    assert (told["delivered_at"], told["had_attempt"]) == (None, False)
    assert [one["text"] for one in told["events"]] == [
        "Shipping Label Created",
        "Accepted",
        "Arrived at hub",
    ]
    assert told["events"][2]["place"] == {"city": "GRAZ", "region": None, "country": "AT"}


def test_people_read_the_carrier_s_state_in_a_line(connected: Program):
    tracked(connected)
    code, out = connected.run("customer", HELENA)
    assert (code, f"    parcel {CODE}  USPS  in_transit" in out.splitlines()) == (0, True)


def test_a_delivery_is_told_as_soon_as_it_is_known(connected: Program, peer: EasyPostPeer):
    tracked(connected)
    at = (NOW - timedelta(minutes=5)).isoformat().replace("+00:00", "Z")
    peer.trackers[0]["tracking_details"].append(detail("delivered", at, "Left at the door"))
    peer.trackers[0] |= {"status": "delivered", "signed_by": "A. NEIGHBOUR"}
    assert tracked(connected)["stored"] == 1
    told = shipment(connected)
    assert (told["status"], told["signed_by"]) == ("delivered", "A. NEIGHBOUR")
    assert told["delivered_at"]["utc"] == at
    assert len(scans(connected)) == 4


def test_the_carrier_wins_over_the_store(connected: Program, shop: Shop):
    shop.orders[0]["fulfillments"][0]["state"] = "Delivered"
    tracked(connected)
    assert shipment(connected)["status"] == "in_transit"


def test_a_refused_number_leaves_the_word_of_the_store(connected: Program, peer: EasyPostPeer):
    peer.known = {}
    outcome = tracked(connected)
    assert (outcome["status"], outcome["stored"], outcome["quarantined"]) == ("ok", 0, 0)
    told = shipment(connected)
    assert (told["status"], told["status_text"], told["events"]) == ("in_transit", "Shipped", [])
    assert peer.count("POST") == 1


def test_one_bad_tracker_waits_and_the_rest_is_told(
    connected: Program, peer: EasyPostPeer, shop: Shop
):
    bad = tracker("94009", detail("in_transit", "the day before yesterday"))
    peer.known["94009"] = bad
    second = {**shop.orders[0]["fulfillments"][0], "id": "10", "trackingCode": "94009"}
    shop.orders[0]["fulfillments"].append(second)
    outcome = tracked(connected, expect=7)
    assert (outcome["status"], outcome["stored"], outcome["quarantined"]) == ("partial", 2, 1)
    [waiting] = connected.json("quarantine", "list", expect=7)["records"]
    assert waiting["connection"] == "easypost"
    assert "tracking_details[0].datetime" in waiting["reason"]
    assert len(scans(connected)) == 3
    bad["tracking_details"][0]["datetime"] = PLACED.isoformat()
    peer.trackers = [bad, *(one for one in peer.trackers if one["tracking_code"] != "94009")]
    assert tracked(connected)["status"] == "ok"
    assert connected.json("quarantine", "list")["records"] == []
    assert len(scans(connected)) == 4


def test_a_word_of_the_carrier_that_nobody_knows_is_counted(connected: Program, peer: EasyPostPeer):
    at = (NOW - timedelta(hours=1)).isoformat()
    peer.known[CODE]["tracking_details"].append(detail("teleported", at, "Beamed up"))
    peer.known[CODE]["status"] = "teleported"
    tracked(connected)
    told = shipment(connected)
    assert (told["status"], told["status_text"]) == ("unknown", "teleported")
    assert (told["events"][-1]["status"], told["events"][-1]["code"]) == ("unknown", "teleported")
    checks = {one["name"]: one for one in connected.json("doctor")["checks"]}
    assert "easypost says 'teleported' (2)" in checks["unknown words"]["message"]


def test_a_wrong_key_asks_to_sign_in_again(connected: Program, peer: EasyPostPeer):
    peer.api_key = "EZTK-another"
    failed = tracked(connected, expect=6)
    assert failed["error"]["kind"] == "sign_in_again"
    assert API_KEY not in str(failed)
    assert len(peer.asked) == 1


def test_a_connection_can_be_tried(connected: Program, peer: EasyPostPeer):
    told = connected.json("connections", "test", "easypost")
    assert "accepted" in str(told)
    assert peer.count("POST") == 0


def test_the_address_has_a_default(program: Program, monkeypatch: pytest.MonkeyPatch):
    (program.home / "config.toml").write_text('[[connections]]\nname = "e"\nkind = "easypost"\n')
    [told] = program.json("connections", "list")["connections"]
    assert (told["name"], told["kind"]) == ("e", "easypost")


def test_a_number_used_again_is_told_as_ambiguous(connected: Program, peer: EasyPostPeer):
    old = PLACED - timedelta(days=600)
    peer.known = {CODE: made_up(old)}
    tracked(connected)
    told = shipment(connected)
    assert [one["carrier"] for one in told["ambiguous"]] == ["USPS"]
    assert told["ambiguous"][0]["last_seen"]["utc"] < PLACED.isoformat()
    assert told["events"] == []
    assert "another parcel used this number" in connected.run("customer", HELENA)[1]
