"""One file of a mail, fetched when somebody asks for it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from agent_console.connectors.channels.email.imap.fetching import Head, heads
from agent_console.connectors.channels.email.imap.session import Session
from agent_console.connectors.channels.email.mapper import MOST_ATTACHMENTS
from agent_console.connectors.channels.email.mime.anatomy import Part, dissect
from agent_console.connectors.channels.email.mime.attachments import attachment
from agent_console.connectors.channels.email.mime.bodies import files
from agent_console.domain.contact import Attachment, Contact
from agent_console.ports.failures import NotFound, Refused
from agent_console.ports.files import MOST_FETCHED

LARGEST_MAIL = 2 * MOST_FETCHED
PLAIN = re.compile(r"[!#-\[\]-~]{1,500}")
"""What can stand between quotes as it is."""
GONE = "the mail is not in its folder any more"


def file_of(session: Session, place: str, message: Contact, number: int) -> bytes:
    """Fetch a mail and return one of its files.

    Raises:
        NotFound: the mail, or the file in it, has gone.
        Refused: it is larger than anybody fetches.
    """
    head = _head(session, place, message)
    if head.size > LARGEST_MAIL:
        raise Refused(f"the mail is too large to be fetched ({head.size >> 20} MB)")
    told = session.fetched([head.uid], "BODY.PEEK[]", head.size).get(head.uid)
    raw = next(iter(told.literals), b"") if told else b""
    there = list(islice(files(dissect(raw)), MOST_ATTACHMENTS))
    part = _part(there, message.attachments, number)
    data = part.data()
    if len(data) > MOST_FETCHED:
        raise Refused(f"the file is too large to be fetched ({len(data) >> 20} MB)")
    return data


def _head(session: Session, place: str, message: Contact) -> Head:
    """Find a mail where it lay, or by its id where its folder has been numbered anew."""
    folder, validity, uid = place.rsplit("/", 2)
    box = session.open(folder)
    known = heads(session, [int(uid)]) if str(box.validity) == validity else []
    found = known or list(_named(session, message))
    if not found:
        raise NotFound(GONE)
    return found[0]


def _named(session: Session, message: Contact) -> Iterator[Head]:
    name = message.message_id or ""
    if PLAIN.fullmatch(name):
        uids = session.found("HEADER", "MESSAGE-ID", f'"{name}"')
        yield from heads(session, uids[:1]) if uids else ()


def _part(there: Sequence[Part], listed: Sequence[Attachment], number: int) -> Part:
    """Return the part that was listed: in its place, or anywhere under the same name and type."""
    if not 0 <= number < len(listed):
        raise NotFound("the mail has no such file")
    wanted = _likeness(listed[number])
    in_place = there[number : number + 1]
    for part in (*in_place, *there):
        if _likeness(attachment(part)) == wanted:
            return part
    raise NotFound("the file is not in the mail any more")


def _likeness(one: Attachment) -> tuple[str | None, str]:
    return one.name, one.content_type
