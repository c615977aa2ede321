"""The phrases answers are made of: whole sentences of one language, with named slots."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SPOKEN = "spoken."
"""Before the name of a phrase that is said otherwise than it is written."""
OTHER = "other"
FORMS = frozenset({"zero", "one", "two", "few", "many", OTHER})
"""The forms a phrase that counts may have; every one has the last."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a language by their names, each by its plural forms, and the names of days.

    `form_of` tells which plural form the language wants for that many.
    """

    language: str
    names: Mapping[str, Sequence[str]]
    phrases: Mapping[str, Mapping[str, str]]
    form_of: Callable[[int], str]

    def phrase(self, name: str, count: int | None = None, *, is_spoken: bool = False) -> str:
        """Return a phrase with its slots, in the form for that many."""
        forms = self.phrases.get(SPOKEN + name) if is_spoken else None
        forms = forms or self.phrases[name]
        form = OTHER if count is None else self.form_of(count)
        return forms.get(form) or forms[OTHER]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is understood of the words of others, in whatever language they use.

    `movements` are words of carriers as they stand, each with what they mean; one that ends in *
    stands for all that begin so. `denials` are words by which people say that nothing came,
    `arrivals` those by which they take that back.
    """

    movements: Mapping[str, str]
    denials: Sequence[str]
    arrivals: Sequence[str] = ()

    def movement(self, words: str) -> str | None:
        """Return what a scan says that happened, None where its words are not known for certain."""
        said = " ".join(words.split()).rstrip(".").casefold()
        if (known := self.movements.get(said)) is not None:
            return known
        begun = (one for one in self.movements if one.endswith("*") and said.startswith(one[:-1]))
        longest = max(begun, key=len, default=None)
        return None if longest is None else self.movements[longest]

    def is_denial(self, words: str) -> bool:
        """Say that somebody writes that something did not come."""
        return _has_one(self.denials, words)

    def is_arrival(self, words: str) -> bool:
        """Say that somebody writes that it came after all."""
        return not self.is_denial(words) and _has_one(self.arrivals, words)


def _has_one(phrases: Sequence[str], words: str) -> bool:
    said = " ".join(words.split()).casefold()
    return any(one in said for one in phrases)
