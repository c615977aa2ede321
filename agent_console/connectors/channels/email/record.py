"""A mail as a record for the store: whose it is, and how it stands on a timeline."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

import msgspec

from agent_console.connectors.channels.email.automatic import is_generated, local
from agent_console.connectors.channels.email.mapper import as_before, contact
from agent_console.connectors.channels.email.mime import forms
from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.fields import scan
from agent_console.connectors.channels.email.statuses import ROBOTS
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain import identity
from agent_console.domain.contact import Attachment, BounceKind, Contact, Party
from agent_console.domain.identity import Identity
from agent_console.domain.moment import Moment, instant
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.ports.source import ContactRecord, PersonRecord

MAIL = "mail"
"""The kind of a person known by an address of theirs only."""
MOST_PEOPLE = 50
"""Of one mail; what went to more people is no letter to any of them."""
LONGEST_TITLE, LONGEST_TEXT = 300, 50_000
MOST_RAW = 1 << 18
BASE64 = "base64:"
HEADER, NOT_FETCHED = "header:\n", ""
"""How quarantine keeps a mail that could not be fetched: by its header, or not even that."""
ONLY_HEADER = "the mail server does not hand this mail out; no more than its header is known"
OF_NOBODY = "who wrote it is not said"
BOUNCED = {
    BounceKind.BOUNCE: "bounced",
    BounceKind.FEEDBACK: "complaint",
    BounceKind.VACATION: "away",
    BounceKind.DELIVERED: "receipt",
    BounceKind.READ: "read_receipt",
}
NOTICE = "notice"
"""The status of what our own programs sent by themselves: it answers nobody."""
ABOUT_OTHERS = BOUNCED.keys() - {BounceKind.VACATION}
"""Written by servers about whom a mail was sent to."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mail as it lay in a folder: where, when its server got it, whether all of it is here."""

    place: str
    folder: str
    raw: bytes
    received: datetime | None = None
    is_sent: bool = False
    is_whole: bool = True
    sizes: tuple[int, ...] = ()
    """Of the files that are not here, in their order."""


def record(found: Found, own: frozenset[str], heard_at: datetime) -> ContactRecord:
    """Read a mail.

    Raises:
        UnreadableError: it is none, or nobody can be found who wrote it.
    """
    said = contact(found.raw, frozenset() if found.is_sent else own)
    if found.is_sent:
        # What we wrote may speak of parcels that came back, and is no machine's for that.
        said = replace(said, direction=Direction.OUTBOUND, automatic=False, bounce=None)
    said = replace(said, attachments=_sized(said.attachments, found.sizes))
    of_people, as_told = _by_form(said, found, own)
    people, left_out = _people(of_people, own)
    if not people and not found.is_sent and _is_of_nobody(said):
        raise UnreadableError(OF_NOBODY)
    before = _before(said, found)
    key = key_of(as_told, before or said, found)
    return ContactRecord(
        external_id=found.place,
        key=key,
        contact=said,
        folder=found.folder,
        people=people,
        left_out=left_out,
        is_whole=found.is_whole,
        before=before,
        observations=(_observation(said, key, found, (heard_at, left_out)),),
    )


def _before(said: Contact, found: Found) -> Contact | None:
    """Return a mail as it was stored once, where that is another reading."""
    told = as_before(found.raw, said)
    return told and replace(told, attachments=_sized(told.attachments, found.sizes))


def _is_of_nobody(said: Contact) -> bool:
    """Say whether a mail names neither an address that wrote it, nor a mail it is about."""
    if said.bounce is not None and (said.bounce.recipients or said.bounce.message_id):
        return False
    return said.sender is None or identity.email(said.sender.address or "") is None


def _by_form(said: Contact, found: Found, own: frozenset[str]) -> tuple[Contact, Contact]:
    """Return a mail as its people count, and as it is named: by whom it says it is from."""
    fields, _ = scan(found.raw, 0, len(found.raw))
    customer = None if found.is_sent else forms.writer(fields, own)
    if customer is None or said.bounce is not None:
        return said, said
    form = next(iter(parties(fields, "from") or parties(fields, "sender")), None)
    return replace(said, sender=customer), replace(said, sender=form)


def _sized(files: Sequence[Attachment], sizes: Sequence[int]) -> tuple[Attachment, ...]:
    """Return the files with the sizes that their server told, where they were not fetched."""
    empty = sum(not one.size for one in files)
    left = iter(sizes if empty == len(sizes) else ())
    return tuple(one if one.size else replace(one, size=next(left, 0)) for one in files)


def raw_text(raw: bytes) -> str:
    """Write a mail as quarantine keeps it: as text where it is one, else in base64."""
    bounded = raw[:MOST_RAW]
    try:
        text = bounded.decode()
    except UnicodeDecodeError:
        text = "\0"
    return BASE64 + base64.b64encode(bounded).decode() if "\0" in text else text


def raw_header(raw: bytes) -> str:
    """Write what came of a mail that could not be fetched."""
    return HEADER + raw[:MOST_RAW].decode("utf-8", "replace").replace("\0", "") if raw else ""


def raw_bytes(text: str) -> bytes:
    """Return the mail that quarantine kept."""
    if not text.startswith(BASE64):
        return text.encode()
    try:
        return base64.b64decode(text.removeprefix(BASE64), validate=True)
    except ValueError:
        return text.encode()


def _people(said: Contact, own: frozenset[str]) -> tuple[tuple[PersonRecord, ...], int]:
    """Return whom a mail is to or from, ourselves left out, and how many more there are."""
    known = _strangers(_others(said), own)
    return tuple(known.values())[:MOST_PEOPLE], max(0, len(known) - MOST_PEOPLE)


def _strangers(told: Iterable[Party], own: frozenset[str]) -> dict[str, PersonRecord]:
    known: dict[str, PersonRecord] = {}
    for party in told:
        address = identity.email(party.address or "")
        if address is not None and address.value not in own:
            known.setdefault(address.value, _person(party, address))
    return known


def _others(said: Contact) -> Iterable[Party]:
    sender = filter(None, [said.sender])
    if said.bounce is not None and said.bounce.kind in ABOUT_OTHERS:
        failed = [Party(None, one.address) for one in said.bounce.recipients]
        # People pass on what servers told them, and that is a letter of theirs too.
        return [*failed, *(one for one in sender if not ROBOTS.fullmatch(local(one.address)))]
    return said.recipients if said.direction is Direction.OUTBOUND else sender


def _person(party: Party, address: Identity) -> PersonRecord:
    name = "" if identity.email(party.name or "") else party.name or ""
    return PersonRecord(MAIL, address.value, name, (address,))


def _observation(said: Contact, key: str, found: Found, heard: tuple[datetime, int]) -> Observation:
    heard_at, left_out = heard
    return Observation(
        subject=Subject(SubjectKind.THREAD, key),
        kind=EntryKind.MESSAGE,
        status=_status(said, found),
        moment=_moment(said, found.received, heard_at),
        external_id=said.message_id or found.place,
        text=said.text[:LONGEST_TEXT] or None,
        detail=_title(said),
        what=f"{left_out} more people" if left_out else None,
        channel=said.channel,
        direction=said.direction,
        author=said.sender.named() if said.sender else None,
    )


def _status(said: Contact, found: Found) -> str:
    if found.is_sent and is_generated(scan(found.raw, 0, len(found.raw))[0]):
        return NOTICE
    if said.bounce is not None:
        return BOUNCED[said.bounce.kind]
    if said.automatic:
        return "automatic"
    return "sent" if said.direction is Direction.OUTBOUND else "received"


def _moment(said: Contact, received: datetime | None, heard_at: datetime) -> Moment:
    """Return when it was written, unless that clock was wrong; then when the server got it."""
    told = said.time
    if told is not None and said.sort_key(heard_at) == told.sort_key(heard_at):
        return told
    return Moment() if received is None else instant(received)


def _title(said: Contact) -> str:
    """Return the subject, or the first words, or what came without any."""
    first = next(_lines(said), "")
    files = ", ".join(one.name for one in said.attachments if one.name)
    whole = " ".join((said.subject or first or files or "(no words)").split())
    return whole if len(whole) <= LONGEST_TITLE else f"{whole[:LONGEST_TITLE]}…"


def _lines(said: Contact) -> Iterator[str]:
    return (
        line for line in (said.text or said.plain)[: LONGEST_TITLE * 4].splitlines() if line.strip()
    )


def key_of(said: Contact, first_read: Contact, found: Found) -> str:
    """Return what names a mail wherever it lies: some programs use one Message-ID for all.

    Of a mail without any it is what was read of it first, which never changes. Without a date
    nothing may tell two alike apart but all of the mail, and when it came by which way.
    """
    told = [said.message_id, said.sender and said.sender.address, str(said.time)]
    if said.message_id is None and said.time is not None:
        told += [first_read.subject, first_read.plain]
    elif said.message_id is None:
        whole = found.raw.replace(b"\r\n", b"\n")
        told += [blake2b(whole, digest_size=16).hexdigest(), *map(str, found.sizes)]
    return blake2b(msgspec.json.encode(told), digest_size=16).hexdigest()
