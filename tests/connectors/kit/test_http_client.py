"""The HTTP client against real sockets that misbehave: always one of four failures, in time."""

import asyncio
import gzip
import resource
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.http import Answer, Call, Client, Limits, Site
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from tests.contracts.source_contract import Body, Wire
from tests.fakes.clock import FixedClock
from tests.fakes.shop import Shop, serving
from tests.peers.faults.hostile import HostileServer
from tests.peers.faults.proxy import Fault, FaultProxy, faulty

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SHORT = Limits(per_second=1000, deadline_s=0.4, answer_bytes=http.MIB)
TOKEN = "Bearer Canary-token-9"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)


def called(base: str, call: Call | None = None, limits: Limits = SHORT) -> Answer:
    """Call an address once and let the client go."""

    async def ask() -> Answer:
        async with Client(Site("web-shop", base, limits), FixedClock(NOON)) as client:
            return await client.call(call or Call("POST", "/x", json={"q": 1}))

    return asyncio.run(ask())


def failure(base: str, call: Call | None = None, limits: Limits = SHORT) -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        called(base, call, limits)
    assert "web-shop" in caught.value.message
    return caught.value


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A server that gives one answer to everything."""
    with serving(Shop([], [], answer=(200, '{"ok": true}', {}))) as open_shop:
        yield open_shop


@pytest.fixture
def proxy(shop: Shop) -> Iterator[FaultProxy]:
    with faulty(httpx.URL(shop.base).port or 0) as between:
        yield between


@pytest.mark.parametrize(
    ("fault", "amount"),
    [
        (Fault.REFUSE, 0),
        (Fault.RESET, 0),
        (Fault.HALF_OPEN, 0),
        (Fault.TRUNCATE, 30),
        (Fault.TRUNCATE, 150),
        (Fault.LATENCY, 5),
        (Fault.THROTTLE, 1),
    ],
)
def test_a_spoilt_line_is_try_later_in_time(proxy: FaultProxy, fault, amount):
    proxy.fault, proxy.amount = fault, amount
    started = time.monotonic()
    assert failure(proxy.base).kind == "try_later"
    assert time.monotonic() - started < http.TRIES * SHORT.deadline_s + 1
    assert proxy.connections == http.TRIES


def test_a_write_is_never_sent_twice(proxy: FaultProxy, shop: Shop):
    proxy.fault = Fault.RESET
    assert failure(proxy.base, Call("POST", "/x", is_read=False)).kind == "try_later"
    assert proxy.connections == len(shop.asked) == 1


def test_nobody_listening_is_try_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert failure(f"http://127.0.0.1:{taken.getsockname()[1]}").kind == "try_later"


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        ("truncated", TryLater),
        ("huge", Refused),
        ("endless", Refused),
        ("gzip", Refused),
        ("not_gzip", Refused),
        ("headers", TryLater),
        ("slow", TryLater),
        ("silent", TryLater),
        ("redirect", Refused),
        ("429", TryLater),
        ("401", SignInAgain),
        ("403", SignInAgain),
        ("404", NotFound),
        ("500", TryLater),
    ],
)
def test_every_harm_is_one_of_the_four(hostile_server: HostileServer, harm, kind, monkeypatch):
    monkeypatch.setattr(http, "LONGEST_PAUSE_S", 0.5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert isinstance(failure(hostile_server.address(harm)), kind)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_a_redirect_is_not_followed(hostile_server: HostileServer):
    met = len(hostile_server.met)
    headers = {"Authorization": TOKEN}
    assert failure(hostile_server.address("redirect"), Call("GET", "/", headers=headers))
    assert len(hostile_server.met) == met + 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("900", 900),
        ("1e3", 1000),
        (format_datetime(datetime(2026, 11, 23, 12, 10, tzinfo=UTC), usegmt=True), 600),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("-5", 0),
        ("soon", None),
        ("", None),
        ("Mon, 99 Nov 2026 99:00:00 GMT", None),
        ("Mon, 23 Nov 99999 12:00:00 GMT", None),
        ("Mon, 23 Nov 2026 12:10:00 -0000", None),
        ("nan", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(shop: Shop, header, seconds):
    shop.answer = (503, "", {"retry-after": header})
    refused = failure(shop.base, Call("POST", "/x", is_read=False))
    assert isinstance(refused, TryLater)
    assert refused.retry_after_s == seconds


def test_a_short_wait_is_waited_and_asked_again(shop: Shop):
    shop.answer = (429, "", {"retry-after": "0.2"})
    started = time.monotonic()
    failure(shop.base)
    assert time.monotonic() - started > 0.4 * 0.9
    assert len(shop.asked) == http.TRIES


def test_a_token_of_foreign_letters_is_refused_not_stumbled_over(shop: Shop):
    for token in ("Bearer é", "Bearer \u2028", "a\r\nX-Evil: 1", "Bearer \ud800"):
        call = Call("POST", "/x", headers={"Authorization": token})
        assert failure(shop.base, call).kind in {"refused", "try_later"}
    assert shop.asked == []


def test_an_answer_of_just_the_cap_passes(shop: Shop):
    shop.answer = (200, "x" * http.MIB, {})
    assert len(called(shop.base).body) == http.MIB
    shop.answer = (200, "x" * (http.MIB + 1), {})
    assert failure(shop.base).kind == "refused"


def test_proxies_of_the_environment_are_not_used(shop: Shop, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert called(shop.base).status == 200


@pytest.mark.parametrize(("base", "least_s"), [("https://x.example", 0.9), ("http://[::1]:1", 0)])
def test_no_more_calls_a_second_than_allowed_but_at_home(base, least_s):
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={})

    async def many() -> float:
        site = Site("web-shop", base, Limits(per_second=10, deadline_s=30))
        async with Client(site, FixedClock(NOON), Wire(answer).transport()) as client:
            started = time.monotonic()
            await asyncio.gather(*(client.call(Call("GET", "/x")) for _ in range(20)))
            return time.monotonic() - started

    assert asyncio.run(many()) >= least_s


def test_no_more_calls_at_once_than_allowed(shop: Shop):
    limits = Limits(at_once=2, per_second=1000, deadline_s=5)

    async def many() -> float:
        async with Client(Site("web-shop", proxy_base, limits), FixedClock(NOON)) as client:
            started = time.monotonic()
            await asyncio.gather(*(client.call(Call("POST", "/x", json={})) for _ in range(6)))
            return time.monotonic() - started

    with faulty(httpx.URL(shop.base).port or 0) as slow:
        slow.fault, slow.amount = Fault.LATENCY, 0.1
        proxy_base = slow.base
        assert asyncio.run(many()) > 0.29
        assert slow.connections <= 2


async def _in_pieces(base: str, transport: httpx.MockTransport | None = None) -> list[bytes]:
    site = Site("web-shop", base, SHORT)
    async with Client(site, FixedClock(NOON), transport) as client:
        return [piece async for piece in client.pieces(Call("POST", "/x", json={}))]


def test_an_answer_of_any_length_comes_in_pieces_that_fit_in_memory():
    told = b"line\n" * (http.MIB)
    packed = gzip.compress(told)

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Body(packed), headers={"content-encoding": "gzip"})

    pieces = asyncio.run(_in_pieces("http://127.0.0.1:1", Wire(answer).transport()))
    assert b"".join(pieces) == told
    assert max(map(len, pieces)) <= http.PIECE < len(told)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, "not_found"), (403, "sign_in_again"), (500, "try_later")]
)
def test_what_is_no_answer_comes_in_no_pieces(shop: Shop, status: int, kind: str):
    shop.answer = (status, "sorry", {})
    with pytest.raises(RemoteFailure) as caught:
        asyncio.run(_in_pieces(shop.base))
    assert caught.value.kind == kind
    assert len(shop.asked) == 1, "who asked knows whether to ask again"


def test_an_answer_that_breaks_off_in_a_piece_is_for_later(shop: Shop, proxy: FaultProxy):
    shop.answer = (200, "x" * http.MIB, {})
    proxy.fault, proxy.amount = Fault.TRUNCATE, 100_000
    with pytest.raises(TryLater):
        asyncio.run(_in_pieces(proxy.base))
