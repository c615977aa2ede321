"""What follows two dashes: who wrote, or more of what is wanted."""
# ruff: noqa: RUF001 - signs of many scripts

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.connectors.channels.email.quotation.lines import Line, Mark

STANDARD = "-- "
"""RFC 3676: with a blank behind it, it is a signature's and nothing else."""
ITEM = re.compile(r"\s*(?:[-*•·]|\d{1,3}[.)]|\d{1,3}\s?[x×])\s+\S")
CLOSED, CLOSED_ANYWHERE = (".", "?", "!"), ("。", "？", "！", "؟")
FEWEST_CLOSED, FEWEST_OPEN, MOST_LINES = 4, 6, 60
LINK = re.compile(r"https?://|www\.|\S@\S")
OF_FIRMS = any_of(
    r"confiden|privileged|disclaimer|intended (?:only|solely|recipient)|unauthori[sz]ed",
    r"vertraul|adressat|empfänger|destinataire|destinatari|riservat|geadresseerde",
    r"\bprint|ausdruck|drucken|imprimer|imprimir|stampa",
    r"virus|registered|handelsregister|geschäftsführ|\bltd\b|\bgmbh\b|subscri|mailing list",
)
"""What firms and lists put below all that is sent."""


def is_amid(lines: list[Line], place: int) -> bool:
    """Say whether the dashes at a place stand amid a person's words, which go on below."""
    if lines[place].text == STANDARD:
        return False
    below = list(islice(_below(lines, place), MOST_LINES))
    if below and ITEM.match(below[0].text):
        return True
    return any(_is_prose(line.text) for line in _after_blank(below))


def _below(lines: list[Line], place: int) -> Iterator[Line]:
    """Yield the lines to the next mark, or the next dashes."""
    own = {Mark.WORDS, Mark.BLANK}
    dashes = lines[place].text.strip()
    rest = islice(lines, place + 1, None)
    return takewhile(lambda one: one.mark in own and one.text.strip() != dashes, rest)


def _after_blank(below: list[Line]) -> Iterator[Line]:
    """Yield the lines of all paragraphs but the first."""
    blank = next((n for n, line in enumerate(below) if n and line.mark is Mark.BLANK), len(below))
    return islice(below, blank, None)


def _is_prose(text: str) -> bool:
    said = text.strip()
    if LINK.search(said) or OF_FIRMS.search(said) or said.startswith(('"', "“", "„", "«", "'")):
        return False
    if said.endswith(CLOSED_ANYWHERE):
        return True
    words = said.split()
    small = sum(word[:1].islower() for word in words)
    fewest = FEWEST_CLOSED if said.endswith(CLOSED) else FEWEST_OPEN
    return len(words) >= fewest and small * 2 >= len(words)
