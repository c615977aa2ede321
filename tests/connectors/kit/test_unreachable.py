"""Why a server could not be reached is said in words, never by the name of an error."""

import asyncio
import errno
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.connectors.kit.http import Call, Client, Limits, Site
from agent_console.connectors.kit.unreachable import why
from agent_console.ports.failures import TryLater
from tests.fakes.clock import FixedClock
from tests.peers.free_port import free_port

NAMES = re.compile(r"[A-Z]\w*(?:Error|Exception|Timeout)|gaierror|_|\[")


def untrusted(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


def misspoken(reason: str) -> ssl.SSLError:
    error = ssl.SSLError()
    error.reason = reason
    return error


CAUSES = [
    (socket.gaierror(socket.EAI_NONAME, "x"), "no host of that name"),
    (socket.gaierror(socket.EAI_AGAIN, "x"), "online"),
    (ConnectionRefusedError(), "nobody listens"),
    (OSError(errno.ENETUNREACH, "x"), "no way leads there"),
    (OSError(errno.EHOSTUNREACH, "x"), "no way leads there"),
    (ConnectionResetError(), "closed the connection"),
    (ssl.SSLEOFError(), "closed the connection"),
    (EOFError(), "closed the connection"),
    (TimeoutError(), "in time"),
    (untrusted(18), "certificate is not trusted"),
    (untrusted(10), "expired"),
    (untrusted(62), "another name"),
    (misspoken("WRONG_VERSION_NUMBER"), "does not speak TLS"),
    (misspoken("SSLV3_ALERT_HANDSHAKE_FAILURE"), "no TLS that is safe"),
]


@pytest.mark.parametrize(("error", "words"), CAUSES)
@pytest.mark.parametrize("is_wrapped", [False, True])
def test_a_cause_is_said_in_plain_words(error, words, is_wrapped):
    outer = httpx.ConnectError("All connection attempts failed")
    outer.__cause__ = error
    said = why(outer if is_wrapped else error)
    assert said is not None
    assert words in said
    assert not NAMES.search(said)


def test_an_error_that_tells_nothing_has_no_words():
    assert why(OSError("x")) is None
    assert why(ValueError("x")) is None


def talk(server: socket.socket, words: bytes) -> None:
    with suppress(OSError):
        for visitor, _ in iter(server.accept, None):
            with visitor:
                visitor.recv(1000)
                visitor.sendall(words)


@contextmanager
def answering(words: bytes) -> Iterator[int]:
    """Open a port that says one thing to everybody, and closes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=talk, args=(server, words), daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def failure(base: str) -> str:
    async def ask() -> None:
        site = Site("web-shop", base, Limits(deadline_s=2))
        async with Client(site, FixedClock(datetime.now(UTC))) as client:
            await client.call(Call("GET", "/", is_read=False))

    with pytest.raises(TryLater) as caught:
        asyncio.run(ask())
    assert not NAMES.search(caught.value.message)
    return caught.value.message


def test_a_site_that_cannot_be_reached_is_told_why(monkeypatch):
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)
    assert "nobody listens" in failure(f"http://127.0.0.1:{free_port()}")
    with answering(b"* OK IMAP here\r\n\r\n") as port:
        assert "does not speak HTTP" in failure(f"http://127.0.0.1:{port}")
        assert "does not speak TLS" in failure(f"https://127.0.0.1:{port}")
    with answering(b"") as port:
        assert "closed the connection" in failure(f"http://127.0.0.1:{port}")
        assert "closed the connection" in failure(f"https://127.0.0.1:{port}")
