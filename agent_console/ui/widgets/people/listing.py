"""What the list at the left shows: rows of people under headings, or why there is nothing."""

from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.profile import ProfileId
from agent_console.ui.widgets.state_panel import Situation


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One customer in the list: who, why they are here, and when something last happened.

    `sought` is the number of the order or parcel they were found by, normalised; `key` names the
    row where a customer may have several; `aside` is who has it, or how it stands.
    """

    customer: ProfileId
    name: str
    why: str
    at: datetime | None = None
    sought: str = ""
    key: str = ""
    aside: str = ""

    def initials(self) -> str:
        """Return one or two letters for the avatar."""
        words = [word for word in self.name.split() if word[:1].isalnum()]
        letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
        return "".join(letters).upper() or "?"

    def named(self) -> object:
        """Return what names the row, also when it has changed."""
        return self.key or self.customer


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between rows: what the next ones have in common, and how many they are."""

    title: str
    count: int

    def named(self) -> object:
        """Return what names the line, also when there are more rows under it."""
        return self.title


Line = ResultRow | Heading


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows now: a title, quiet words beside it, rows, or a situation instead.

    `count` is how many are meant by the title, 0 where that is not worth saying.
    """

    title: str
    aside: str
    rows: tuple[Line, ...] = ()
    situation: Situation | None = None
    count: int = 0

    def people(self) -> tuple[ResultRow, ...]:
        """Return the rows without what stands between them."""
        return tuple(row for row in self.rows if isinstance(row, ResultRow))
