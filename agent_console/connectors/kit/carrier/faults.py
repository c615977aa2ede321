"""By whose fault it is, by what a carrier calls it: its codes, or its own words as a whole."""

from collections.abc import Mapping, Sequence

from agent_console.domain.parcel import Fault, ParcelStatus

TROUBLED = frozenset(
    {ParcelStatus.EXCEPTION, ParcelStatus.ATTEMPT_FAILED, ParcelStatus.RETURN_TO_SENDER}
)
"""Where a code that carriers use for other things as well says what went wrong."""


def by_code(lists: Mapping[Fault, str]) -> Mapping[str, Fault]:
    """Return the fault of each code; the codes of a fault are written with spaces between them."""
    return {code: fault for fault, codes in lists.items() for code in codes.split()}


def by_words(lists: Mapping[Fault, Sequence[str]]) -> Mapping[str, Fault]:
    """Return the fault of each sentence of a carrier's, by how `folded` writes it."""
    return {folded(words): fault for fault, listed in lists.items() for words in listed}


def folded(words: str | None) -> str:
    """Return words in small letters with single spaces, without a full stop."""
    return " ".join((words or "").split()).rstrip(".").casefold()
