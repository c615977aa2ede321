"""The way out of a mailbox is tried before it is kept: reached, signed in to, nothing sent."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from agent_console.connectors.channels.email.manifest import connect
from agent_console.connectors.channels.email.settings import settings
from agent_console.connectors.channels.email.smtp import line
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from tests.connectors.channels.email.mailboxes import given, of_box
from tests.peers.free_port import free_port
from tests.peers.mail.mail import Box

SECRET = "Canary-secret-1"


def out_of(port: int, security: str = "none", secret: str = SECRET) -> RemoteFailure | None:
    """Try the way out through a port; return what was in the way."""
    told = {"username": "support@shop.test", "smtp_host": "127.0.0.1", "smtp_port": str(port)}
    chosen = settings(given({**told, "smtp_security": security}, {"password": secret}))
    assert chosen.outgoing is not None
    failure: RemoteFailure | None = None
    try:
        line.reach(chosen, chosen.outgoing)
    except RemoteFailure as error:
        failure = error
    assert secret not in str(failure)
    return failure


@contextmanager
def saying(*answers: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Open a port that says one thing after the other, whatever it hears."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            visitor, _ = server.accept()
            with suppress(OSError), visitor, visitor.makefile("rb") as file:
                for answer in answers:
                    visitor.sendall(answer)
                    heard.append(file.readline())

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        thread.join(5)


@contextmanager
def silent() -> Iterator[int]:
    """Open a port that lets everybody in and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_port_of_outgoing_mail_that_says_nothing_is_given_up(monkeypatch, security):
    assert line.GREETING_S <= 7, "the test of a connection answers within eight seconds"
    monkeypatch.setattr(line, "GREETING_S", 0.3)
    began = time.monotonic()
    with silent() as port:
        failure = out_of(port, security)
    assert time.monotonic() - began < line.SILENCE_S / 2
    assert isinstance(failure, TryLater)
    assert "says nothing at that port; look at smtp_port and smtp_security" in failure.message


def test_a_real_server_is_reached_and_the_test_says_so(mailbox: Box):
    told = of_box(mailbox, smtp_host="127.0.0.1", smtp_port=str(mailbox.peer.smtp))
    source = connect(given({**told, "smtp_security": "none"}))

    async def probe() -> str:
        try:
            return await source.probe()
        finally:
            await source.close()

    assert asyncio.run(probe()).endswith("mail leaves through 127.0.0.1")


def test_what_is_in_the_way_is_said(mailbox: Box):
    nobody, imap = out_of(free_port()), out_of(mailbox.peer.imap)
    assert (type(nobody), type(imap)) == (TryLater, Refused)
    assert "outgoing mail cannot be reached" in nobody.message
    assert "look at smtp_port" in imap.message
    bare = out_of(mailbox.peer.smtp, "starttls")
    assert "does not speak TLS" in bare.message
    assert isinstance(out_of(mailbox.peer.smtp, "tls"), TryLater)


GREETING = b"220 here\r\n"
ASKS = b"250-here\r\n250 AUTH PLAIN\r\n"


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ((GREETING, ASKS, b"235 come in\r\n", b"221 bye\r\n"), type(None)),
        ((GREETING, ASKS, b"535 no " + SECRET.encode() + b"\r\n"), SignInAgain),
        ((GREETING, ASKS, b"454 not now\r\n"), TryLater),
        ((GREETING, ASKS), TryLater),
        ((b"554 go away\r\n",), Refused),
        ((b"421 later\r\n",), TryLater),
        ((b"",), TryLater),
        (((b"220-" + b"x" * 70 + b"\r\n") * 30_000,), Refused),
        ((GREETING + b"\xff" * 20_000,), Refused),
    ],
    ids=["in", "wrong", "busy", "cut", "no", "later", "silent", "flood", "rubbish"],
)
def test_any_answer_is_one_of_the_failures(answers, kind, monkeypatch):
    monkeypatch.setattr(line, "SILENCE_S", 0.5)
    with saying(*answers) as (port, _):
        assert isinstance(out_of(port), kind)


def test_the_secret_is_offered_once_and_only_where_it_is_asked_for():
    with saying(GREETING, ASKS, b"535 no\r\n", b"221 bye\r\n") as (port, heard):
        out_of(port)
    assert [one[:10] for one in heard[:2]] == [b"ehlo [127.", b"AUTH PLAIN"]
    with saying(GREETING, b"250 here\r\n", b"221 bye\r\n") as (port, heard):
        assert out_of(port) is None
    assert not any(b"AUTH" in one for one in heard)


def test_nothing_goes_out_in_clear_text_beyond_this_computer():
    told = {"username": "support@shop.test", "smtp_host": "mail.example", "smtp_security": "none"}
    with pytest.raises(Refused, match="clear text"):
        settings(given(told))
    with pytest.raises(Refused, match="smtp_security is one of tls, starttls, none"):
        settings(given({**told, "smtp_security": "ssl"}))
