"""A file is fetched from where files may lie, and nowhere else is even asked."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.downloads import Downloads, Guard, addresses, is_public
from agent_console.connectors.kit.http import MIB
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, TryLater
from tests.contracts.source_contract import Wire
from tests.fakes.clock import FixedClock

HOST, ADDRESS = "files.example", "93.184.216.34"
URL = f"https://{HOST}/labels/1.pdf"
OWN = "http://127.0.0.1:3200"
Answer = Callable[[httpx.Request], httpx.Response]


class Net:
    """What was looked up and what was asked; `known` are the addresses of each host in turn."""

    def __init__(self, answer: Answer, known: Sequence[Sequence[str]] = ((ADDRESS,),)) -> None:
        self.wire, self.known = Wire(answer), list(known)
        self.resolved: list[str] = []

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        return self.known.pop(0) if len(self.known) > 1 else self.known[0]

    @property
    def asked(self) -> list[httpx.Request]:
        return self.wire.asked

    def fetch(self, url: str, own: str = OWN) -> bytes:
        guard = Guard("easypost", frozenset({HOST}), own)
        clock = FixedClock(datetime.now(UTC))
        opened = Downloads(guard, clock, self.wire.transport(), self.resolve)
        return asyncio.run(opened.fetch(url))


def there(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b"%PDF-1.4")


def leading(*places: str) -> Answer:
    """Redirect from one place to the next, then answer."""
    left = list(places)
    return lambda request: (
        httpx.Response(302, headers={"location": left.pop(0)}) if left else there(request)
    )


def test_a_file_comes_from_the_address_that_was_checked():
    net = Net(there)
    assert net.fetch(f"{URL}?signed=a%2Fb") == b"%PDF-1.4"
    [request] = net.asked
    assert (request.url.host, request.headers["host"]) == (ADDRESS, HOST)
    assert request.extensions["sni_hostname"] == HOST
    assert request.url.raw_path == b"/labels/1.pdf?signed=a%2Fb"
    assert "authorization" not in request.headers


BAD = [
    "http://files.example/1.pdf",
    "https://files.example:8443/1.pdf",
    "https://ann:secret@files.example/1.pdf",
    "https://evil.example/1.pdf",
    "https://files.example.evil.example/1.pdf",
    "https://files.example@evil.example/1.pdf",
    "https://evil.example/https://files.example/1.pdf",
    "https://169.254.169.254/latest/meta-data/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/1.pdf",
    "https://[::ffff:127.0.0.1]/1.pdf",
    "https://localhost/1.pdf",
    "http://127.0.0.1:3201/1.pdf",
    "https://127.0.0.1:3200/1.pdf",
    "http://ann@127.0.0.1:3200/1.pdf",
    "http://localhost:3200/1.pdf",
    "file:///etc/passwd",
    "ftp://files.example/1.pdf",
    "//files.example/1.pdf",
    "data:application/pdf;base64,JVBERi0=",
    "/1.pdf",
    "",
    "https://",
    "https://files.example:99999/",
    "https://files\u3002example/1.pdf",
    "\0",
    "https://files.example./1.pdf",
]


@pytest.mark.parametrize("url", BAD)
def test_from_elsewhere_nothing_is_fetched(url: str):
    net = Net(there)
    try:
        net.fetch(url)
    except Refused:
        assert net.asked == []
    else:
        assert {one.headers["host"] for one in net.asked} == {HOST}, "it was another spelling"


@pytest.mark.parametrize("url", [one for one in BAD if one and not one.startswith("/")])
def test_nor_after_a_redirection(url: str):
    net = Net(leading(url))
    try:
        net.fetch(URL)
    except Refused:
        assert len(net.asked) == 1
    else:
        assert {one.headers["host"] for one in net.asked} == {HOST}, "it was another spelling"


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - nothing listens
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.216.34",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:1::",
    "nonsense",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_known_host_that_lies_in_here_is_not_asked(address: str):
    net = Net(there, [[ADDRESS, address]])
    with pytest.raises(Refused, match="open internet"):
        net.fetch(URL)
    assert net.asked == []


@pytest.mark.parametrize("address", [ADDRESS, "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_open_internet_is_public(address: str):
    assert is_public(address)
    net = Net(there, [[address]])
    assert net.fetch(URL) == b"%PDF-1.4"
    assert net.asked[0].url.host == address


def test_a_name_that_changes_its_address_is_checked_again():
    net = Net(leading(f"https://{HOST}/2.pdf"), [[ADDRESS], ["127.0.0.1"]])
    with pytest.raises(Refused, match="open internet"):
        net.fetch(URL)
    assert [one.url.host for one in net.asked] == [ADDRESS]


def test_three_redirections_are_followed_and_no_more():
    hops = [f"https://{HOST}/{number}.pdf" for number in range(3)]
    assert Net(leading(*hops)).fetch(URL) == b"%PDF-1.4"
    with pytest.raises(Refused, match="on and on"):
        Net(leading(*hops, "/once-more.pdf")).fetch(URL)


def test_a_redirection_may_name_its_place_only():
    net = Net(leading("../moved/1.pdf"))
    net.fetch(URL)
    assert net.asked[-1].url.raw_path == b"/moved/1.pdf"


def test_files_of_a_connection_on_this_computer_come_from_there():
    net = Net(there)
    assert net.fetch(f"{OWN}/files/1.pdf") == b"%PDF-1.4"
    assert net.resolved == []
    with pytest.raises(Refused):
        net.fetch(f"{OWN}/files/1.pdf", own="https://api.example")


def test_what_is_larger_than_labels_is_not_read_to_its_end():
    read = []

    async def endless():
        for _ in range(200):
            read.append(1)
            yield b"%PDF" * (MIB // 4)

    net = Net(lambda _: httpx.Response(200, content=endless()))
    with pytest.raises(Refused, match="larger than 10 MiB"):
        net.fetch(URL)
    assert len(read) <= 12


def test_an_address_that_does_not_answer_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)
    other = "93.184.216.35"

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == other:
            return there(request)
        raise httpx.ConnectError("refused")

    assert Net(answer, [[ADDRESS, other]]).fetch(URL) == b"%PDF-1.4"
    with pytest.raises(TryLater):
        Net(answer, [[ADDRESS]]).fetch(URL)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_link_that_is_too_old_is_no_wrong_secret(status: int):
    with pytest.raises(NotFound):
        Net(lambda _: httpx.Response(status)).fetch(URL)


def test_a_host_is_really_looked_up():
    assert "127.0.0.1" in asyncio.run(addresses("localhost", 443))
    with pytest.raises(RemoteFailure):
        asyncio.run(addresses("no-such-host.invalid", 443))
