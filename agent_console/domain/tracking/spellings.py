"""The spellings of one tracking number: as it is typed, printed, or read from a barcode."""

import re

from agent_console.domain.identity import reference
from agent_console.domain.tracking.recognition import recognised

SCANNER = re.compile(r"^\s*\](?:C[01]|d[12]|e[0-3]|Q[0-3])")
"""What a scanner may put in front to say which sort of barcode it read."""
UNIT, SIGN = 18, "00"
"""A shipping unit's digits, and what says in front of them that they are one's."""
SHORTEST_BARCODE = 20
"""Shorter numbers are printed as they are tracked."""


def spellings(text: str) -> tuple[str, ...]:
    """Return what a number may be stored as, normalised, the most literal first.

    A label bears more than the number: a postcode or a service before it, a sign of its sort. Of
    a sentence it is the number in it.
    """
    bare = SCANNER.sub("", text)
    found = [reference(text), reference(bare), *(one.number for one in recognised(bare))]
    units = [other for one in found for other in _units(one)]
    return tuple(dict.fromkeys(filter(None, [*found, *units])))


def barcode_spellings(number: str) -> tuple[str, ...]:
    """Return the same of a number that is stored, where it may be all that a barcode says."""
    known = reference(number)
    return spellings(number) if len(known) >= SHORTEST_BARCODE else (known,) if known else ()


def _units(number: str) -> list[str]:
    """Return a shipping unit's number without its sign, and with it."""
    if not number.isdecimal():
        return []
    found = []
    if len(number) in {UNIT + 2, UNIT + 4} and number.startswith(SIGN):
        found.append(number[2:])
    if len(number) == UNIT + 4 and number.startswith(2 * SIGN):
        found.append(number[4:])
    if len(number) == UNIT:
        found.append(SIGN + number)
    return found
