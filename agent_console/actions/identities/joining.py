"""Linking two customers and unlinking them."""

from agent_console.domain.profile import Link, LinkId, ProfileId, Statement
from agent_console.ports.linking import LinkBook


class OnePersonAlreadyError(Exception):
    """The two are one customer already; there is nothing to link."""


class ReasonMissingError(Exception):
    """A link without a reason helps nobody who reads it later."""


class NoSuchLinkError(Exception):
    """There is no live link of that id."""


def link(book: LinkBook, first: ProfileId, second: ProfileId, said: Statement) -> Link:
    """Join two customers, by the ids of any of their profiles.

    Raises:
        OnePersonAlreadyError, ReasonMissingError: nothing was written.
    """
    if first == second:
        raise OnePersonAlreadyError("These two are one customer already.")
    if not said.why.strip():
        raise ReasonMissingError("Give a reason; it is what the next person will read.")
    return book.link(first, second, said)


def unlink(book: LinkBook, link_id: LinkId, said: Statement) -> Link:
    """End a link; both customers are as they were before it.

    Raises:
        NoSuchLinkError: it never was, or has ended already.
    """
    ended = book.unlink(link_id, said)
    if ended is None:
        raise NoSuchLinkError(f"There is no live link l{link_id}.")
    return ended
