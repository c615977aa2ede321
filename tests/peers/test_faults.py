import gzip
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.peers.faults.hostile import HARMS, HostileServer, gzip_bomb
from tests.peers.faults.proxy import Fault, FaultProxy, faulty


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=0.5, trust_env=False) as careless:
        yield careless


@pytest.fixture
def proxy(hostile_server: HostileServer) -> Iterator[FaultProxy]:
    with faulty(httpx.URL(hostile_server.base).port or 0) as between:
        yield between


@pytest.mark.parametrize(
    ("fault", "amount", "error"),
    [
        (Fault.REFUSE, 0, httpx.NetworkError),
        (Fault.HALF_OPEN, 0, httpx.ReadTimeout),
        (Fault.TRUNCATE, 90, httpx.RemoteProtocolError),
        (Fault.RESET, 0, httpx.NetworkError),
        (Fault.LATENCY, 5, httpx.ReadTimeout),
    ],
)
def test_each_fault_breaks_an_answer(proxy, client, fault, amount, error):
    proxy.fault, proxy.amount = fault, amount
    with pytest.raises(error):
        client.get(f"{proxy.base}/html")
    assert proxy.connections == 1


def test_a_throttled_answer_outlasts_every_timeout(proxy, client):
    proxy.fault, proxy.amount = Fault.THROTTLE, 20
    started = time.monotonic()
    answer = client.get(f"{proxy.base}/html")
    assert answer.status_code == 200
    assert time.monotonic() - started > client.timeout.read


def test_without_a_fault_the_answer_passes(proxy, client):
    assert client.get(f"{proxy.base}/empty").content == b""


def beginning(client: httpx.Client, url: str) -> int:
    """Return how much of an answer came before the client had enough."""
    size = 0
    with client.stream("GET", url) as answer:
        for piece in answer.iter_raw():
            size += len(piece)
            if size > 1 << 20 or "/slow/" in url:
                break
    return size


@pytest.mark.parametrize("harm", sorted(HARMS.keys() - {"silent", "truncated", "headers"}))
def test_each_harm_begins_to_arrive(client, hostile_server: HostileServer, harm: str):
    met = len(hostile_server.met)
    size = beginning(client, hostile_server.address(harm) + "/v2/orders")
    assert (size == 0) == (harm in {"empty", "redirect", "503"})
    assert hostile_server.met[met].path == f"/{harm}/v2/orders"


@pytest.mark.parametrize("harm", ["silent", "truncated", "headers"])
def test_some_harms_are_errors_by_themselves(client, hostile_server, harm: str):
    with pytest.raises(httpx.TransportError):
        beginning(client, hostile_server.address(harm) + "/v2/orders")


def test_the_gzip_bomb_is_a_valid_one():
    assert gzip.decompress(gzip_bomb(2)) == bytes(2 << 20)


def test_the_slow_down_answer_says_when(client, hostile_server: HostileServer):
    answer = client.post(hostile_server.address("429"), json={})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
