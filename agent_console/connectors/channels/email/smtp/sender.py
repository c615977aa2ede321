"""A mailbox that sends: by SMTP once, and found again in INBOX or Sent by its own Message-ID."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from email.parser import BytesHeaderParser

import msgspec

from agent_console.connectors.channels.email.imap.fetching import heads, mails
from agent_console.connectors.channels.email.imap.session import Session
from agent_console.connectors.channels.email.record import Found, record
from agent_console.connectors.channels.email.settings import Settings
from agent_console.connectors.channels.email.smtp.composing import (
    Enclosed,
    composed,
    enclosed,
    message_id,
)
from agent_console.connectors.channels.email.smtp.handing_over import Envelope, send
from agent_console.connectors.kit.manifest import no_label
from agent_console.domain.acting.intent import Intent
from agent_console.domain.acting.label import LabelFile
from agent_console.domain.acting.message import Letter
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal
from agent_console.ports.failures import NotFound, Refused
from agent_console.ports.source import Page

SENT = "sent"
MOST_FOUND, LONGEST_HEADER = 50, 1 << 16


class EmailSender:
    """Sends letters (port Sender).

    Whether a mail server took a mail it cannot be asked; our own address gets every mail too, and
    what lies there was taken. What is not there may still have gone, so nothing is sent again.
    """

    repeats = False

    def __init__(
        self, settings: Settings, labels: Callable[[str], LabelFile | None] = no_label
    ) -> None:
        self._settings = settings
        self._labels = labels

    async def send(self, intent: Intent, until: float) -> Answer:
        """Send the letter of an intent."""
        settings, out = self._settings, self._settings.outgoing
        if out is None:
            return Refusal(f"{settings.name} has no smtp_host; it can only be read")
        try:
            letter = msgspec.json.decode(intent.wanted.request, type=Letter)
            files = self._enclosed(letter)
            if files is None:
                return NotGone("the label that goes along is not here yet", is_of_one=True)
            sent_at = intent.sent_at or intent.created_at
            mail = composed(letter, intent.key, sent_at, settings, *files)
        except (msgspec.DecodeError, Refused) as error:
            return Refusal(str(error))
        hidden = {settings.address} - {letter.to.address}
        envelope = Envelope(letter.to.address, tuple(hidden), mail)
        answer = await asyncio.to_thread(send, settings, out, envelope, until)
        if not isinstance(answer, Done):
            return answer
        return self._done(intent, mail, intent.sent_at or intent.created_at)

    async def look(self, intent: Intent, now: datetime) -> Done | Refusal | None:
        """Look for the mail in our own mailbox."""
        raw = await asyncio.to_thread(self._found, message_id(intent.key, self._settings.address))
        return None if raw is None else self._done(intent, raw, now)

    async def close(self) -> None:
        """Nothing is held open."""

    def _enclosed(self, letter: Letter) -> Sequence[Enclosed] | None:
        if letter.label is None:
            return ()
        file = self._labels(letter.label)
        return None if file is None else (enclosed(letter, file),)

    def _done(self, intent: Intent, raw: bytes, heard_at: datetime) -> Done:
        settings = self._settings
        found = Found(f"{SENT}/{intent.key}", SENT, raw, is_sent=True)
        told = record(found, settings.own, heard_at)
        result = {"message_id": message_id(intent.key, settings.address)}
        return Done(
            "accepted by the mail server",
            msgspec.json.encode(result).decode(),
            Page(SENT, contacts=(told,)),
        )

    def _found(self, name: str) -> bytes | None:
        session = Session(self._settings)
        try:
            for folder in _folders(session):
                raw = _in_folder(session, folder, name)
                if raw is not None:
                    return raw
        finally:
            session.close()
        return None


def _folders(session: Session) -> Iterator[str]:
    yield "INBOX"
    sent = session.sent_folder()
    if sent is not None:
        yield sent


def _in_folder(session: Session, folder: str, name: str) -> bytes | None:
    try:
        session.open(folder)
    except NotFound:
        return None
    uids = session.found("HEADER", "MESSAGE-ID", f'"{name}"')
    known = heads(session, uids[-MOST_FOUND:]) if uids else []
    found = (one.raw for one in mails(session, known)) if known else ()
    return next((raw for raw in found if raw is not None and _is_called(raw, name)), None)


def _is_called(raw: bytes, name: str) -> bool:
    """Say whether it is that mail: a server may find whatever it likes."""
    header = BytesHeaderParser().parsebytes(raw[:LONGEST_HEADER])
    return str(header.get("Message-ID", "")).strip() == name
