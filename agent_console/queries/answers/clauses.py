"""What an answer is made of: clauses, each with its slots and the facts it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from agent_console.domain.moment import Moment
from agent_console.domain.money import Money


class Rank(IntEnum):
    """What gives way last where there is no room for all; the first two never do."""

    LEAD = 0
    MUST = 1
    NEXT = 2
    WHY = 3
    MONEY = 4
    CONTACT = 5
    EXTRA = 6


class Line(IntEnum):
    """On which of the three lines a clause stands: how it is, what comes, what we do."""

    WHAT = 0
    NEXT = 1
    US = 2


@dataclass(frozen=True, slots=True)
class At:
    """A time to be said with its clock where the source told one."""

    moment: Moment | None


@dataclass(frozen=True, slots=True)
class On:
    """A time to be said by its day."""

    moment: Moment | date | None


@dataclass(frozen=True, slots=True)
class Bare:
    """A day to be said without the word that makes it an answer to "when"."""

    moment: Moment | date | None


@dataclass(frozen=True, slots=True)
class By:
    """A time until which something is to come."""

    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of others, said as theirs; of more than `most` letters no more than the beginning."""

    words: str
    most: int = 96


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase within another; nothing is said where its slot `needs` has nothing to say."""

    name: str
    slots: "Mapping[str, Slot]" = field(default_factory=dict)
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Goods:
    """Articles with how many of each (0: the quantity is not said); as the name of a parcel."""

    articles: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel named by what is in it; with `may_be_one` by its only article: "your tent"."""

    goods: Goods
    may_be_one: bool = False


Slot = str | int | At | On | Bare | By | Quoted | Piece | Goods | Parcel | Money | None


SHORT = 48
"""So much of a quotation is said where room is short."""


def shortened(said: Slot) -> Slot:
    """Return a slot with no more of the words of others than there is room for."""
    if isinstance(said, Piece):
        return replace(said, slots={name: shortened(one) for name, one in said.slots.items()})
    return replace(said, most=SHORT) if isinstance(said, Quoted) else said


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is said: by which phrase, with what, from which facts.

    `count` chooses the plural form and fills the slot `n`.
    """

    name: str
    facts: tuple[str, ...]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    rank: Rank = Rank.LEAD
    line: Line = Line.WHAT
    count: int | None = None
    is_trouble: bool = False
    brief: "Mapping[str, Slot] | None" = None
    """Slots that are said instead where room is short."""

    def in_brief(self) -> "Clause":
        """Return it as it is said where room is short."""
        return replace(self, slots={**self.slots, **(self.brief or {})}, brief=None)

    def quoting_less(self) -> "Clause":
        """Return it with the beginning only of what others say."""
        return replace(self, slots={name: shortened(one) for name, one in self.slots.items()})

    def curt(self) -> "Clause":
        """Return it without what others say why."""
        brief = self.in_brief()
        return replace(brief, slots={**brief.slots, "said": None})
