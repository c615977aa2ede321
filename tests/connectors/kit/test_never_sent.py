"""What surely never left this computer is told apart from what may have arrived."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from agent_console.connectors.kit.http import Answer, Call, Client, Limits, NeverSent, Site
from agent_console.ports.failures import RemoteFailure, TryLater
from tests.connectors.kit.test_tls import certificate  # noqa: F401 - a fixture
from tests.fakes.clock import FixedClock
from tests.peers.free_port import free_port

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


def call(base: str, call_: Call, transport: httpx.AsyncBaseTransport | None = None) -> Answer:
    async def ask() -> Answer:
        site = Site("shop", base, Limits(deadline_s=2))
        async with Client(site, FixedClock(datetime.now(UTC)), transport) as client:
            return await client.call(call_)

    return asyncio.run(ask())


def failure(base: str) -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        call(base, Call("POST", "/buy", is_read=False))
    return caught.value


@contextmanager
def listening(
    answer: Callable[[socket.socket], None], context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """Serve one connection after the other; yields the port and what was heard."""
    heard: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
                with line, context.wrap_socket(line, server_side=True) if context else line as up:
                    heard.append(up.recv(65536))
                    answer(up)
            except ssl.SSLError:
                continue
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1], heard
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_without_a_line_nothing_left():
    assert isinstance(failure(f"http://127.0.0.1:{free_port()}"), NeverSent)
    assert isinstance(failure("http://no-such-host.invalid"), NeverSent)
    assert isinstance(failure("nonsense://127.0.0.1"), NeverSent)


def test_a_line_without_its_tls_is_no_line():
    with listening(lambda line: line.sendall(b"220 hello\r\n")) as (port, _):
        assert isinstance(failure(f"https://127.0.0.1:{port}"), NeverSent)


@pytest.mark.parametrize("answer", [
    lambda line: None,
    lambda line: line.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"),
    lambda line: line.sendall(b"* OK IMAP here\r\n\r\n"),
    lambda line: line.sendall(b"HTTP/1.1 503 later\r\ncontent-length: 0\r\n\r\n"),
])  # fmt: skip
def test_what_was_heard_may_have_been_done(answer):
    with listening(answer) as (port, heard):
        told = failure(f"http://127.0.0.1:{port}")
    assert isinstance(told, TryLater)
    assert not isinstance(told, NeverSent)
    assert b"POST /buy" in heard[0]


def test_a_host_spoken_to_by_its_number_has_to_prove_its_name(certificate: Path):  # noqa: F811
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))

    def asked(port: int, host: str | None) -> Answer:
        transport = httpx.AsyncHTTPTransport(verify=trusting)
        return call(
            f"https://127.0.0.1:{port}", Call("GET", "/1.pdf", is_read=False, host=host), transport
        )

    with listening(lambda line: line.sendall(OK), ours) as (port, heard):
        assert asked(port, "localhost").body == b"ok"
        assert b"host: localhost\r\n" in heard[0].lower()
        for host in ("files.example", None):
            with pytest.raises(NeverSent):
                asked(port, host)
        assert len(heard) == 1, "an impostor hears no request"
