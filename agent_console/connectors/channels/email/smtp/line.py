"""The way out of a mailbox: a line to its mail server, signed in, over which nothing is sent yet.

Every failure leaves as one of the four of ports/failures.py; words of the server are not repeated,
for they may hold a secret.
"""

import base64
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import BinaryIO

from agent_console.connectors.channels.email.imap.wire import (
    DEADLINE_S,
    SILENCE_S,
    MuteError,
    TooMuchError,
    unreachable,
)
from agent_console.connectors.channels.email.settings import Outgoing, Settings
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.secrets import Secret

MOST_BYTES = 1 << 20
"""Of all answers on one line; greetings and replies are a few hundred."""
GREETING_S = 7.0
"""How long a server may say nothing when it is tried; some make strangers wait for six seconds."""
OURSELVES = "[127.0.0.1]"
"""How we greet; the name of this computer is nobody's business."""
GREETED, LET_IN, REPLY, DEFINITE = 220, 235, 400, 500


class _Answers:
    """What a server says, bounded in bytes and in time."""

    def __init__(self, said: BinaryIO, until: float) -> None:
        self._said = said
        self._room = MOST_BYTES
        self._until = until

    def readline(self, size: int) -> bytes:
        """Return the next line."""
        line = self._said.readline(size)
        self._room -= len(line)
        if self._room < 0:
            raise TooMuchError  # no error of a socket, or it would count as the end of the line
        if monotonic() > self._until:
            raise TimeoutError
        return line

    def close(self) -> None:
        """Let go of the socket."""
        self._said.close()


class Line(smtplib.SMTP):
    """A line to a mail server that is given up at a moment of the monotonic clock."""

    def __init__(self, until: float, greeting_s: float) -> None:
        super().__init__(local_hostname=OURSELVES, timeout=SILENCE_S)
        self.until = until
        self.greeting_s = greeting_s

    def patience(self, most_s: float = SILENCE_S) -> float:
        """Return how long to wait for what comes next."""
        return max(0.01, min(most_s, self.until - monotonic()))

    def speak(self, over: socket.socket) -> None:
        """Go over this socket; what came over another before is forgotten."""
        over.settimeout(self.patience())
        self.sock = over
        self.file = _Answers(over.makefile("rb"), self.until)


def reach(settings: Settings, out: Outgoing) -> None:
    """Sign in, send nothing, and hang up; raises RemoteFailure."""
    with open_line(settings, out, monotonic() + DEADLINE_S, GREETING_S):
        pass


@contextmanager
def open_line(
    settings: Settings, out: Outgoing, until: float, greeting_s: float = SILENCE_S
) -> Iterator[smtplib.SMTP]:
    """Open a line and sign in; whatever goes wrong with it leaves as a RemoteFailure."""
    with _translated(f"{settings.name}: the server of outgoing mail"):
        line = Line(until, greeting_s)
        try:
            _begin(line, settings, out)
            _sign_in(line, settings)
            yield line
            _hang_up(line)
        finally:
            line.close()


def _hang_up(line: Line) -> None:
    """Say goodbye; what was sent was answered already, whatever becomes of this."""
    with suppress(smtplib.SMTPException, OSError, UnicodeError, TooMuchError):
        line.quit()


def _begin(line: Line, settings: Settings, out: Outgoing) -> None:
    raw = _greeted(line, settings, out)
    line.ehlo_or_helo_if_needed()
    if out.security == "starttls":
        code, _ = line.docmd("STARTTLS")
        if code != GREETED:
            raise smtplib.SMTPNotSupportedError
        line.speak(settings.tls.wrap_socket(raw, server_hostname=out.host))
        line.ehlo()


def _greeted(line: Line, settings: Settings, out: Outgoing) -> socket.socket:
    """Connect, and wait for the server to speak first; raises MuteError where it does not."""
    over = socket.create_connection((out.host, out.port), line.patience())
    try:
        over.settimeout(line.patience(line.greeting_s))
        if out.security == "tls":
            over = settings.tls.wrap_socket(over, server_hostname=out.host)
        line.speak(over)
        over.settimeout(line.patience(line.greeting_s))
        code, _ = line.getreply()
    except (TimeoutError, smtplib.SMTPServerDisconnected) as error:
        if isinstance(error.__context__ or error, TimeoutError):
            raise MuteError from error
        raise
    over.settimeout(line.patience())
    if code != GREETED:
        raise smtplib.SMTPConnectError(code, b"")
    return over


def _sign_in(line: smtplib.SMTP, settings: Settings) -> None:
    """Offer the secret where the server asks for one."""
    offered = line.esmtp_features.get("auth", "").upper().split()
    if not offered:
        return
    token, password = settings.oauth_token, settings.password or Secret("")
    if token is not None:
        said = f"user={settings.username}\1auth=Bearer {token.reveal()}\1\1"
        code, _ = line.docmd("AUTH", f"XOAUTH2 {_base64(said)}")
    elif "PLAIN" in offered:
        said = f"\0{settings.username}\0{password.reveal()}"
        code, _ = line.docmd("AUTH", f"PLAIN {_base64(said)}")
    else:
        code, _ = line.login(settings.username, password.reveal())
    if code != LET_IN:
        raise smtplib.SMTPAuthenticationError(code, b"")


def _base64(said: str) -> str:
    return base64.b64encode(said.encode()).decode("ascii")


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPException as error:  # which is an OSError to the library
        raise _told(name, error) from error
    except TooMuchError as error:
        raise Refused(f"{name} sends more than was asked for") from error
    except UnicodeError as error:
        raise Refused(f"{name} sent an answer that nobody can read") from error
    except MuteError as error:
        said = "says nothing at that port; look at smtp_port and smtp_security"
        raise TryLater(f"{name} {said}") from error
    except OSError as error:
        raise TryLater(f"{name} {unreachable(error)}") from error


def _told(name: str, error: smtplib.SMTPException) -> RemoteFailure:
    match error:
        case smtplib.SMTPServerDisconnected(__context__=why):
            said = unreachable(why) if isinstance(why, OSError) else "closed the connection"
            return TryLater(f"{name} {said}")
        case smtplib.SMTPNotSupportedError():
            return Refused(f"{name} does not speak TLS; look at smtp_security")
        case smtplib.SMTPResponseException(smtp_code=code):
            is_secret = isinstance(error, smtplib.SMTPAuthenticationError)
            return _refusal(name, code, is_secret=is_secret)
        case _:
            return Refused(f"{name} sent an answer that nobody can read")


def _refusal(name: str, code: int, *, is_secret: bool) -> RemoteFailure:
    if code < REPLY:
        return Refused(f"{name} does not speak SMTP; look at smtp_port")
    if code < DEFINITE:
        return TryLater(f"{name} does not want to now ({code})")
    if is_secret:
        return SignInAgain(f"{name} does not accept the secret ({code})")
    return Refused(f"{name} refused ({code})")
