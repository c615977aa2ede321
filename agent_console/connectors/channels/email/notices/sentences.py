"""The words of a mail as lines and as sentences, without its links; broken lines are mended."""

import re
from collections.abc import Iterator

MOST_LETTERS, MOST_LINES, LONGEST = 10_000, 150, 600
"""Looked at of a body; and the longest sentence that is read."""
LONGEST_SUBJECT = 500
LINK = re.compile(r"<?(?:https?://|mailto:|www\.)\S{1,3000}")
UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
END = re.compile(r"(?<=[.!?])(?<!\b\d\.)(?<!\b\d\d\.)\s(?=[^a-zà-ÿ\d])")
"""Between two sentences; `24. November` and `11:42 a.m. at` are none."""
FULL_LINE = 60
"""A line of so many letters without an end goes on in the next."""
ENDS = ".!?:"


def lines_of(text: str) -> list[str]:
    """Return the first lines of a body, white space tidied, empty ones as such."""
    seen = UNSEEN.sub("", LINK.sub(" ", text[:MOST_LETTERS]))
    lines = [" ".join(line.split()) for line in seen.splitlines()]
    return [line for line in lines if not line.startswith(">")][: MOST_LINES * 2]


def line_of(subject: str | None) -> str:
    """Return a subject as one line."""
    return " ".join(UNSEEN.sub("", LINK.sub(" ", (subject or "")[:LONGEST_SUBJECT])).split())


def sentences(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of some lines, and which begin one; what is too long is left out."""
    for line in _mended(lines):
        for at, sentence in enumerate(END.split(line)):
            if 0 < len(sentence) <= LONGEST:
                yield sentence, not at


def _mended(lines: list[str]) -> list[str]:
    whole: list[str] = []
    is_apart = True
    for line in lines:
        if not line:
            is_apart = True
            continue
        if whole and _goes_on(whole[-1], line, is_apart=is_apart):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
        is_apart = False
    return whole


def _goes_on(above: str, line: str, *, is_apart: bool) -> bool:
    """Say whether a line is the rest of the one above: nobody begins in small letters."""
    if len(above) > LONGEST or above[-1] in ENDS:
        return False
    is_broken = len(above) >= FULL_LINE or above[-1] == ","
    return line[0].islower() or (is_broken and not is_apart)
