"""One pass over one connection: what changed, then what may have changed without saying so."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agent_console.domain.profile import ProfileId
from agent_console.ports.clock import Clock
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.intake import Intake, Kept, RereadRule
from agent_console.ports.source import Gone, Mine, Page, Source, Wanted

PAUSE_S = 0.005
"""Between transactions, so that a note of an agent never waits for the whole pass."""

RENEW_EVERY = timedelta(seconds=15)
"""A pass holds its connection's lease for a minute at a time."""

EVERYTHING_NOW = RereadRule(
    old_every=timedelta(0),
    settled_for=timedelta(days=30),
    settled_every=timedelta(0),
    is_planned=False,
)
"""The rule of a pass somebody asked for: all open orders, and all of the last 30 days."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a pass over a connection went; what it had stored before it failed stays stored.

    `total` is how much there is to fetch as far as the streams read so far tell, else 0.
    """

    connection: str
    kind: str
    fetched: int = 0
    stored: int = 0
    quarantined: int = 0
    failure: RemoteFailure | None = None
    total: int = 0

    def status(self) -> str:
        """Return the interface's word: ok, partial (something in quarantine), or failed."""
        if self.failure is not None:
            return "failed"
        return "partial" if self.quarantined else "ok"


@dataclass(slots=True)
class Pull:
    """Carries pages from a source into the store, one small transaction after the other."""

    connection: str
    kind: str
    source: Source
    intake: Intake
    clock: Clock
    on_progress: Callable[[Outcome], None] = lambda _: None
    on_change: Callable[[frozenset[ProfileId]], None] = lambda _: None
    renew: Callable[[datetime], None] = lambda _: None
    tracks: Mine | None = None
    _outcome: Outcome = field(init=False)
    _renew_at: datetime = field(init=False)
    _before: tuple[str, int] = ("", 0)
    _left: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start counting at nothing."""
        self._outcome = Outcome(self.connection, self.kind)
        self._renew_at = self.clock.now() + RENEW_EVERY

    async def all(self, rule: RereadRule) -> Outcome:
        """Follow every stream to its end, then read again what the rule says."""
        pages = self._everything(rule, self.clock.now())
        return await self._carried(self._followed_up(self._orders_first(pages)))

    async def some(self, wanted: Wanted) -> Outcome:
        """Read the wanted records again, and nothing else."""
        pages = self.source.reread(wanted)
        return await self._carried(self._followed_up(self._orders_first(pages)))

    async def _followed_up(self, pages: AsyncIterator[Page]) -> AsyncIterator[Page]:
        """Ask for whom orders left, too: they may be gone since."""
        async for page in pages:
            self._left -= {*page.gone.people, *(one.external_id for one in page.people)}
            yield page
        if self._left:
            pages = self.source.reread(Wanted(people=sorted(self._left)))
            async for page in self._orders_first(pages):
                yield page

    async def _orders_first(self, pages: AsyncIterator[Page]) -> AsyncIterator[Page]:
        """Read the orders of who is gone before that is said: they may be another's since.

        Nothing else says so: giving them to another need not count as a change of theirs.
        """
        async for page in pages:
            orders = self._orders_of(page.gone.people)
            if not orders:
                yield page
                continue
            yield replace(page, gone=Gone(), merged=())
            async for again in self.source.reread(Wanted(orders=orders)):
                yield again
            yield Page(page.stream, gone=page.gone, merged=page.merged)

    def _orders_of(self, people: Sequence[str]) -> Sequence[str]:
        return self.intake.orders_of(self.connection, people) if people else ()

    async def _everything(self, rule: RereadRule, began: datetime) -> AsyncIterator[Page]:
        for stream in self.source.streams():
            async for page in self.source.changes(
                stream, self.intake.cursor(self.connection, stream)
            ):
                yield page
        due = self.intake.due(self.connection, rule, began)
        async for page in self.source.reread(due):
            yield page
        if self.tracks is not None:
            parcels = self.intake.parcels_due(self.connection, rule, began, self.tracks)
            async for page in self._tracked(Wanted(parcels=parcels)):
                yield page

    async def _tracked(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Read the parcels; where none is due, ask all the same: unasked, nobody is fresh."""
        if wanted.is_nothing():
            await self.source.probe()
        async for page in self.source.reread(wanted):
            yield page

    async def _carried(self, pages: AsyncIterator[Page]) -> Outcome:
        asked_at = self.clock.now()
        try:
            async for page in pages:
                self._count(page, await self._keep(page, asked_at))
                await asyncio.sleep(PAUSE_S)
                asked_at = self.clock.now()
        except RemoteFailure as failure:
            self._outcome = replace(self._outcome, failure=failure)
        self.on_progress(self._outcome)
        return self._outcome

    async def _keep(self, page: Page, asked_at: datetime) -> Kept:
        """Store a page as of when it was asked for or written: what was asked later stays."""
        now, as_of = self.clock.now(), min(asked_at, page.as_of or asked_at)
        kept = await asyncio.to_thread(self.intake.keep, self.connection, page, as_of)
        if now >= self._renew_at:
            self.renew(now)
            self._renew_at = now + RENEW_EVERY
        return kept

    def _total(self, page: Page) -> int:
        """Return how much there is: what the streams before brought, and all of this one."""
        if page.stream != self._before[0]:
            self._before = page.stream, self._outcome.fetched
        already = self._outcome.fetched + page.fetched() - self._before[1]
        return self._before[1] + max(page.total, already) if page.total else 0

    def _count(self, page: Page, kept: Kept) -> None:
        self._left |= kept.moved
        self._outcome = replace(
            self._outcome,
            fetched=self._outcome.fetched + page.fetched(),
            stored=self._outcome.stored + kept.stored,
            quarantined=self._outcome.quarantined + kept.quarantined,
            total=self._total(page),
        )
        self.on_progress(self._outcome)
        if kept.customers:
            self.on_change(kept.customers)
