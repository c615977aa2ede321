"""A mail as a notice: whose, of which parcel, what it tells, and when that was."""
# ruff: noqa: RUF001 - quotation marks as machines set them

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from agent_console.connectors.channels.email.mime.fields import scan
from agent_console.connectors.channels.email.notices import trust
from agent_console.connectors.channels.email.notices.numbers import Parcel, parcels_in
from agent_console.connectors.channels.email.notices.sentences import line_of, lines_of, sentences
from agent_console.connectors.channels.email.notices.stated import labelled, stated_since
from agent_console.connectors.channels.email.notices.tellers import Teller, Trade, teller
from agent_console.connectors.channels.email.notices.told import denies, is_at_place, saying, told
from agent_console.connectors.channels.email.notices.words import ASKING, PLANNED
from agent_console.domain.contact import MAIL_BEGAN, Contact
from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus

MOST_HEADER = 200_000
LONGEST_TEXT = 300
MOST_LINES, MOST_SENTENCES = 40, 120
"""Of a body, in which a notice says what it is about."""
FEWEST_WORDS = 4
WAITING = ParcelStatus.AVAILABLE_FOR_PICKUP
TIMED = frozenset(
    {
        ParcelStatus.DELIVERED,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.IN_TRANSIT,
        ParcelStatus.RETURN_TO_SENDER,
    }
)
"""What happens at a minute; a time beside all else says until when, or when it goes on."""
OLDEST = timedelta(days=3)
"""So long before a server got it a mail may have been written; what is older is no news."""
MARKS = re.compile("[\"«»‹›“”„‟‘‚‛]|(?<!\\w)['’]|['’](?!\\w)")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a mail tells of one parcel, and no more than it holds.

    `number` is as written, `text` too but for marks of quotation and its full stop, for it will be
    quoted; `stated` is when it says that this happened, `told_at` when it was written itself.
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
class Telling:
    """What a mail tells, the sentence that does, and whether that is the subject."""

    status: ParcelStatus
    text: str
    is_subject: bool


def notice(
    said: Contact,
    raw: bytes,
    received: datetime | None,
    own: frozenset[str],
    *,
    now: datetime | None = None,
) -> Notice | None:
    """Read a mail as a notice; None for every other mail.

    `own` are the addresses of the mailbox, `received` is when its server got the mail; where
    nobody knows, the mail is not from after `now`.
    """
    who = teller(said.sender.address if said.sender else None, own)
    if who is None or said.bounce is not None:
        return None
    fields, _ = scan(raw, 0, min(len(raw), MOST_HEADER))
    is_theirs = trust.is_genuine(fields, said, who)
    told_at = _told_at(said, received, now)
    if told_at is None or not is_theirs or not trust.is_of_machine(said, fields, who, own):
        return None
    return _of_words(_words(said, who), who, told_at)


def _of_words(words: Words, who: Teller, told_at: datetime) -> Notice | None:
    found = _saying(words, who)
    if found is None or (who.trade is Trade.SHOP and not found.is_subject):
        return None
    parcel = _parcel(words, who, is_in_subject=found.is_subject)
    if parcel is None:
        return None
    when = _stated(words, found, told_at)
    return Notice(parcel.carrier, parcel.number, found.status, _quotable(found.text), when, told_at)


def _quotable(text: str) -> str:
    """Return a sentence as it can stand in quotation marks."""
    plain = " ".join(MARKS.sub("", text).split())
    return plain.rstrip(". ")[:LONGEST_TEXT].strip()


def _words(said: Contact, who: Teller) -> Words:
    is_carriers = who.trade is Trade.CARRIER
    lines = lines_of(said.text)
    filled = [at for at, line in enumerate(lines) if line][:MOST_LINES]
    first = lines[: filled[-1] + 1] if filled else []
    of_body = list(islice(sentences(first), MOST_SENTENCES))
    found = [
        (sentence, status)
        for sentence, is_first in of_body
        if not _is_step(sentence)
        and (status := told(sentence, may_be_label=is_first, is_carriers=is_carriers))
    ]
    return Words(line_of(said.subject), lines, found, any(denies(one) for one, _ in of_body))


def _is_step(sentence: str) -> bool:
    """Say whether a line may be of a picture of all steps, those to come too."""
    is_short = len(sentence.split()) < FEWEST_WORDS
    return is_short and ":" not in sentence and not any(map(str.isdigit, sentence))


def _saying(words: Words, who: Teller) -> Telling | None:
    """Return what a mail tells: its subject first, else its body where that is of one mind."""
    is_carriers = who.trade is Trade.CARRIER
    told_of = (
        told(one, may_be_label=True, is_carriers=is_carriers)
        for one, _ in sentences([words.subject])
    )
    of_subject = set(filter(None, told_of))
    found = None
    if of_subject == {ParcelStatus.DELIVERED}:
        found = _delivered(words, words.subject, is_subject=True)
    elif len(of_subject) == 1:
        found = Telling(of_subject.pop(), words.subject, is_subject=True)
    elif not of_subject:
        found = _of_body(words)
    # That a shop has sent it is its own fulfilment, and no scan.
    is_fulfilment = found is not None and found.status is ParcelStatus.IN_TRANSIT
    return None if is_fulfilment and not is_carriers else found


def _delivered(words: Words, text: str, *, is_subject: bool) -> Telling:
    """Return that a parcel was delivered, or that it waits where the body says that it was."""
    places = [one for one, status in words.sentences if status is WAITING]
    places += [one for one in words.lines[:MOST_LINES] if is_at_place(one)]
    if places:
        return Telling(WAITING, places[0], is_subject)
    return Telling(ParcelStatus.DELIVERED, text, is_subject)


def _of_body(words: Words) -> Telling | None:
    subject = folded(words.subject)
    if not words.sentences or "?" in subject or ASKING.search(subject):
        return None
    statuses = {status for _, status in words.sentences}
    text, status = words.sentences[0]
    if ParcelStatus.DELIVERED in statuses and statuses <= {ParcelStatus.DELIVERED, WAITING}:
        is_doubted = words.is_denied or PLANNED.search(subject) is not None
        return None if is_doubted else _delivered(words, text, is_subject=False)
    return Telling(status, text, is_subject=False) if len(statuses) == 1 else None


def _parcel(words: Words, who: Teller, *, is_in_subject: bool) -> Parcel | None:
    """Return the one parcel that is meant: what only the body tells is of its only number."""
    named, others = parcels_in([words.subject], who), parcels_in(words.lines, who)
    if len(named) > 1:
        return None
    numbers = {"".join(one.number.split()) for one in (*named, *others)}
    if named and (is_in_subject or len(numbers) == 1):
        return named[0]
    return others[0] if len(others) == 1 and not named else None


def _stated(words: Words, found: Telling, told_at: datetime) -> Moment | None:
    """Return when it happened, by the sentence that tells so, or by lines that are labels of it."""
    if found.status not in TIMED:
        return None
    same = [one for one, status in words.sentences if status is found.status]
    for sentence in dict.fromkeys((found.text, *same)):
        told_of = saying(sentence, may_be_label=True)
        if told_of is None or told_of.status is not found.status:
            continue
        when = stated_since(told_of.since, told_at)
        if when is not None:
            return when
    return labelled(words.lines, told_at) if found.status is ParcelStatus.DELIVERED else None


def _told_at(said: Contact, received: datetime | None, now: datetime | None) -> datetime | None:
    """Return when a mail was written; None where that is too old, or was not yet."""
    utc = said.time.utc if said.time is not None else None
    if utc is None:
        return received
    if received is not None:
        return min(utc, received) if utc >= received - OLDEST else None
    is_possible = utc >= MAIL_BEGAN and (now is None or utc <= now)
    return utc if is_possible else None
