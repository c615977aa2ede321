"""The line before a quotation: "On Monday, 5 January 2026 at 10:30, Ann wrote:"."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re
from collections.abc import Iterator

from agent_console.connectors.channels.email.quotation.lines import (
    ADDRESS,
    NAMED_ADDRESS,
    Line,
    Mark,
    has_date,
    next_of,
)

MOST_LINES, LONGEST, LONGEST_TORN = 5, 400, 40

_WROTE = """
wrote|writes|said|schrieb|schreibt|geschrieben|a écrit|a ecrit|écrit|écrivait
escribió|escribio|ha escrito|va escriure|ha scritto|scrive|escreveu
schreef|schreven|geschreven|skrev|skrifaði|kirjoitti
napisał|napisała|napisał(a)|pisze|napsal|napsal(a)|napísal|napisao|je napisao/la
написал|написала|написал(а)|пишет|написав|написа
a scris|írta|ezt írta|yazdı|şunu yazdı|έγραψε|כתב|כתבה|كتب|كتبت|نوشت
写道|寫道|写到|のメール|書きました|님이 작성|작성|เขียนว่า|đã viết|menulis
"""
_VERBS = sorted(_WROTE.strip().replace("\n", "|").split("|"), key=len, reverse=True)
_WORDS = "|".join(map(re.escape, _VERBS))
HAS_WROTE = re.compile(rf"(?<![^\W\d_])(?:{_WORDS})(?![^\W\d_])|写道|寫道", re.IGNORECASE)
ENDS_IN_WROTE = re.compile(rf"(?:{_WORDS})\s*(?:\([^()]*\))?\s*[:：.…]?$", re.IGNORECASE)
"""The verb stands within such a line, or closes it."""
COLON = re.compile(r"[:：]$")
STAMPED = re.compile(
    r"(?:19|20)\d{2}-\d{1,2}-\d{1,2},?\s\d{1,2}:\d{2}(?::\d{2})?\s\(?(?:GMT|UTC|[+-]\d{4})"
)
"""How Gmail begins the line in the languages it has no words for; the end may be cut off."""
_OPENING = (
    r"(?:on|at|am|le|el|il|op|em|den|dnia|w dniu|dne|a|la|pada|på|в|на|στις|ב|في|在|於)[\s,.]"
)
OPENING, OPENS = (re.compile(one, re.IGNORECASE) for one in (_OPENING, rf"{_OPENING}|\d"))
TORN_DATE = re.compile(rf"{_OPENING}[^:]*\d", re.IGNORECASE)
"""With what such a line begins; the first line break may be within its date."""


def intro_ending_at(lines: list[Line], place: int) -> int:
    """Return how many lines the intro that ends at a place has; 0 for none.

    It grows upwards from its last line, and only as far as it must, so that it swallows nothing.
    """
    if not lines[place].is_short() or not _may_end(lines[place].bare):
        return 0
    candidates = list(_candidates(lines, place))
    for count, joined in candidates:
        if _is_dated_intro(joined) and (count == 1 or _may_begin(joined)):
            return count + _opening(lines, place - count + 1)
    return int(_is_undated_intro(lines, place))


def _may_end(bare: str) -> bool:
    return any(shape.search(bare) for shape in (COLON, ENDS_IN_WROTE)) or bool(STAMPED.match(bare))


def _candidates(lines: list[Line], place: int) -> Iterator[tuple[int, str]]:
    """Yield the last line, the last two, … joined."""
    for count in range(1, MOST_LINES + 1):
        first = place - count + 1
        if first < 0 or (count > 1 and not _may_go_on(lines, first, place)):
            return
        joined = " ".join(line.bare for line in lines[first : place + 1])
        if len(joined) > LONGEST:
            return
        yield count, joined


def _may_begin(joined: str) -> bool:
    return OPENS.match(joined) is not None or NAMED_ADDRESS.search(joined) is not None


def _may_go_on(lines: list[Line], first: int, place: int) -> bool:
    """Say whether a line can be an earlier line of the intro that ends at a place."""
    line = lines[first]
    if line.mark is Mark.BLANK:
        return lines[place].mark is Mark.QUOTED
    return line.mark is Mark.WORDS and line.is_short()


def is_torn(lines: list[Line], place: int) -> bool:
    """Say whether `> wrote:` is no quotation but the end of an address broken in two."""
    if not lines[place].is_short() or lines[place].mark is not Mark.QUOTED:
        return False
    if not ENDS_IN_WROTE.search(lines[place].bare):
        return False
    above = "".join(line.text for line in lines[max(0, place - 3) : place] if line.is_short())
    return above.count("<") > above.count(">")


def _is_before_quotation(lines: list[Line], place: int) -> bool:
    following = next_of(lines, place + 1)
    is_quoted = following < len(lines) and lines[following].mark is Mark.QUOTED
    return is_quoted and lines[place].mark is Mark.WORDS


def _is_dated_intro(joined: str) -> bool:
    if STAMPED.match(joined):
        return True
    is_somebody = HAS_WROTE.search(joined) or NAMED_ADDRESS.search(joined)
    return is_somebody is not None and has_date(joined)


def _is_undated_intro(lines: list[Line], place: int) -> bool:
    """Say whether it is `Ann Lee <ann@example.org> wrote:`, or less right above a quotation."""
    bare = lines[place].bare
    address = NAMED_ADDRESS.search(bare)
    if address and address.start() and ENDS_IN_WROTE.search(bare):
        return True
    return _is_before_quotation(lines, place) and _is_lead(bare)


def _is_lead(bare: str) -> bool:
    """Say whether a line right above a quotation says whose words follow."""
    return bool(has_date(bare) or HAS_WROTE.search(bare) or ADDRESS.search(bare))


def _opening(lines: list[Line], first: int) -> int:
    """Return 1 when the line above is the torn-off beginning of the intro, else 0."""
    if first == 0 or OPENING.match(lines[first].bare):
        return 0
    above = lines[first - 1]
    is_part = len(above.bare) <= LONGEST_TORN and TORN_DATE.match(above.bare)
    return 1 if is_part and above.mark is Mark.WORDS else 0
