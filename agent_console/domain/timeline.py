"""The timeline of one customer, as it is read: entries with their sources and their ages."""

from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.identity import folded
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.observation import Channel, Direction, EntryKind
from agent_console.domain.parcel import Place


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it, under which id of theirs, and when we heard it; `words` of a note as then."""

    connection: str
    kind: str
    external_id: str | None
    observed_at: datetime
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a timeline to page on from: sort key and event."""

    sort_at: int
    event_id: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a timeline; `remark` is what became of it, as of a message that came back."""

    event_id: int
    sort_at: int
    kind: EntryKind
    status: str
    title: str
    text: str | None
    moment: Moment
    sources: tuple[Source, ...]
    order: str | None = None
    shipment: str | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    amount: Money | None = None
    author: str | None = None
    place: Place | None = None
    remark: str | None = None

    def city(self) -> str:
        """Return the city where it happened, as far as told."""
        return (self.place and self.place.city) or ""

    def named(self) -> str:
        """Word it by itself: what happened, and in which city where the words do not say."""
        where = self.where()
        return self.title.rstrip(".") + where if where else self.title

    def where(self) -> str:
        """Name the city where the words do not: ", Graz"."""
        city = self.city()
        return "" if folded(city) in folded(self.title) else f", {city}"

    def position(self) -> Position:
        """Return where it stands."""
        return Position(self.sort_at, self.event_id)

    def observed_at(self) -> datetime | None:
        """Return when the last of its sources was heard."""
        return max((source.observed_at for source in self.sources), default=None)
