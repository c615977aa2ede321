"""A hand-off: a short code that opens a customer and an order for whoever goes on with them.

The code says nothing by itself. Its letters are told apart on paper and by ear, and its last one
is reckoned from the others: one letter misread, or two that changed places, are noticed always.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId

LETTERS = "23456789ABCDEFGHJKMNPRSTVWXYZ"
"""Without those that look alike (0 O Q, 1 I L, U V); as they are a prime number, no error hides."""
FREE, LONG = 5, 6


@dataclass(frozen=True, slots=True)
class HandOff:
    """Whom and which order a code opens, and who handed them off when."""

    code: str
    profile: ProfileId
    order: str | None
    who: str
    when: datetime


def drawn(draw: Callable[[int], int]) -> str:
    """Make a code by chance; `draw` returns a number below another."""
    free = [draw(len(LETTERS)) for _ in range(FREE)]
    return "".join(LETTERS[one] for one in (*free, _check(free)))


def code_in(text: str) -> str | None:
    """Return the code a text is, however it is spaced; None where it is none, or misread."""
    code = reference(text)
    if not looks_like(code):
        return None
    *free, check = (LETTERS.index(one) for one in code)
    return code if check == _check(free) else None


def looks_like(text: str) -> bool:
    """Say whether a text has the shape of a code, be it misread or not."""
    code = reference(text)
    return len(code) == LONG and all(one in LETTERS for one in code)


def shown(code: str) -> str:
    """Return a code as it is read out: "K7M 2RX"."""
    half = LONG // 2
    return f"{code[:half]} {code[half:]}"


def _check(free: Sequence[int]) -> int:
    """Weigh each place differently, so that two that changed places weigh otherwise."""
    return -sum(place * one for place, one in enumerate(free, start=2)) % len(LETTERS)
