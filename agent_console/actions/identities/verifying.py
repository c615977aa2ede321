"""Writing down that somebody proved to be the customer, so that nobody asks her again."""

from agent_console.domain.profile import ProfileId, Statement, Verification, VerificationId
from agent_console.ports.linking import VerificationBook


class NotProvenError(Exception):
    """What was told does not fit the order, or there is nothing to prove by."""


class NoSuchProofError(Exception):
    """There is no such proof, or it was taken back already."""


def verify(
    book: VerificationBook, profile: ProfileId, order: str, said: Statement, *, means: str
) -> Verification:
    """Keep by what somebody proved to be the customer.

    Raises:
        NotProvenError: no order was named; nothing was written.
    """
    if not order:
        raise NotProvenError(
            "No order of this customer fits what was told. Ask for something else."
        )
    return book.verify(profile, order, means, said)


def withdraw(book: VerificationBook, verification: VerificationId, said: Statement) -> Verification:
    """Take a proof back.

    Raises:
        NoSuchProofError: it never was, or was taken back already.
    """
    ended = book.withdraw(verification, said)
    if ended is None:
        raise NoSuchProofError(f"There is no proof v{verification} to take back.")
    return ended
