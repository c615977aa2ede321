"""The header of another mail standing in a text, as Outlook puts it above what is answered to."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re
from functools import lru_cache

from agent_console.connectors.channels.email.quotation.delimiters import is_delimiter, is_rule
from agent_console.connectors.channels.email.quotation.labels import OF_MAILS, OTHERS, SENDERS
from agent_console.connectors.channels.email.quotation.lines import (
    ADDRESS,
    NAMED_ADDRESS,
    Line,
    Mark,
    has_date,
)

LABEL = re.compile(
    r"([^\W\d](?:[\w .'’/()-]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e30-\u0eff])"
    r"{0,30}?)[\s*_\u200e\u200f]*[:：][\s*_]*(.*)"
)
"""With the marks of vowels that many scripts put around a letter."""
FEWEST, KNOWN, MOST_LINES, WITHIN = 3, 2, 40, 9
REMEMBERED = 256
"""Lines; more than the longest block has."""


def header_at(lines: list[Line], place: int) -> int:
    """Return how many lines the header block that begins at a place has; 0 for none."""
    first = _label(lines[place])
    if first is None or not _may_begin(first, lines[place + 1 : place + WITHIN]):
        return 0
    labels, end = _block(lines, place)
    is_apart = end == len(lines) or lines[end].mark is not Mark.WORDS
    is_header = len(labels) >= FEWEST and _is_header(labels, lines[place:end], is_apart=is_apart)
    if is_header and labels[0] not in SENDERS:
        is_header = _may_begin_otherwise(labels, lines[place:end], lines[:place])
    return end - place if is_header else 0


def _may_begin(first: tuple[str, str], below: list[Line]) -> bool:
    """Say whether a line can be a header's first: who wrote it is told in it, or soon after."""
    if first[0] in SENDERS or NAMED_ADDRESS.search(first[1]):
        return True
    return _is_known(first[0]) and any(
        found[0] in SENDERS for found in map(_label, below) if found is not None
    )


def _is_header(labels: list[str], block: list[Line], *, is_apart: bool) -> bool:
    """Say whether a block is a mail's header and no form that somebody filled in."""
    # A form has a name, an address and a date too, but none of a header's labels.
    known = sum(map(_is_known, labels))
    joined = " ".join(line.bare for line in block)
    is_addressed = ADDRESS.search(joined) is not None
    if labels[0] in SENDERS and known >= KNOWN:
        is_of_mail = not OF_MAILS.isdisjoint(labels)
        return (is_addressed and (is_of_mail or is_apart)) or (is_of_mail and has_date(joined))
    return known > 0 and is_addressed and has_date(joined)


def _may_begin_otherwise(labels: list[str], block: list[Line], above: list[Line]) -> bool:
    """Say whether a header may begin with a date, a recipient or a subject."""
    if SENDERS.isdisjoint(labels):
        return not _is_known(labels[0])
    last = next((line.bare for line in reversed(above) if line.mark is not Mark.BLANK), "")
    is_addressed = any(ADDRESS.search(line.bare) for line in block)
    is_led = is_rule(last) or is_delimiter(last)
    return all(map(_is_known, labels)) and (is_addressed or is_led)


def _block(lines: list[Line], place: int) -> tuple[list[str], int]:
    """Return the labels of consecutive header lines and where the block ends."""
    labels: list[str] = []
    end = place
    for number in range(place, min(place + MOST_LINES, len(lines))):
        found = _label(lines[number])
        if found is None and not _goes_on(lines, number, labels):
            break
        if found is not None:
            labels.append(found[0])
        end = number + 1
    return labels, end


def _goes_on(lines: list[Line], number: int, labels: list[str]) -> bool:
    """Say whether a line is the rest of a header line that was too long."""
    line, above = lines[number], lines[number - 1]
    if not labels or line.mark is Mark.BLANK or not line.is_short():
        # Some programs double every line break.
        following = _label(lines[number + 1]) if number + 1 < len(lines) else None
        return line.mark is Mark.BLANK and following is not None and _is_known(following[0])
    return above.bare.endswith((";", ",")) or line.text.startswith((" ", "\t"))


def _label(line: Line) -> tuple[str, str] | None:
    if line.mark is Mark.BLANK or not line.is_short():
        return None
    return _labelled(line.bare)


@lru_cache(REMEMBERED)
def _labelled(bare: str) -> tuple[str, str] | None:
    """Take a line apart once for all header blocks that it may be in."""
    found = LABEL.fullmatch(bare)
    return (found[1].strip().casefold(), found[2].strip()) if found else None


def _is_known(label: str) -> bool:
    return label in SENDERS or label in OTHERS
