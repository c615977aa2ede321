"""One verdict on a machine's mail, by the surest of the ways it may have told."""

import email
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from flufl.bounce import all_failures

from agent_console.connectors.channels.email import automatic
from agent_console.connectors.channels.email.bounces import (
    complaints,
    notifications,
    reports,
    wording,
)
from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.anatomy import ENCLOSED, Part
from agent_console.connectors.channels.email.statuses import ARRIVED_ACTIONS
from agent_console.domain.contact import Bounce, BounceKind, FailedRecipient

SCANNED_BYTES, SCANNED_PARTS = 200_000, 40
"""What the library is given: it takes its time, and a notice is short."""
STUMBLES = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What it raises on mails that are less than it expects, a From without address for one."""
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
ID = re.compile(r"<[^<>\s]{1,500}>")
ID_IN_TEXT = re.compile(
    r"^[ \t>|]{0,8}Message-ID:\s{0,80}(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE
)


def verdict(mail: Part, plain: str) -> Bounce | None:
    """Say what became of an earlier mail; None when this is not about one."""
    if automatic.is_passed_on(mail):
        return None
    if not automatic.is_automatic(mail):
        # What a person encloses tells of other mails, and marks nobody.
        mail = _without_enclosed(mail)
    if complaints.is_complaint(mail):
        return Bounce(BounceKind.FEEDBACK, complaints.complainers(mail), _about(mail, plain))
    rows = reports.rows(mail)
    if rows:
        return _reported(mail, rows, plain)
    # Who is away answers from an own address, often with the empty way back of a server.
    for kind, is_so in ANSWERS:
        if is_so(mail):
            return Bounce(kind, _senders(mail), _about(mail, plain))
    return notifications.notification(plain) or _worded(mail, plain)


def _reported(mail: Part, rows: list[reports.Row], plain: str) -> Bounce:
    failed = [row for row in rows if row.action not in ARRIVED_ACTIONS]
    kind = BounceKind.BOUNCE if failed else BounceKind.DELIVERED
    return Bounce(kind, tuple(row.failed() for row in failed or rows), _about(mail, plain))


def _worded(mail: Part, plain: str) -> Bounce | None:
    """Read a notice in prose: of a server for sure, else only if it names somebody."""
    is_answer = automatic.is_answered_by_machine(mail)
    is_returned = automatic.is_returned(mail) and (not is_answer or wording.is_of_server(plain))
    if automatic.is_from_a_server(mail) or is_returned:
        return Bounce(BounceKind.BOUNCE, _failed(mail, plain), _about(mail, plain))
    if is_answer:
        return Bounce(BounceKind.VACATION, _senders(mail), _about(mail, plain))
    failed = _failed(mail, plain) if _may_name(mail, plain) else ()
    return Bounce(BounceKind.BOUNCE, failed, _about(mail, plain)) if failed else None


def _may_name(mail: Part, plain: str) -> bool:
    """Say whether the addresses in a mail can be of those it did not reach."""
    if not automatic.has_no_way_back(mail):
        return False
    encloses = any(part.content_type in ENCLOSED for part in mail.walk())
    returns = automatic.speaks_of_return(mail) and wording.has_copy(plain)
    return encloses or returns or wording.is_of_server(plain)


def _without_enclosed(part: Part) -> Part:
    inner = () if part.content_type in ENCLOSED else tuple(map(_without_enclosed, part.parts))
    return replace(part, parts=inner)


def _failed(mail: Part, plain: str) -> tuple[FailedRecipient, ...]:
    strangers = [
        party.address for party in parties(mail.fields, "from", "sender", "to") if party.address
    ]
    named = parties(mail.fields, "x-failed-recipients")
    if named:
        return tuple(wording.recipient(one.address, plain) for one in named if one.address)
    return wording.failed_in(plain, strangers) or tuple(
        wording.recipient(address, plain) for address in _scanned(mail)
    )


def _scanned(mail: Part) -> list[str]:
    if sum(1 for _ in mail.walk()) > SCANNED_PARTS:
        return []
    try:
        temporary, permanent = all_failures(email.message_from_bytes(mail.raw[:SCANNED_BYTES]))
    except STUMBLES:
        return []
    found = (address.decode("utf-8", "replace") for address in temporary | permanent)
    return sorted(address for address in found if "@" in address)


def _senders(mail: Part) -> tuple[FailedRecipient, ...]:
    senders = parties(mail.fields, "from")
    return tuple(FailedRecipient(party.address) for party in senders if party.address)


def _about(mail: Part, plain: str) -> str | None:
    """Return the Message-ID of the mail it is about: enclosed, copied or answered to."""
    return next(_ids(mail, plain), None)


def _ids(mail: Part, plain: str) -> Iterator[str]:
    copies = [
        inner for part in mail.walk() if part.content_type in ENCLOSED for inner in part.parts
    ]
    texts = [part.text() for part in mail.within("text/rfc822-headers")]
    for copy in copies:
        yield from ID.findall(copy.fields.text("message-id") or "")
    for text in (*texts, plain):
        yield from ID_IN_TEXT.findall(text)
    for name in ("in-reply-to", "references"):
        yield from ID.findall(mail.fields.text(name) or "")[::-1]


ANSWERS: tuple[tuple[BounceKind, Callable[[Part], bool]], ...] = (
    (BounceKind.FEEDBACK, complaints.is_opt_out),
    (BounceKind.READ, reports.is_notice),
    (BounceKind.VACATION, automatic.is_away),
)
"""Answers in the name of a person, whom their sender tells."""
