"""A mailbox looked for in the wrong place is told so in words, and soon."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from agent_console.connectors.channels.email.imap import wire
from agent_console.ports.failures import RemoteFailure
from tests.connectors.channels.email.mailboxes import given, read
from tests.peers.free_port import free_port

NAMES = re.compile(r"[A-Z]\w*(?:Error|Exception|Timeout)|gaierror")


def talk(server: socket.socket, greeting: bytes) -> None:
    with suppress(OSError):
        for visitor, _ in iter(server.accept, None):
            with visitor, suppress(OSError):
                visitor.sendall(greeting)
                visitor.makefile("rb").readline()
                visitor.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@contextmanager
def port_of(greeting: bytes) -> Iterator[int]:
    """Open a port that greets like this, then listens until it is spoken to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=talk, args=(server, greeting), daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def failure(port: int, host: str = "127.0.0.1", security: str = "none") -> str:
    told = {"imap_host": host, "imap_port": str(port), "imap_security": security}
    with pytest.raises(RemoteFailure) as caught:
        read(given({**told, "username": "support@shop.test"}, {"password": "Canary-1"}))
    assert not NAMES.search(caught.value.message)
    assert "Canary" not in caught.value.message
    return caught.value.message


def test_a_port_of_http_is_given_up_in_seconds():
    assert wire.GREETING_S <= 5
    began = time.monotonic()
    with port_of(b"") as port:
        assert "says nothing at that port; look at imap_port" in failure(port)
    assert time.monotonic() - began < 8


def test_a_port_that_waits_for_us_does_not_agree_to_tls_either(monkeypatch):
    monkeypatch.setattr(wire, "GREETING_S", 0.5)
    with port_of(b"") as port:
        assert "at that port" in failure(port, security="tls")


def test_another_protocol_is_told_from_imap():
    with port_of(b"220 mx.shop.test ESMTP\r\n") as port:
        assert "does not speak IMAP at that port; look at imap_port" in failure(port)
        said = failure(port, security="tls")
    assert "does not speak TLS" in said
    assert "starttls" in said


def test_a_host_that_is_not_there_is_told_from_a_port_that_is_closed(monkeypatch):
    assert "nobody listens at that port" in failure(free_port())

    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no host of that name" in failure(993, "mail.shop.test", "tls")
