"""The EasyPost connector: the contract of all connectors, what it asks, and what it never asks."""

import asyncio
import json
from base64 import b64encode
from datetime import UTC, datetime

import httpx
import pytest

from agent_console.connectors.carriers.easypost.client import EasyPostSource
from agent_console.connectors.carriers.easypost.manifest import MANIFEST
from agent_console.connectors.kit.manifest import Given
from agent_console.ports.failures import SignInAgain
from agent_console.ports.source import Page, Source, Wanted, WantedParcel, any_parcel
from tests.connectors.carriers.easypost.asking import (
    OTHER,
    account,
    asked,
    error,
    ids,
    lines,
    listing,
    opened,
    pages,
)
from tests.contracts.source_contract import SourceContract, Wire
from tests.peers.easypost.trackers import CODE, detail, made_up, tracker


class TestEasyPost(SourceContract):
    def opened(self, transport: httpx.MockTransport) -> EasyPostSource:
        return opened(transport)

    async def first_pass(self, source: Source) -> list[Page]:
        wanted = Wanted(parcels=[WantedParcel(CODE, "USPS")])
        return [page async for page in source.reread(wanted)]

    def answer(self, request: httpx.Request) -> httpx.Response:
        return listing(tracker(CODE, id="trk_2"), made_up())

    def refusal(self) -> httpx.Response:
        return error(401, "APIKEY.INACTIVE")

    def break_record(self, response: httpx.Response) -> httpx.Response:
        good, bad = response.json()["trackers"]
        return listing(good, {**bad, "tracking_details": "none"})


class TestWhatIsAsked:
    def test_the_key_is_the_user_name_of_basic_auth(self):
        _, wire = pages(account(lambda _: listing(), made_up()))
        key = b64encode(f"{SourceContract.SECRET}:".encode()).decode()
        assert wire.asked[0].headers["authorization"] == f"Basic {key}"

    def test_a_known_tracker_is_asked_for_by_its_id(self):
        parcel = WantedParcel(CODE, "USPS", "trk_a/b")
        found, wire = pages(lambda _: httpx.Response(200, json=made_up()), parcel)
        assert lines(wire) == ["GET /v2/trackers/trk_a%2Fb"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_an_unknown_number_is_looked_up_before_anything_is_made(self):
        found, wire = pages(account(lambda _: httpx.Response(201, json=made_up())))
        assert lines(wire) == [
            f"GET /v2/trackers?tracking_code={CODE}&page_size=100",
            "POST /v2/trackers",
        ]
        assert json.loads(wire.asked[1].content) == {"tracker": {"tracking_code": CODE}}
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_tracker_that_is_there_is_never_made_again(self):
        _, wire = pages(account(lambda _: error(500), made_up()), WantedParcel(CODE, "DHL"))
        assert [one.method for one in wire.asked] == ["GET"]

    def test_the_path_of_the_address_stays_before_ours(self):
        wire = Wire(account(lambda _: listing(), made_up()))
        asked(opened(wire.transport(), "http://127.0.0.1:3200/proxy/"), WantedParcel(CODE))
        assert lines(wire)[0].startswith("GET /proxy/v2/trackers?")

    @pytest.mark.parametrize(
        ("name", "carrier"),
        [("USPS", "USPS"), ("fedex", "FedEx"), ("DHL-Express", "DHLExpress"), ("DHL", None)],
    )
    def test_only_a_certain_carrier_is_named(self, name, carrier):
        handler = account(lambda _: httpx.Response(201, json=made_up()))
        _, wire = pages(handler, WantedParcel(CODE, name))
        assert json.loads(wire.asked[1].content)["tracker"].get("carrier") == carrier

    def test_spaces_for_reading_are_not_sent(self):
        spaced = WantedParcel("9400 1000 0000 0000 0000 17")
        _, wire = pages(account(lambda _: listing(), made_up()), spaced)
        assert f"tracking_code={CODE}&" in lines(wire)[0]

    def test_a_tracker_taken_away_is_looked_up_by_its_number(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return error(404, "NOT_FOUND") if "trk_gone" in str(request.url) else listing(made_up())

        found, wire = pages(handler, WantedParcel(CODE, None, "trk_gone"))
        assert [one.method for one in wire.asked] == ["GET", "GET"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_long_list_is_read_to_its_end(self):
        many = [tracker(CODE, id=f"trk_{n}", created_at=f"2026-11-{20 - n}") for n in range(5)]

        def handler(request: httpx.Request) -> httpx.Response:
            before = request.url.params.get("before_id")
            start = 0 if before is None else int(before[4:]) + 1
            return listing(*many[start : start + 2], has_more=start < 3)

        found, wire = pages(handler)
        assert len(wire.asked) == 3
        assert ids(found) == [f"trk_{n}" for n in (4, 3, 2, 1, 0)], "the newest comes last"

    def test_a_list_that_turns_in_circles_ends(self):
        found, wire = pages(lambda _: listing(made_up(), has_more=True))
        assert (len(wire.asked), len(set(ids(found)))) == (2, 1)

    def test_a_list_without_an_end_is_refused(self):
        count = iter(range(1000))
        found, wire = pages(lambda _: listing(tracker(id=f"trk_{next(count)}"), has_more=True))
        assert "no end" in found[-1].untracked[0].reason
        assert len(wire.asked) == 20 + 1

    def test_a_list_of_other_numbers_holds_nothing(self):
        made = account(lambda _: httpx.Response(201, json=made_up()), tracker(OTHER), tracker("1"))
        found, wire = pages(made)
        assert [one.method for one in wire.asked] == ["GET", "POST"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_several_trackers_of_a_number_stay_several(self):
        usps, fedex = made_up(), tracker(CODE, id="trk_9", carrier="FedEx")
        found, wire = pages(account(lambda _: error(500), usps, fedex), WantedParcel(CODE, "FedEx"))
        assert (set(ids(found)), len(wire.asked)) == ({f"trk_{CODE}", "trk_9"}, 1)

    def test_a_tracker_of_another_carrier_is_not_the_wanted_one(self):
        made = tracker(CODE, id="trk_9", carrier="FedEx", created_at="2026-11-23T00:00:00Z")
        handler = account(lambda _: httpx.Response(201, json=made), made_up())
        found, wire = pages(handler, WantedParcel(CODE, "FedEx"))
        assert ids(found) == [f"trk_{CODE}", "trk_9"], "both are kept, the made one last"
        assert len(wire.asked) == 2

    @pytest.mark.parametrize("known", [None, f"trk_{CODE}"])
    def test_a_parcel_that_ended_before_the_order_is_another_one(self, known):
        old = tracker(CODE, detail("delivered", "2024-03-01T10:00:00Z"))

        def handler(request: httpx.Request) -> httpx.Response:
            if request.method == "POST":
                return httpx.Response(201, json=made_up() | {"id": "trk_new"})
            return listing(old) if "?" in str(request.url) else httpx.Response(200, json=old)

        placed = datetime(2026, 11, 20, tzinfo=UTC)
        found, wire = pages(handler, WantedParcel(CODE, None, known, placed))
        assert (wire.asked[-1].method, ids(found)[-1]) == ("POST", "trk_new")
        earlier = WantedParcel(CODE, None, known, datetime(2024, 2, 28, tzinfo=UTC))
        assert pages(handler, earlier)[1].asked[-1].method == "GET"

    def test_parcels_known_here_are_asked_for_first(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return listing(made_up()) if "?" in str(request.url) else httpx.Response(200, json={})

        _, wire = pages(handler, WantedParcel(CODE), WantedParcel(OTHER, None, "trk_1"))
        assert lines(wire)[0] == "GET /v2/trackers/trk_1"

    def test_a_probe_asks_for_one_tracker(self):
        wire = Wire(lambda _: listing())
        assert "accepted" in asyncio.run(opened(wire.transport()).probe())
        assert lines(wire) == ["GET /v2/trackers?page_size=1"]


def test_a_missing_key_says_how_to_set_it():
    given = Given("easypost", {"base_url": "x"}, {}, "AT", SourceContract.CLOCK)
    with pytest.raises(SignInAgain, match="secrets set easypost api_key"):
        MANIFEST.open(given)


def test_it_follows_nothing_and_is_asked_for_parcels():
    source = opened(Wire(lambda _: listing()).transport())

    async def run() -> list[Page]:
        return [page async for page in source.changes("trackers", None)]

    assert (MANIFEST.tracks, source.streams(), asyncio.run(run())) == (any_parcel, (), [])
