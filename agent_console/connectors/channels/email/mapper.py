"""A mail as a contact: the one door to everything that reads mails."""

import re
from dataclasses import replace
from html import escape
from itertools import islice

from agent_console.connectors.channels.email.automatic import is_automatic
from agent_console.connectors.channels.email.bounces.verdict import verdict
from agent_console.connectors.channels.email.html_text import text_of_html
from agent_console.connectors.channels.email.markup import LONGEST_READ
from agent_console.connectors.channels.email.mime import forms
from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.anatomy import MOST_LETTERS, Part, dissect
from agent_console.connectors.channels.email.mime.attachments import attachment
from agent_console.connectors.channels.email.mime.bodies import (
    Segment,
    files,
    files_as_before,
    segments,
)
from agent_console.connectors.channels.email.mime.decoding import text_of, tidy
from agent_console.connectors.channels.email.mime.moments import moment
from agent_console.connectors.channels.email.quotation.stripping import own_words
from agent_console.connectors.channels.email.showing import safe_html
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain.contact import Contact, Party
from agent_console.domain.observation import Channel, Direction

ID = re.compile(r"<[^<>\s]{1,500}>")
LOOSE_ID = re.compile(r"<\s{0,20}([^<>\s]{1,500})\s{0,20}>")
MOST_REFERENCES, MOST_ATTACHMENTS = 200, 200
LONGEST_SUBJECT, LONGEST_ID = 200_000, 500
_OF_MAILS = """
from to cc bcc subject date message-id received return-path sender reply-to content-type
mime-version delivered-to in-reply-to references x-mailer
"""
OF_MAILS = frozenset(_OF_MAILS.split())
"""Header fields of which a mail has at least one."""


def contact(raw: bytes, own: frozenset[str] = frozenset()) -> Contact:
    """Read a mail; what `own` addresses (in lower case) sent is outbound, all else inbound.

    What somebody wrote into a form of ours is inbound, under the name of the form.

    Raises:
        UnreadableError: the bytes are no mail at all: no field of a mail's header is in them.
    """
    mail = dissect(raw)
    if not any(name in OF_MAILS for name, _ in mail.fields.lines):
        raise UnreadableError("not a mail: no field of a mail's header was found")
    said = _with_words(mail, _envelope(mail, own))
    customer = forms.writer(mail.fields, own) if said.bounce is None else None
    return said if customer is None else _of_form(said, customer)


def as_before(raw: bytes, now: Contact) -> Contact | None:
    """Return a mail as it was read before charsets were guessed and files found in the words.

    None where that is no different. What was stored then is known again by it.
    """
    mail = dissect(raw)
    stretches = segments(mail)
    subject = _subject(mail, may_guess=False)
    if subject == now.subject and not any(map(_is_read_anew, stretches)):
        return None
    return replace(
        now,
        subject=subject,
        plain=_joined([_plain(one, as_before=True) for one in stretches]),
        attachments=tuple(map(attachment, islice(files_as_before(mail), MOST_ATTACHMENTS))),
    )


def _is_read_anew(segment: Segment) -> bool:
    if segment.plain is not None:
        return segment.plain.text() != segment.plain.text(as_before=True)
    return _html(segment) != _html(segment, as_before=True)


def _of_form(said: Contact, customer: Party) -> Contact:
    form = said.sender.name if said.sender else None
    sender = Party(form or customer.name, customer.address)
    return replace(said, sender=sender, direction=Direction.INBOUND, automatic=False)


def _envelope(mail: Part, own: frozenset[str]) -> Contact:
    fields = mail.fields
    senders = _senders(mail)
    return Contact(
        channel=Channel.EMAIL,
        direction=_direction(senders, own),
        sender=next(iter(senders), None),
        recipients=parties(fields, "to", "cc", "bcc"),
        subject=_subject(mail),
        message_id=_first_id(mail, "message-id"),
        in_reply_to=_first_id(mail, "in-reply-to"),
        references=tuple(ID.findall(fields.text("references") or "")[-MOST_REFERENCES:]),
        time=moment(fields.text("date")),
    )


def _subject(mail: Part, *, may_guess: bool = True) -> str | None:
    said = mail.fields.text("subject", may_guess=may_guess)
    return (said or "")[:LONGEST_SUBJECT] or None


def _senders(mail: Part) -> tuple[Party, ...]:
    """Return who says to have written a mail, those with an address first.

    Where no From or Sender has one, it is who wants the answer.
    """
    told = [parties(mail.fields, name) for name in ("from", "sender", "reply-to", "return-path")]
    named = next(filter(None, told), ())
    found = next((some for some in told if any(map(_has_address, some))), named)
    return tuple(sorted(found, key=lambda one: not _has_address(one)))


def _has_address(party: Party) -> bool:
    return "@" in (party.address or "")


def _with_words(mail: Part, envelope: Contact) -> Contact:
    stretches = segments(mail)
    told = [_plain(one) for one in stretches]
    plain = _joined(told)
    bounce = verdict(mail, plain)
    return replace(
        envelope,
        # Each stretch by itself: what a list adds below must not hide under the quotation above.
        text=_joined([own_words(one) for one in told]),
        plain=plain,
        attachments=tuple(attachment(one) for one in islice(files(mail), MOST_ATTACHMENTS)),
        automatic=bounce is not None or is_automatic(mail),
        bounce=bounce,
        html=_shown(stretches, told),
    )


def contact_of_text(raw: bytes) -> Contact:
    """Read a plain body of which nothing else is known."""
    plain = text_of(raw[: MOST_LETTERS * 4], None)[:MOST_LETTERS].strip("\n")
    return Contact(Channel.EMAIL, Direction.INBOUND, text=own_words(plain), plain=plain)


def _plain(segment: Segment, *, as_before: bool = False) -> str:
    if segment.plain is not None:
        return segment.plain.text(as_before=as_before)
    return text_of_html(_html(segment, as_before=as_before))[:MOST_LETTERS]


def _html(segment: Segment, *, as_before: bool = False) -> str:
    return "<hr>".join(part.text(LONGEST_READ, as_before=as_before) for part in segment.html)


def _shown(stretches: list[Segment], told: list[str]) -> str | None:
    """Return the whole mail as safe HTML, plain stretches in their place; None if all are plain."""
    if not any(one.html for one in stretches):
        return None
    shown = [
        safe_html(_html(one)) if one.html else f"<pre>{escape(plain)}</pre>"
        for one, plain in zip(stretches, told, strict=True)
    ]
    return tidy("<hr>".join(filter(None, shown))) or None


def _joined(texts: list[str]) -> str:
    said = "\n\n".join(text.strip("\n") for text in texts if text.strip())
    return said[:MOST_LETTERS]


def _direction(senders: tuple[Party, ...], own: frozenset[str]) -> Direction:
    is_own = any((party.address or "").lower() in own for party in senders)
    return Direction.OUTBOUND if is_own else Direction.INBOUND


def _first_id(mail: Part, name: str) -> str | None:
    said = mail.fields.text(name) or ""
    found = LOOSE_ID.search(said)
    return f"<{found[1]}>" if found else said[:LONGEST_ID] or None
