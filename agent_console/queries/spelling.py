"""Names as people hear and mistype them: words that exist, for one that was meant otherwise."""

from collections.abc import Sequence
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 4
"""Shorter words are too close to too many others."""
LONG = 6
"""From so many letters on, two may be wrong, or missing, or have changed places."""
MOST_NEAR, MOST_GUESSES = 10, 16
AT_A_TIME = 8_000

Guess = tuple[int, str]
"""How many letters a word is away from what was typed."""


def respelled(words: Sequence[str], tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what a name may have been meant to be, the nearest first; not what was typed."""
    if not any(len(one) >= LEAST and one.isalpha() for one in tokens):
        return []
    choices = [_near(words, token) for token in tokens]
    guesses = sorted(product(*choices), key=lambda each: sum(far for far, _ in each))
    meant = (tuple(word for _, word in each) for each in guesses)
    return [one for one in meant if one != tuple(tokens)][:MOST_GUESSES]


def _near(words: Sequence[str], token: str) -> list[Guess]:
    """Return the word itself and its neighbours; those two letters away where there are few."""
    itself = (0, token)
    if len(token) < LEAST or not token.isalpha():
        return [itself]
    most = 2 if len(token) >= LONG else 1
    near = [one for one in _alike(words, token, most) if one[1] != token]
    close = [one for one in near if one[0] == 1]
    return [itself, *(close or near)[:MOST_NEAR]]


def _alike(words: Sequence[str], token: str, most: int) -> list[Guess]:
    """Compare with some words at a time: while it compares, no other thread can do anything."""
    told = list[Guess]()
    for at in range(0, len(words), AT_A_TIME):
        some = words[at : at + AT_A_TIME]
        found = process.extract(
            token, some, scorer=OSA.distance, score_cutoff=most, limit=MOST_NEAR, processor=None
        )
        told += [(int(far), word) for word, far, _ in found]
    return sorted(told)
