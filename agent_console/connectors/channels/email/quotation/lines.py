"""The lines of a text, and the shapes in them that all languages share."""
# ruff: noqa: RUF001 - signs of many scripts

import re
from dataclasses import dataclass
from enum import StrEnum

QUOTED = re.compile(r"\s{0,3}(?:[A-Z]{0,3}[>＞]\s?)+")
"""With the initials of whom is quoted, as old programs put them: AB> so they wrote."""
LONGEST = 400
"""Letters of a line that may be a mark; prose is longer."""

ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"'@]{1,64}@[^\s<>()\[\]:;,\"'@]{1,190}")
NAMED_ADDRESS = re.compile(
    r"[<\[(*]\s*(?:mailto:\s*)?[^\s<>()\[\]:;,\"@]{1,64}@[^\s<>()\[\];,\"@]{1,190}"
)
CLOCK = re.compile(r"\b\d{1,2}\s?[:.h時时點点]\s?\d{2}(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
NUMBERS = re.compile(r"\d+")
DATE_NUMBERS = 3
EMPHASIS = " \t\u00a0*_\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What may stand around a mark: bold and italic of plain text, and marks of direction."""


class Mark(StrEnum):
    """What a line is."""

    BLANK = "blank"
    WORDS = "words"
    QUOTED = "quoted"
    INTRO = "intro"
    HEADER = "header"
    DELIMITER = "delimiter"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Line:
    """One line: as written, bare of quotation marks and emphasis, and what it is."""

    text: str
    bare: str
    mark: Mark

    def is_short(self) -> bool:
        """Say whether it is short enough to be anything but prose."""
        return len(self.text) <= LONGEST


def lines_of(text: str) -> list[Line]:
    """Split a text into lines, quoted ones marked."""
    return [_line(line) for line in text.split("\n")]


def has_date(text: str) -> bool:
    """Say whether there is a day in it: three numbers, among them a year or a time of day."""
    if not (CLOCK.search(text) or YEAR.search(text)):
        return False
    return len(NUMBERS.findall(text)) >= DATE_NUMBERS


def next_of(lines: list[Line], place: int) -> int:
    """Return where the next line with anything on it stands, or the end."""
    while place < len(lines) and lines[place].mark is Mark.BLANK:
        place += 1
    return place


def _line(text: str) -> Line:
    if not text.strip(EMPHASIS):
        is_rule = text.strip().startswith(("**", "__"))
        return Line(text, text.strip(), Mark.WORDS) if is_rule else Line(text, "", Mark.BLANK)
    marks = QUOTED.match(text)
    if marks is None:
        return Line(text, text.strip(EMPHASIS), Mark.WORDS)
    return Line(text, text[marks.end() :].strip(EMPHASIS), Mark.QUOTED)
