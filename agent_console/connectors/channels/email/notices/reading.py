"""A mail as a notice: whose, of which parcel, what it tells, and when that was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.connectors.channels.email.mime.fields import scan
from agent_console.connectors.channels.email.notices import trust
from agent_console.connectors.channels.email.notices.numbers import Parcel, parcels_in
from agent_console.connectors.channels.email.notices.sentences import line_of, lines_of, sentences
from agent_console.connectors.channels.email.notices.stated import labelled, stated
from agent_console.connectors.channels.email.notices.tellers import Teller, Trade, teller
from agent_console.connectors.channels.email.notices.told import is_at_place, told
from agent_console.connectors.channels.email.notices.words import ASKING, PLANNED
from agent_console.domain.contact import FAST_CLOCK, MAIL_BEGAN, Contact
from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus

MOST_HEADER = 200_000
LONGEST_TEXT = 300
MOST_LINES, MOST_SENTENCES = 40, 120
"""Of a body, in which a notice says what it is about."""
OLDEST = timedelta(days=60)
"""So long before a server got it a mail may have been written; else its clock was wrong."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a mail tells of one parcel, and no more than it holds.

    `number` and `text` are as written; `stated` is when it says that this happened, `told_at` when
    it was written itself.
    """

    carrier: str | None
    number: str
    status: ParcelStatus
    text: str
    stated: Moment | None
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says, bounded: its subject, its lines, and the sentences of the first of them."""

    subject: str
    lines: list[str]
    sentences: list[tuple[str, ParcelStatus]]
    """Of the body, those that tell something."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a mail tells, the sentence that does, and whether that is the subject."""

    status: ParcelStatus
    text: str
    is_subject: bool


def notice(
    said: Contact, raw: bytes, received: datetime | None, own: frozenset[str]
) -> Notice | None:
    """Read a mail as a notice; None for every other mail.

    `own` are the addresses of the mailbox, `received` is when its server got the mail.
    """
    who = teller(said.sender.address if said.sender else None, own)
    if who is None or said.bounce is not None:
        return None
    fields, _ = scan(raw, 0, min(len(raw), MOST_HEADER))
    is_theirs = trust.is_genuine(fields, said, who)
    told_at = _told_at(said, received)
    if told_at is None or not is_theirs or not trust.is_of_machine(said, fields, who, own):
        return None
    return _of_words(_words(said), who, told_at)


def _of_words(words: Words, who: Teller, told_at: datetime) -> Notice | None:
    saying = _saying(words, who)
    if saying is None:
        return None
    parcel = _parcel(words, who, is_in_subject=saying.is_subject)
    if parcel is None:
        return None
    when = _stated(words, saying, told_at)
    text = saying.text[:LONGEST_TEXT]
    return Notice(parcel.carrier, parcel.number, saying.status, text, when, told_at)


def _words(said: Contact) -> Words:
    lines = lines_of(said.text)
    filled = [at for at, line in enumerate(lines) if line][:MOST_LINES]
    first = lines[: filled[-1] + 1] if filled else []
    found = [
        (sentence, status)
        for sentence, is_first in list(sentences(first))[:MOST_SENTENCES]
        if (status := told(sentence, may_be_label=is_first and _is_more_than_a_word(sentence)))
    ]
    return Words(line_of(said.subject), lines, found)


def _is_more_than_a_word(sentence: str) -> bool:
    """Say whether a label is no step of a picture of all steps, done or not."""
    return len(sentence.split()) > 1


def _saying(words: Words, who: Teller) -> Saying | None:
    """Return what a mail tells: its subject first, else its body where that is of one mind."""
    of_subject = {
        status for one, _ in sentences([words.subject]) if (status := told(one, may_be_label=True))
    }
    if len(of_subject) > 1:
        return None
    subject = of_subject.pop() if of_subject else None
    saying = _of_body(words) if subject is None else _of_subject(words, subject)
    if saying is None or (
        saying.status is ParcelStatus.IN_TRANSIT and who.trade is not Trade.CARRIER
    ):
        return None
    return saying


def _of_subject(words: Words, status: ParcelStatus) -> Saying:
    """Return what the subject tells; the body may add that a parcel waits somewhere."""
    if status is ParcelStatus.DELIVERED:
        waiting = ParcelStatus.AVAILABLE_FOR_PICKUP
        places = [one for one, told_of in words.sentences if told_of is waiting]
        places += [one for one in words.lines[:MOST_LINES] if is_at_place(one)]
        if places:
            return Saying(waiting, places[0], is_subject=True)
    return Saying(status, words.subject, is_subject=True)


def _of_body(words: Words) -> Saying | None:
    subject = folded(words.subject)
    if "?" in subject or ASKING.search(subject):
        return None
    statuses = {status for _, status in words.sentences}
    if len(statuses) != 1:
        return None
    [status] = statuses
    if status is ParcelStatus.DELIVERED and PLANNED.search(subject):
        return None
    if status is ParcelStatus.DELIVERED:
        places = [one for one in words.lines[:MOST_LINES] if is_at_place(one)]
        if places:
            return Saying(ParcelStatus.AVAILABLE_FOR_PICKUP, places[0], is_subject=False)
    return Saying(status, words.sentences[0][0], is_subject=False)


def _parcel(words: Words, who: Teller, *, is_in_subject: bool) -> Parcel | None:
    """Return the one parcel that is meant: what only the body tells is of its only number."""
    named, others = parcels_in([words.subject], who), parcels_in(words.lines, who)
    if len(named) > 1:
        return None
    numbers = {"".join(one.number.split()) for one in (*named, *others)}
    if named and (is_in_subject or len(numbers) == 1):
        return named[0]
    return others[0] if len(others) == 1 and not named else None


def _stated(words: Words, saying: Saying, told_at: datetime) -> Moment | None:
    """Return when it happened, by the sentence that tells so, or by lines that are labels of it."""
    same = [one for one, status in words.sentences if status is saying.status]
    for sentence in (saying.text, *same):
        found = stated(sentence, told_at)
        if found is not None:
            return found
    is_there = saying.status in {ParcelStatus.DELIVERED, ParcelStatus.AVAILABLE_FOR_PICKUP}
    return labelled(words.lines, told_at) if is_there else None


def _told_at(said: Contact, received: datetime | None) -> datetime | None:
    """Return when a mail was written, unless that cannot be; then when the server got it."""
    utc = said.time.utc if said.time is not None else None
    if utc is None or utc < MAIL_BEGAN:
        return received
    if received is not None and not received - OLDEST <= utc <= received + FAST_CLOCK:
        return received
    return utc
