"""Whose a tracking number may be, by its shape and check digit alone; several may be told.

printed_numbers.py is for text of customers, and takes a number only where nobody else's can be
meant; here somebody asks about a number, and chooses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.domain.identity import reference
from agent_console.domain.tracking.printed_numbers import POSTS
from agent_console.domain.tracking.shapes import COUNTRIES, SHAPES, Certainty, Shape

LONGEST = 64
"""No number with its spaces is longer."""
GROUPS = 12
"""In so many groups a number is written at most."""
WORD = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
ORDER = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A carrier that a number may be of, the number as that carrier tracks it, and how sure."""

    carrier: str
    number: str
    certainty: Certainty


def recognised(text: str) -> tuple[Recognised, ...]:
    """Return whose the number in a text may be, the surest first.

    The text is one number, however it is spaced; or a sentence, in which a number of several
    groups must be beyond doubt.
    """
    whole = _of_number(text) if len(text) <= 2 * LONGEST else ()
    return _sorted(whole or _in_sentence(text))


def _of_number(text: str) -> tuple[Recognised, ...]:
    number = reference(text)
    if not 0 < len(number) <= LONGEST:
        return ()
    found = (_read(shape, number) for shape in SHAPES)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _read(shape: Shape, number: str) -> Recognised | None:
    found = shape.pattern.fullmatch(number)
    carrier = shape.carrier or _post(number[-2:])
    if found is None or carrier is None:
        return None
    parts = found.groupdict()
    tracked = parts.get("n") or number
    proved = shape.before + (parts.get("p") or tracked)
    if shape.check is not None and not shape.check(proved):
        return None
    return Recognised(carrier, tracked, shape.certainty)


def _post(country: str) -> str | None:
    """Return who carries what bears the sign of a country."""
    return POSTS.get(country, f"Post of {country}") if country in COUNTRIES else None


def _in_sentence(text: str) -> Iterator[Recognised]:
    """Yield those of the words with a digit; of groups that stand together, the most first."""
    words = [found for found in WORD.finditer(text) if any(map(str.isdigit, found[0]))]
    start = 0
    while start < len(words):
        count, found = _longest(text, words[start : start + GROUPS])
        yield from found
        start += count


def _longest(text: str, words: list[re.Match[str]]) -> tuple[int, tuple[Recognised, ...]]:
    """Return what the most of some words make together, and how many those are."""
    for count in range(len(words), 1, -1):
        together = text[words[0].start() : words[count - 1].end()]
        if not _is_spaced(words[:count]):
            continue
        sure = tuple(one for one in _of_number(together) if one.certainty is Certainty.SURE)
        if sure:
            return count, sure
    return 1, _of_number(words[0][0])


def _is_spaced(words: list[re.Match[str]]) -> bool:
    """Say that one space is between each of the words and the next."""
    ends = [word.end() + 1 for word in words[:-1]]
    return ends == [word.start() for word in words[1:]]


def _sorted(found: Iterator[Recognised] | tuple[Recognised, ...]) -> tuple[Recognised, ...]:
    surest = dict[tuple[str, str], Recognised]()
    for one in sorted(found, key=lambda one: ORDER.index(one.certainty)):
        surest.setdefault((one.carrier, one.number), one)
    return tuple(surest.values())
