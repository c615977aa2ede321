"""A letter as the bytes that travel: its key is its Message-ID, and its headers hold one line."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from agent_console.connectors.channels.email.settings import Settings
from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.domain.acting.message import Addressee, Letter, one_line
from agent_console.ports.failures import Refused

KINDS = {
    LabelFormat.PDF: "application/pdf",
    LabelFormat.PNG: "image/png",
    LabelFormat.ZPL: "application/octet-stream",
}
LONGEST_SUBJECT, LONGEST_NAME = 250, 120
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,480}>")
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,250}")


def message_id(key: str, own_address: str) -> str:
    """Return the Message-ID of an intent's mail."""
    return f"<{key}@{own_address.rpartition('@')[2]}>"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along, under a name of ours."""

    name: str
    kind: str
    content: bytes


def enclosed(letter: Letter, file: LabelFile) -> Enclosed:
    """Return a label as it goes along with a letter; its name says what it is for."""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", f"return-label-{letter.order or ''}").strip("-")
    return Enclosed(f"{name}.{file.format}", KINDS[file.format], file.content)


def composed(
    letter: Letter, key: str, sent_at: datetime, settings: Settings, *files: Enclosed
) -> bytes:
    """Write a letter as a mail.

    Raises:
        Refused: it cannot be addressed.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(Addressee(settings.address))
    mail["To"] = _address(letter.to)
    mail["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    mail["Date"] = sent_at.replace(microsecond=0)
    mail["Message-ID"] = message_id(key, settings.address)
    _thread(mail, letter)
    if not letter.is_answer:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for file in files:
        main, _, sub = file.kind.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return bytes(mail)


def _thread(mail: EmailMessage, letter: Letter) -> None:
    known = [one for one in letter.references if MESSAGE_ID.fullmatch(one)]
    if letter.in_reply_to and MESSAGE_ID.fullmatch(letter.in_reply_to):
        mail["In-Reply-To"] = letter.in_reply_to
        others = [one for one in known if one != letter.in_reply_to]
        known = [*others[-19:], letter.in_reply_to]
    if known:
        mail["References"] = " ".join(known)


def _address(who: Addressee) -> Address:
    if not PLAIN_ADDRESS.fullmatch(who.address):
        raise Refused(f"{who.address!r} is no address that mail can be sent to")
    try:
        return Address(one_line(who.name or "")[:LONGEST_NAME], addr_spec=who.address)
    except (ValueError, IndexError) as error:
        raise Refused(f"{who.address!r} is no address that mail can be sent to") from error
