"""What a sentence tells of a parcel: only what has happened to it, and of several the last."""
# ruff: noqa: RUF001 - dashes and quotation marks as machines set them

import re
from dataclasses import dataclass, replace

from agent_console.connectors.channels.email.notices.words import (
    ASKED,
    ASKING,
    BY_MAIL,
    DENIED,
    HANDED,
    IF,
    LABELS,
    LEAVES,
    LETTERS,
    MISTAKEN,
    NEVER,
    NOUNS,
    OF_MAILS,
    OF_PEOPLE,
    OTHER_ONE,
    PHRASES,
    PLACES,
    REPLACED,
    SURELY,
    THINGS,
    TO_CARRIER,
    WITHOUT_NOUN,
)
from agent_console.domain.identity import folded
from agent_console.domain.parcel import ParcelStatus

CLAUSE = re.compile(r"[,;|]|\s[-–—]\s|\b(?:and|but|und|aber|mais|pero|maar)\b")
"""Where what was said before no longer counts."""
OPEN = frozenset({ParcelStatus.ATTEMPT_FAILED, ParcelStatus.AVAILABLE_FOR_PICKUP})
"""Told by words that deny or allow something themselves."""
APOSTROPHES = str.maketrans("’‘`´", "''''")
QUESTION = ("?", "¿")


@dataclass(frozen=True, slots=True)
class Saying:
    """What some words tell, and those from the ones that tell it on, accents folded away."""

    status: ParcelStatus
    since: str


def told(sentence: str, *, may_be_label: bool, is_carriers: bool = True) -> ParcelStatus | None:
    """Return what a sentence says has happened; None for plans, questions, and all else.

    A label, as "Delivered: Tuesday", counts where something new begins.
    """
    found = saying(sentence, may_be_label=may_be_label, is_carriers=is_carriers)
    return found.status if found is not None else None


def saying(sentence: str, *, may_be_label: bool, is_carriers: bool = True) -> Saying | None:
    """Return what a sentence says has happened, and since which of its words."""
    plain = folded(sentence.translate(APOSTROPHES))
    if any(sign in sentence for sign in QUESTION) or _is_of_else(plain):
        return None
    found = _phrased(plain)
    if found is None and may_be_label:
        found = _labelled(sentence, plain)
    if found is None:
        return None
    status = _where(found.status, plain, is_carriers=is_carriers)
    return replace(found, status=status) if status is not None else None


def _is_of_else(plain: str) -> bool:
    """Say whether a person speaks, or it is of a mail, or of two parcels."""
    is_of_mail = OF_MAILS.search(plain) is not None and SURELY.search(plain) is None
    return is_of_mail or any(one.search(plain) for one in (OF_PEOPLE, REPLACED))


def _phrased(plain: str) -> Saying | None:
    for status in PHRASES if NOUNS.search(plain) else WITHOUT_NOUN:
        for one in PHRASES[status].finditer(plain):
            if _holds(plain, one, status) and _is_of_parcel(plain, one, status):
                return Saying(status, plain[one.start() :])
    return None


def _labelled(sentence: str, plain: str) -> Saying | None:
    if not sentence[:1].isupper() and not sentence[:1].isdigit():
        return None
    for status, pattern in LABELS.items():
        found = pattern.match(plain)
        if found is not None and _is_of_news(found) and _holds(plain, found, status):
            begin = max((one.start() for one in STATUS.finditer(plain, 0, found.end())), default=0)
            return Saying(status, plain[begin:])
    return None


def _is_of_news(label: re.Match[str]) -> bool:
    return THINGS.search(label[0]) is None and ASKING.search(label[0]) is None


def _holds(plain: str, found: re.Match[str], status: ParcelStatus) -> bool:
    """Say that nothing before a phrase, or in a gap of it, makes it a plan or its contrary."""
    said = _said(plain, found, status)
    if NEVER.search(said) is not None or IF.search(plain, 0, found.end()) is not None:
        return False
    is_asked = ASKED.search(plain, 0, found.end()) is not None
    return status in OPEN or not (is_asked or OTHER_ONE.search(said))


def _is_of_parcel(plain: str, found: re.Match[str], status: ParcelStatus) -> bool:
    """Say that what a phrase is of is no bill, and no mail of parcels: of a label is told."""
    if status is ParcelStatus.PRE_TRANSIT:
        return True
    said = _said(plain, found, status)
    return not THINGS.search(said) and not LETTERS.search(said.rpartition(":")[2])


def _said(plain: str, found: re.Match[str], status: ParcelStatus) -> str:
    start, end = found.start(), found.end()
    begun = max((one.end() for one in CLAUSE.finditer(plain, 0, start)), default=0)
    return plain[begun : start if status in OPEN else end]


def _where(status: ParcelStatus, plain: str, *, is_carriers: bool) -> ParcelStatus | None:
    """Return what a delivery is by where to: into a shop or a locker it is none yet."""
    if status is not ParcelStatus.DELIVERED:
        return status
    if MISTAKEN.search(plain) or BY_MAIL.search(plain):
        return None
    if PLACES.search(plain):
        return ParcelStatus.AVAILABLE_FOR_PICKUP
    if HANDED.search(plain) or TO_CARRIER.search(plain):
        return None
    return status if is_carriers or not LEAVES.search(plain) else None


def denies(sentence: str) -> bool:
    """Say whether a sentence says that a parcel was not delivered, other than as a case."""
    plain = folded(sentence.translate(APOSTROPHES))
    found = DENIED.search(plain)
    is_told = found is not None and IF.search(plain, 0, found.start()) is None
    return is_told and not any(sign in sentence for sign in QUESTION)


def is_at_place(line: str) -> bool:
    """Say whether a line of a notice of delivery names a place where parcels wait."""
    label, colon, place = line.partition(":")
    is_label = bool(colon) and DELIVERED_TO.search(folded(label)) is not None
    return is_label and PLACES.search(folded(place)) is not None


STATUS = re.compile(
    r"\b(?:delivered|zugestellt|zustellung|livree?|entregad[oa]|consegnat[oa]|bezorgd|afgeleverd"
    r"|in transit)"
)
DELIVERED_TO = re.compile(
    r"^(?:delivered (?:to|at|in)|delivery location|left at|location|zugestellt an|zustellort"
    r"|ablageort|lieu|livre a|lugar|entregado en|luogo|consegnato a|bezorgd bij|afgeleverd bij)\b"
)
