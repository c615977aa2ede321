"""A mail as a notice: whose, of which parcel, what it tells, and when that was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from agent_console.connectors.channels.email.mime.fields import scan
from agent_console.connectors.channels.email.notices import trust
from agent_console.connectors.channels.email.notices.numbers import Parcel, parcels_in
from agent_console.connectors.channels.email.notices.sentences import line_of, lines_of, sentences
from agent_console.connectors.channels.email.notices.stated import labelled, stated
from agent_console.connectors.channels.email.notices.tellers import Teller, Trade, teller
from agent_console.connectors.channels.email.notices.told import denies, is_at_place, told
from agent_console.connectors.channels.email.notices.words import ASKING, PLANNED
from agent_console.domain.contact import FAST_CLOCK, MAIL_BEGAN, Contact
from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus

MOST_HEADER = 200_000
LONGEST_TEXT = 300
MOST_LINES, MOST_SENTENCES = 40, 120
"""Of a body, in which a notice says what it is about."""
FEWEST_WORDS = 4
WAITING = ParcelStatus.AVAILABLE_FOR_PICKUP
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
    is_denied: bool
    """One of these says that a parcel was not delivered."""


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
    of_body = list(islice(sentences(first), MOST_SENTENCES))
    found = [
        (sentence, status)
        for sentence, is_first in of_body
        if not _is_step(sentence) and (status := told(sentence, may_be_label=is_first))
    ]
    return Words(line_of(said.subject), lines, found, any(denies(one) for one, _ in of_body))


def _is_step(sentence: str) -> bool:
    """Say whether a line may be of a picture of all steps, those to come too."""
    is_short = len(sentence.split()) < FEWEST_WORDS
    return is_short and ":" not in sentence and not any(map(str.isdigit, sentence))


def _saying(words: Words, who: Teller) -> Saying | None:
    """Return what a mail tells: its subject first, else its body where that is of one mind."""
    told_of = (told(one, may_be_label=True) for one, _ in sentences([words.subject]))
    of_subject = set(filter(None, told_of))
    saying = None
    if of_subject == {ParcelStatus.DELIVERED}:
        saying = _delivered(words, words.subject, is_subject=True)
    elif len(of_subject) == 1:
        saying = Saying(of_subject.pop(), words.subject, is_subject=True)
    elif not of_subject:
        saying = _of_body(words)
    if saying is not None and saying.status is ParcelStatus.IN_TRANSIT:
        # That a shop has sent it is its own fulfilment, and no scan.
        return saying if who.trade is Trade.CARRIER else None
    return saying


def _delivered(words: Words, text: str, *, is_subject: bool) -> Saying:
    """Return that a parcel was delivered, or that it waits where the body says that it was."""
    places = [one for one, status in words.sentences if status is WAITING]
    places += [one for one in words.lines[:MOST_LINES] if is_at_place(one)]
    if places:
        return Saying(WAITING, places[0], is_subject)
    return Saying(ParcelStatus.DELIVERED, text, is_subject)


def _of_body(words: Words) -> Saying | None:
    subject = folded(words.subject)
    if not words.sentences or "?" in subject or ASKING.search(subject):
        return None
    statuses = {status for _, status in words.sentences}
    text, status = words.sentences[0]
    if ParcelStatus.DELIVERED in statuses and statuses <= {ParcelStatus.DELIVERED, WAITING}:
        is_doubted = words.is_denied or PLANNED.search(subject) is not None
        return None if is_doubted else _delivered(words, text, is_subject=False)
    return Saying(status, text, is_subject=False) if len(statuses) == 1 else None


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
