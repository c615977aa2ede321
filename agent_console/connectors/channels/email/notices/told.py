"""What a sentence tells of a parcel: only what has happened to it, and of several the last."""
# ruff: noqa: RUF001 - dashes and quotation marks as machines set them

import re

from agent_console.connectors.channels.email.notices.words import (
    DENIED,
    HANDED,
    IF,
    LABELS,
    MISTAKEN,
    NEVER,
    NOUNS,
    OF_MAILS,
    OF_PEOPLE,
    PHRASES,
    PLACES,
    SURELY,
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


def told(sentence: str, *, may_be_label: bool) -> ParcelStatus | None:
    """Return what a sentence says has happened; None for plans, questions, and all else.

    A label, as "Delivered: Tuesday", counts where something new begins.
    """
    if any(sign in sentence for sign in QUESTION):
        return None
    plain = folded(sentence.translate(APOSTROPHES))
    if OF_PEOPLE.search(plain) or (OF_MAILS.search(plain) and not SURELY.search(plain)):
        return None
    status = _phrased(plain)
    if status is None and may_be_label:
        status = _labelled(sentence, plain)
    return status and _where(status, plain)


def _phrased(plain: str) -> ParcelStatus | None:
    for status in PHRASES if NOUNS.search(plain) else WITHOUT_NOUN:
        if any(_holds(plain, one, status) for one in PHRASES[status].finditer(plain)):
            return status
    return None


def _labelled(sentence: str, plain: str) -> ParcelStatus | None:
    if not sentence[:1].isupper() and not sentence[:1].isdigit():
        return None
    for status, pattern in LABELS.items():
        found = pattern.match(plain)
        if found is not None and _holds(plain, found, status):
            return status
    return None


def _holds(plain: str, found: re.Match[str], status: ParcelStatus) -> bool:
    """Say that nothing before a phrase, or in a gap of it, makes it a plan or its contrary."""
    start, end = found.start(), found.end()
    begun = max((one.end() for one in CLAUSE.finditer(plain, 0, start)), default=0)
    said = plain[begun : start if status in OPEN else end]
    return NEVER.search(said) is None and IF.search(plain, 0, end) is None


def _where(status: ParcelStatus, plain: str) -> ParcelStatus | None:
    """Return what a delivery is by where to: into a shop or a locker it is none yet."""
    if status is not ParcelStatus.DELIVERED:
        return status
    if MISTAKEN.search(plain):
        return None
    if PLACES.search(plain):
        return ParcelStatus.AVAILABLE_FOR_PICKUP
    return None if HANDED.search(plain) else status


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


DELIVERED_TO = re.compile(
    r"^(?:delivered (?:to|at|in)|delivery location|left at|location|zugestellt an|zustellort"
    r"|ablageort|lieu|livre a|lugar|entregado en|luogo|consegnato a|bezorgd bij|afgeleverd bij)\b"
)
