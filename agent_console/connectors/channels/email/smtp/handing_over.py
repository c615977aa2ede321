"""One mail over the line: what went wrong before its last dot never left, after it nobody knows."""

import smtplib
from dataclasses import dataclass, replace
from time import monotonic

from agent_console.connectors.channels.email.imap.wire import TooMuchError
from agent_console.connectors.channels.email.settings import Outgoing, Settings
from agent_console.connectors.channels.email.smtp.line import DEFINITE, REPLY, open_line
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal, Unclear
from agent_console.ports.failures import RemoteFailure, TryLater

ACCEPTED, GO_ON = 250, 354
FINAL_REFUSALS = {550, 551, 552, 553, 554}
"""What may follow the last dot and still means no; all else is a riddle."""
BROKEN = (smtplib.SMTPException, OSError, UnicodeError, RemoteFailure, TooMuchError)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail, whom it is for, and who gets it besides without being named."""

    recipient: str
    hidden: tuple[str, ...]
    mail: bytes


def send(settings: Settings, out: Outgoing, envelope: Envelope, until: float) -> Answer:
    """Send a mail; gives up before `until` of the monotonic clock, and raises nothing remote."""
    name = f"{settings.name}: the server of outgoing mail"
    if monotonic() >= until:
        return NotGone("there was no time left to send it")
    try:
        with open_line(settings, out, until) as line:
            passing("smtp: before envelope")
            refused = _addressed(line, name, envelope, settings.address)
            return refused or _handed_over(line, name, envelope.mail)
    except RemoteFailure as failure:
        later = failure.retry_after_s if isinstance(failure, TryLater) else None
        return NotGone(failure.message, later)


def _addressed(line: smtplib.SMTP, name: str, envelope: Envelope, sender: str) -> Answer | None:
    code, _ = line.mail(sender)
    if code != ACCEPTED:
        return _said_no(name, code)
    code, _ = line.rcpt(envelope.recipient)
    if code not in {ACCEPTED, ACCEPTED + 1}:
        answer = _said_no(f"{name} takes no mail for {envelope.recipient}:", code)
        return replace(answer, is_of_one=True) if isinstance(answer, NotGone) else answer
    for one in envelope.hidden:
        line.rcpt(one)  # a copy for ourselves helps to find out later, and is not needed
    code, _ = line.docmd("DATA")
    return None if code == GO_ON else _said_no(name, code)


def _handed_over(line: smtplib.SMTP, name: str, mail: bytes) -> Answer:
    passing("smtp: before body")
    assert line.sock is not None  # noqa: S101 - it answered just now
    line.sock.sendall(_dotted(mail))
    passing("smtp: before last dot")
    try:
        line.sock.sendall(b".\r\n")
        passing("smtp: after last dot")
        code, _ = line.getreply()
    except BROKEN:
        return Unclear(f"{name} did not say whether it took the mail")
    passing("smtp: after answer")
    return _verdict(name, code)


def _said_no(who: str, code: int) -> Answer:
    if REPLY <= code < DEFINITE or code < REPLY:
        return NotGone(f"{who} not now ({code})")
    return Refusal(f"{who} refused ({code})")


def _verdict(name: str, code: int) -> Answer:
    if code == ACCEPTED:
        return Done("accepted by the mail server")
    if code in FINAL_REFUSALS:
        return Refusal(f"{name} refused the mail ({code})")
    return Unclear(f"{name} answered {code}, which does not say whether it took the mail")


def _dotted(mail: bytes) -> bytes:
    """Return a mail with its lines ended as SMTP wants them, and its dots doubled."""
    lines = mail.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join((b"." if one.startswith(b".") else b"") + one + b"\r\n" for one in lines)
