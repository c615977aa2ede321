"""Names as people hear and mistype them: words that exist, for one that nobody is called."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import product

from agent_console.ports.reading import LookupReader

LEAST = 4
"""Shorter words are too close to too many others."""
CLOSE = 0.76
"""How much alike: one letter of five may be another, two of six may have changed places."""
MOST_WORDS, MOST_GUESSES = 4_000, 3


def respelled(lookup: LookupReader, tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what a name may have been meant to be, the likeliest first; nothing for known words."""
    choices = [_choices(lookup, token) for token in tokens]
    if all(one == [token] for one, token in zip(choices, tokens, strict=True)):
        return
    yield from product(*choices)


def _choices(lookup: LookupReader, token: str) -> list[str]:
    if lookup.words(token, 1):
        return [token]
    if len(token) < LEAST:
        return []
    words = {word for start in _starts(token) for word in lookup.words(start, MOST_WORDS)}
    return get_close_matches(token, sorted(words), MOST_GUESSES, CLOSE)


def _starts(token: str) -> Sequence[str]:
    """Return how the word meant may begin: as typed, its first letters exchanged, or one wrong."""
    first, second, third = token[0], token[1], token[2]
    return tuple(dict.fromkeys((first + second, second + first, first + third, second + third)))
