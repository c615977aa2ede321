"""The line to a mail server: every operation ends in time, and costs no more than it may."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from agent_console.connectors.channels.email.settings import Settings
from agent_console.connectors.kit.unreachable import NO_TLS, why
from agent_console.ports.failures import Refused, RemoteFailure, TryLater

MIB = 1 << 20
PIECE = 1 << 16
SILENCE_S, DEADLINE_S = 20.0, 60.0
"""How long a server may say nothing, and how long one operation may take in all."""
GREETING_S = 5.0
"""How long it may say nothing at first: servers of mail speak before they are spoken to."""
MOST_BYTES = 16 * MIB
"""Of one operation; the numbers of a million mails are shorter."""
GARBAGE = re.compile(r"(command: \w+ => )?(unexpected|socket error: unterminated)")
"""How the library begins when it cannot read what came, of all its reasons to hang up."""
GOODBYE = re.compile(r"(b['\"])?\* BYE\b", re.IGNORECASE)
CODE = re.compile(r"\[([A-Z][A-Z-]{1,30})\b")
CLOSED = (ConnectionResetError, BrokenPipeError, ssl.SSLEOFError, ssl.SSLZeroReturnError, EOFError)
"""How a line ends that the server lets go of."""
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the library raises over an answer that it did not think of."""


class Trouble(RemoteFailure):
    """The line is of no use any more; over another one the rest may come."""


class BrokenOff(Trouble, TryLater):
    """The line was closed in the middle."""


class Stalled(Trouble, TryLater):
    """Nothing more comes over the line, or too slowly."""


class Flooded(Trouble, Refused):
    """More comes than was asked for."""


class Garbled(Trouble, Refused):
    """What comes is nothing that anybody can read."""


class TooMuchError(Exception):
    """The server sends more than was asked for."""


class MuteError(TimeoutError):
    """The server waits for us to speak first, as none of mail does."""


class Wire(imaplib.IMAP4):
    """IMAP over a socket of which every read is counted and timed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._unread = bytearray()
        self._is_greeted = False
        self.allow()
        super().__init__(settings.host, settings.port, timeout=SILENCE_S)

    def allow(self, extra_bytes: int = 0) -> None:
        """Begin an operation, with its own deadline and its own budget of bytes."""
        self._until = monotonic() + DEADLINE_S
        self._room = MOST_BYTES + extra_bytes

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Connect, under TLS from the first byte where the settings say so."""
        self.host, self.port = host, port
        self.sock = self._create_socket(timeout)
        if self._settings.security == "tls":
            self.sock.settimeout(GREETING_S)
            try:
                self.sock = self._settings.tls.wrap_socket(self.sock, server_hostname=host)
            except TimeoutError as error:
                raise MuteError from error

    def secure(self) -> None:
        """Go on under TLS; what was sent before it in clear text must not count as said in it."""
        if self.state != "NONAUTH":
            raise self.error("the server lets anybody in before TLS")
        status, _ = self._simple_command("STARTTLS")
        if status != "OK" or self._unread:
            raise self.error("no TLS after STARTTLS")
        self.sock = self._settings.tls.wrap_socket(self.sock, server_hostname=self.host)
        self.untagged_responses = {}
        self._get_capabilities()

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes."""
        if size > self._room + len(self._unread):
            raise TooMuchError
        while len(self._unread) < size:
            self._receive()
        return self._taken(size)

    def readline(self) -> bytes:
        """Return a line with its end."""
        begin = 0
        while (end := self._unread.find(b"\n", begin)) < 0:
            begin = len(self._unread)
            self._receive()
        return self._taken(end + 1)

    def shutdown(self) -> None:
        """Close the socket."""
        self.sock.close()

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken

    def _receive(self) -> None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(left, SILENCE_S if self._is_greeted else GREETING_S))
        try:
            piece = self.sock.recv(PIECE)
        except TimeoutError as error:
            raise error if self._is_greeted else MuteError from error
        self._is_greeted = True
        if not piece:
            raise self.abort("the connection was closed")
        self._room -= len(piece)
        if self._room < 0:
            raise TooMuchError
        self._unread += piece


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn everything that can go wrong with a mail server into the four failures."""
    try:
        yield
    except TooMuchError as error:
        raise Flooded(f"{name} sends more than was asked for") from error
    except imaplib.IMAP4.abort as error:
        raise _hung_up(name, str(error)) from error
    except CLOSED as error:
        raise BrokenOff(f"{name} closed the connection") from error
    except MuteError as error:
        said = "says nothing at that port; look at imap_port and imap_security"
        raise TryLater(f"{name} {said}") from error
    except OSError as error:
        kind = Stalled if isinstance(error, TimeoutError) else TryLater
        raise kind(f"{name} {unreachable(error)}") from error
    except imaplib.IMAP4.error as error:
        raise _refusal(name, str(error)) from error
    except UNREADABLE as error:
        raise Garbled(f"{name} sent an answer that nobody can read") from error


def unreachable(error: Exception) -> str:
    """Say in what way a server could not be reached, and what to look at."""
    said = why(error) or "cannot be reached"
    return f"{said}, or whether starttls or none is the security there" if said == NO_TLS else said


def _refusal(name: str, said: str) -> RemoteFailure:
    if GOODBYE.match(said):
        return TryLater(f"{name} closed the connection")
    return Refused(f"{name} refused ({code_of(said) or 'it did not say why'})")


def _hung_up(name: str, said: str) -> RemoteFailure:
    if GARBAGE.match(said):
        return Garbled(f"{name} sent an answer that nobody can read")
    return BrokenOff(f"{name} closed the connection")


def code_of(said: str) -> str | None:
    """Return the code in brackets of an answer; its words may repeat a secret."""
    found = CODE.search(said[:100])
    return found[1] if found else None
