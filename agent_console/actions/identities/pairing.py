"""Saying of two customers that they are two: somebody else, or of one household."""

from collections.abc import Set

from agent_console.domain.profile import (
    Dismissal,
    DismissalId,
    Household,
    HouseholdId,
    ProfileId,
    Statement,
)
from agent_console.ports.linking import PairBook


class OneCustomerError(Exception):
    """The two are one customer; take their link back first."""


class NothingSaidError(Exception):
    """There is no such household or dismissal, or it was taken back already."""


def dismiss(
    book: PairBook, first: ProfileId, second: ProfileId, said: Statement, *, evidence: Set[str]
) -> Dismissal:
    """Say that two customers are two people, whatever of this evidence speaks for one.

    Raises:
        OneCustomerError: nothing was written.
    """
    _refuse_one(first, second)
    return book.dismiss(first, second, evidence, said)


def reconsider(book: PairBook, dismissal: DismissalId, said: Statement) -> Dismissal:
    """Take a dismissal back.

    Raises:
        NothingSaidError: it never was, or was taken back already.
    """
    ended = book.reconsider(dismissal, said)
    if ended is None:
        raise NothingSaidError(f"There is no dismissal d{dismissal} to take back.")
    return ended


def relate(book: PairBook, first: ProfileId, second: ProfileId, said: Statement) -> Household:
    """Say that two customers are of one household and stay two people.

    Raises:
        OneCustomerError: nothing was written.
    """
    _refuse_one(first, second)
    return book.relate(first, second, said)


def part(book: PairBook, household: HouseholdId, said: Statement) -> Household:
    """Take a household back.

    Raises:
        NothingSaidError: it never was, or was taken back already.
    """
    ended = book.part(household, said)
    if ended is None:
        raise NothingSaidError(f"There is no household h{household} to take back.")
    return ended


def _refuse_one(first: ProfileId, second: ProfileId) -> None:
    if first == second:
        raise OneCustomerError("These two are one customer; take their link back first.")
