"""Handing a customer and an order to a colleague by a short code."""

from collections.abc import Callable
from datetime import timedelta

from agent_console.domain.acting.handing import HandOff, drawn
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.linking import HandOffBook

SAME = timedelta(hours=12)
"""So long whoever hands off the same again says the same code."""
TRIES = 20


class NoCodeError(Exception):
    """No code was free; there are twenty million, so something else is wrong."""


def hand_off(
    book: HandOffBook,
    profile: ProfileId,
    order: str | None,
    said: Statement,
    *,
    draw: Callable[[int], int],
) -> HandOff:
    """Return the code that opens a customer and an order.

    Raises:
        NoCodeError: nothing was written.
    """
    before = book.newest(profile, order)
    if before is not None and before.who == said.who and said.when - before.when < SAME:
        return before
    for _ in range(TRIES):
        made = book.hand_off(drawn(draw), profile, order, said)
        if made is not None:
            return made
    raise NoCodeError("No code is free. Hand off by the order number instead.")
