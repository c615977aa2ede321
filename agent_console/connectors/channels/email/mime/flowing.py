"""Lines that a program broke to a width and marked with a blank at the end (RFC 3676)."""

import re
from itertools import pairwise

MARKS = re.compile(r"(>*) ?(.*)", re.DOTALL)
SIGNATURE = "-- "


def unflowed(text: str, *, is_joint: bool) -> str:
    """Join the lines again; `is_joint` says that the blank at the break is of the mark alone."""
    lines = [_unstuffed(line) for line in text.split("\n")]
    paragraphs = [[_shown(lines[0])]]
    for above, line in pairwise(lines):
        if not _goes_on(above, line):
            paragraphs.append([_shown(line)])
            continue
        if is_joint:
            paragraphs[-1][-1] = paragraphs[-1][-1].removesuffix(" ")
        paragraphs[-1].append(line[1])
    return "\n".join("".join(pieces) for pieces in paragraphs)


def _unstuffed(line: str) -> tuple[str, str]:
    """Return a line's marks of quotation, and what stands behind them."""
    found = MARKS.fullmatch(line)
    return (found[1], found[2]) if found else ("", line)


def _shown(line: tuple[str, str]) -> str:
    marks, said = line
    return f"{marks} {said}" if marks else said


def _goes_on(above: tuple[str, str], line: tuple[str, str]) -> bool:
    is_open = above[1].endswith(" ") and above[1] != SIGNATURE
    return is_open and above[0] == line[0] and line[1] != SIGNATURE
