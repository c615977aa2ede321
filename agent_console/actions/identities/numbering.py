"""Saying whose a telephone number is that no source knows."""

from agent_console.actions.identities.joining import ReasonMissingError
from agent_console.domain import identity
from agent_console.domain.profile import Link, ProfileId, Statement
from agent_console.ports.linking import NumberBook


class NoNumberError(Exception):
    """What was told is no telephone number."""


def attach(
    book: NumberBook, owner: ProfileId, number: str, said: Statement, *, region: str
) -> Link:
    """Keep a number as a customer's; the link that holds it is taken back as any other.

    Raises:
        NoNumberError, ReasonMissingError: nothing was written.
    """
    read = identity.phone(number, region)
    if read is None:
        raise NoNumberError(f"{number!r} is no telephone number.")
    if not said.why.strip():
        raise ReasonMissingError("Give a reason; it is what the next person will read.")
    return book.attach(owner, read, said)
