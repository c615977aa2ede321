"""The EasyPost account on loopback, and the connector against all that was recorded."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from agent_console.connectors.carriers.easypost.manifest import connect
from agent_console.connectors.kit import http
from agent_console.connectors.kit.manifest import Given
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted, WantedParcel
from tests.fakes.clock import FixedClock
from tests.peers.easypost import server as easypost
from tests.peers.easypost.server import API_KEY, EasyPostPeer
from tests.peers.easypost.trackers import CODE, START, tracker


@pytest.fixture
def peer() -> Iterator[EasyPostPeer]:
    with easypost.running() as account:
        yield account


def asked(peer: EasyPostPeer, *wanted: WantedParcel, key: str = API_KEY) -> list[Page]:
    async def run() -> list[Page]:
        given = Given(
            "easypost", {"base_url": peer.base}, {"api_key": Secret(key)}, "AT", FixedClock(START)
        )
        source = connect(given)
        try:
            return [page async for page in source.reread(Wanted(parcels=wanted))]
        finally:
            await source.close()

    return asyncio.run(run())


def test_a_number_is_made_once_and_then_asked_for(peer: EasyPostPeer):
    [first] = asked(peer, WantedParcel(CODE, "USPS"))
    known = WantedParcel(CODE, "USPS", first.parcels[0].external_id)
    assert asked(peer, WantedParcel(CODE)) == asked(peer, known) == [first]
    assert [one.method for one in peer.asked] == ["GET", "POST", "GET", "GET"]


def test_an_answer_lost_after_the_making_makes_nothing_twice(peer: EasyPostPeer):
    peer.loses_the_answer_of = {CODE}
    [page] = asked(peer, WantedParcel(CODE))
    assert [one.shipment.number for one in page.parcels] == [CODE]
    assert [one.method for one in peer.asked] == ["GET", "POST", "GET"]
    assert len(peer.trackers) == 1


def test_a_number_of_nobody_is_refused_by_its_own_error(peer: EasyPostPeer):
    [page] = asked(peer, WantedParcel("NO-NUMBER"))
    [told] = page.untracked
    assert (told.kind, "could not be matched" in told.reason) == ("refused", True)


def test_a_wrong_key_is_not_let_in(peer: EasyPostPeer):
    with pytest.raises(RemoteFailure) as caught:
        asked(peer, WantedParcel(CODE), key="EZTK-of-somebody-else")
    assert (caught.value.kind, peer.count("POST")) == ("sign_in_again", 0)


def test_pages_of_two_are_walked_to_their_end(peer: EasyPostPeer):
    peer.trackers = [tracker(CODE, id=f"trk_{n}") for n in range(5)]
    peer.most_at_once = 2
    [page] = asked(peer, WantedParcel(CODE))
    assert (len(page.parcels), peer.count("GET")) == (5, 3)


def test_every_recorded_tracker_is_tracked(shared: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(http, "AsyncLimiter", lambda rate, period: _NoLimit())
    with easypost.running(shared) as account:
        pages = asked(account, *(WantedParcel(code, "USPS") for code in account.known))
        told = {one.shipment.number: one for page in pages for one in page.parcels}
        assert told.keys() == account.known.keys()
        assert "EZ1000000001" in told
        assert [one for page in pages for one in (*page.unreadable, *page.untracked)] == []
        for code, record in account.known.items():
            assert told[code].external_id == record["id"]
            assert len(told[code].observations) == len(record["tracking_details"])
        assert account.count("POST") == len(account.known)


def test_answers_leave_at_once(peer: EasyPostPeer):
    with httpx.Client(base_url=peer.base, auth=(API_KEY, ""), trust_env=False) as client:
        client.get("/v2/trackers")
        started = time.perf_counter()
        for _ in range(20):
            client.get("/v2/trackers")
    assert (time.perf_counter() - started) / 20 < 0.03, "no answer waits for an acknowledgement"


class _NoLimit:
    """A budget without an end."""

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *_: object) -> None:
        return None
