"""What the worker works with, in memory: sources, the intake, leases, and the line to a window."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import News, Wish
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.intake import Kept, RereadRule
from agent_console.ports.source import Mine, Page, Source, Wanted, WantedParcel, any_parcel
from agent_console.sync.turn import Connection


@dataclass
class MemorySource:
    """A remote system with a list of pages (port Source); `failure` is raised before them."""

    pages: list[Page] = field(default_factory=list)
    failure: Exception | None = None
    gate: asyncio.Event | None = None
    """Where set, a pass waits here after its first page."""
    asked: list[Wanted] = field(default_factory=list)
    probed: int = 0
    opened: int = 0
    closed: int = 0
    secret: str = "old"
    tracks: Mine | None = None
    is_mailbox: bool = False

    def connection(self, name: str = "web-shop") -> Connection:
        kinds = self.tracks, self.is_mailbox
        return Connection(name, "vendure", self.open, lambda: hash(self.secret), *kinds)

    def open(self) -> Source:
        self.opened += 1
        return self

    def streams(self) -> Sequence[str]:
        return [] if self.tracks is not None else ["orders"]

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        if self.failure is not None:
            raise self.failure
        for number, page in enumerate(self.pages):
            if number and self.gate is not None:
                await self.gate.wait()
            yield page

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        self.asked.append(wanted)
        if self.failure is not None:
            raise self.failure
        if wanted.people or wanted.orders:
            yield Page("orders")

    def read(self, stream: str, raw: str) -> Page:
        return Page(stream)

    async def probe(self) -> str:
        self.probed += 1
        if self.failure is not None:
            raise self.failure
        return "here"

    async def close(self) -> None:
        self.closed += 1


@dataclass
class MemoryIntake:
    """Keeps pages in a list (port Intake); every page touches customer 7."""

    kept: list[tuple[str, Page]] = field(default_factory=list)
    knows: dict[str, Wanted] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """Whose the orders are."""
    failure: Exception | None = None
    on_keep: Callable[[], None] = lambda: None

    def keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        self.on_keep()
        if self.failure is not None:
            raise self.failure
        self.kept.append((connection, page))
        touched = frozenset({ProfileId(7)}) if page.fetched() else frozenset[ProfileId]()
        return Kept(page.fetched() - len(page.unreadable), len(page.unreadable), touched)

    def cursor(self, connection: str, stream: str) -> str | None:
        cursors = [page.cursor for name, page in self.kept if name == connection and page.cursor]
        return cursors[-1] if cursors else None

    def due(self, connection: str, rule: RereadRule, now: datetime) -> Wanted:
        return Wanted(orders=["due"] if self.kept else [])

    def known(self, customer: ProfileId, connection: str) -> Wanted:
        if self.failure is not None:
            raise self.failure
        return self.knows.get(connection, Wanted())

    def orders_of(self, connection: str, people: Collection[str]) -> Sequence[str]:
        return [order for order, owner in self.owners.items() if owner in people]

    def parcels_due(
        self, connection: str, rule: RereadRule, now: datetime, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        return [one for one in self.knows.get(connection, Wanted()).parcels if mine(one)]

    def parcels_of(
        self, customer: ProfileId, connection: str, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        return [one for one in self.knows.get(connection, Wanted()).parcels if mine(one)]


@dataclass
class MemoryPasses:
    """Hands out leases (port Passes) and remembers how each pass ended."""

    holders: dict[str, str] = field(default_factory=dict)
    ended: list[tuple[str, RemoteFailure | None]] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)

    def begin(self, connection: str, kind: str, owner: str, now: datetime) -> bool:
        return self.holders.setdefault(connection, owner) == owner

    def renew(self, connection: str, owner: str, now: datetime) -> None:
        self.renewed.append(connection)

    def end(
        self, connection: str, owner: str, now: datetime, failure: RemoteFailure | None
    ) -> None:
        assert self.holders.pop(connection) == owner
        self.ended.append((connection, failure))

    def leave(self, connection: str, owner: str) -> None:
        assert self.holders.pop(connection) == owner

    def fresh(self) -> list[str]:
        """Name the connections that ended well."""
        return [name for name, failure in self.ended if failure is None]


@dataclass
class MemoryLine:
    """A window at the other end of a queue (port Line); None as a wish hangs up."""

    news: list[News] = field(default_factory=list)
    wished: asyncio.Queue[Wish | None] = field(default_factory=asyncio.Queue)

    def tell(self, news: News) -> None:
        self.news.append(news)

    async def wishes(self) -> AsyncIterator[Wish]:
        while (wish := await self.wished.get()) is not None:
            yield wish

    def of(self, kind: type[News]) -> list[News]:
        """Return the news of one kind."""
        return [one for one in self.news if isinstance(one, kind)]
