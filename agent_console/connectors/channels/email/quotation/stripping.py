"""From a whole text to the words its sender added: the marks are found, then one cut is made."""

from agent_console.connectors.channels.email.quotation.delimiters import is_delimiter, is_rule
from agent_console.connectors.channels.email.quotation.headers import header_at
from agent_console.connectors.channels.email.quotation.intros import intro_ending_at, is_torn
from agent_console.connectors.channels.email.quotation.lines import (
    Line,
    Mark,
    lines_of,
)
from agent_console.connectors.channels.email.quotation.signatures import (
    mark_signatures,
    without_ending,
)

OWN = {Mark.WORDS, Mark.SIGNATURE}
COLONS = (":", "\uff1a")
LONG_LINE, LONGEST_LEAD, LEAD_LINES = 60, 80, 3


def own_words(text: str) -> str:
    """Return a text without quotation and signature; never nothing where there is something."""
    lines = lines_of(text)
    mark(lines)
    for attempt in (_reply(lines), [line for line in lines if line.mark is Mark.WORDS]):
        said = "\n".join(line.text for line in attempt).strip("\n").rstrip()
        if said.strip():
            return said
    return text.strip("\n").rstrip()


def mark(lines: list[Line]) -> None:
    """Find every mark of quotation and signature in the lines."""
    place = 0
    while place < len(lines):
        place += _mark_header(lines, place) or 1
    for number, line in enumerate(lines):
        if line.mark is Mark.WORDS or is_torn(lines, number):
            count = intro_ending_at(lines, number)
            for one in lines[number + 1 - count : number + 1]:
                one.mark = Mark.INTRO
    _mend_torn_quotations(lines)
    mark_signatures(lines)


def _mark_header(lines: list[Line], place: int) -> int:
    line = lines[place]
    if line.mark is not Mark.WORDS or not line.is_short():
        return 0
    if is_delimiter(line.bare):
        line.mark = Mark.DELIMITER
        return 1
    count = header_at(lines, place)
    if not count:
        return 0
    for one in lines[place : place + count]:
        one.mark = Mark.HEADER
    _mark_lead(lines, place)
    return count


def _mark_lead(lines: list[Line], place: int) -> None:
    """Mark what leads to a header: rules, and a line like "Begin forwarded message:"."""
    above = place - 1
    while above >= 0 and place - above <= LEAD_LINES:
        line = lines[above]
        is_lead = line.bare.endswith(COLONS) and len(line.bare) <= LONGEST_LEAD
        if line.mark is Mark.WORDS and (is_lead or (line.is_short() and is_rule(line.bare))):
            line.mark = Mark.DELIMITER
        elif line.mark is not Mark.BLANK:
            return
        above -= 1


def _mend_torn_quotations(lines: list[Line]) -> None:
    """Give back to the quotation what a program broke off its lines and left unmarked."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_between = above.mark is below.mark is Mark.QUOTED and line.mark is Mark.WORDS
        if is_between and len(above.text) >= LONG_LINE and above.bare[-1:].isalnum():
            line.mark = Mark.QUOTED if line.bare[:1].islower() else Mark.WORDS


def _reply(lines: list[Line]) -> list[Line]:
    cut = _first(lines, {Mark.HEADER, Mark.DELIMITER})
    if _has_words(lines[:cut]):
        lines = lines[:cut]
    start = _first(lines, {Mark.INTRO})
    if start < len(lines):
        lines = _around_intro(lines, start)
    return _own(without_ending(_own(lines)))


def _around_intro(lines: list[Line], start: int) -> list[Line]:
    """Return what is left when the first intro, and what it leads to, is gone."""
    before, after = lines[:start], lines[start:]
    is_answered = any(line.mark is Mark.QUOTED for line in after) and _has_words(after)
    # Words on both sides are answers in between: without the quotations they mean nothing.
    if _has_words(before):
        return lines if is_answered else before
    begun = next((place for place, line in enumerate(after) if line.mark in OWN), 0)
    return after[begun:]


def _own(lines: list[Line]) -> list[Line]:
    """Return the lines up to the last own word, quotations answered to included."""
    kept = [line for line in lines if line.mark in {Mark.WORDS, Mark.BLANK, Mark.QUOTED}]
    end = len(kept)
    while end and kept[end - 1].mark is not Mark.WORDS:
        end -= 1
    return kept[:end]


def _has_words(lines: list[Line]) -> bool:
    return any(line.mark is Mark.WORDS for line in lines)


def _first(lines: list[Line], marks: set[Mark]) -> int:
    return next((place for place, line in enumerate(lines) if line.mark in marks), len(lines))
