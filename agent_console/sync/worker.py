"""The worker: keeps every connection fresh, and does at once what the window asks for."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import (
    FetchFile,
    FileFetched,
    Followed,
    FollowParcels,
    Paused,
    PauseReading,
    Progress,
    RefreshCustomer,
    Refreshed,
    WakeUp,
    Wish,
    changes,
)
from agent_console.ports.failures import RemoteFailure, SignInAgain, TryLater
from agent_console.ports.intake import RereadRule
from agent_console.ports.line import Line
from agent_console.sync.dispatch import Outgoing
from agent_console.sync.files import FileErrands
from agent_console.sync.learning import Learning
from agent_console.sync.pull import Outcome, Pull
from agent_console.sync.refreshing import Answer, Refreshing
from agent_console.sync.turn import Bench, Connection, turn
from agent_console.sync.watching import Lookout, keep_watch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Routine:
    """A connection and how often it is read, in seconds."""

    connection: Connection
    every_s: float


@dataclass(slots=True)
class Worker:
    """Runs the passes of all connections and answers one window."""

    bench: Bench
    routines: Sequence[Routine]
    line: Line
    rule: RereadRule = field(default_factory=RereadRule)
    files: FileErrands | None = None
    outgoing: Outgoing | None = None
    lookout: Lookout | None = None
    learning: Learning | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _is_paused: bool = False
    _passes: dict[str, asyncio.Task[list[Outcome]]] = field(default_factory=dict)
    _refused: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By connection the signature of the secrets that were refused, and in which words."""
    _errands: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Work until the window goes, or for ever where there is none."""
        self.line.tell(Paused(is_paused=False))
        passes = [asyncio.create_task(self._keep_fresh(one)) for one in self.routines]
        if self.outgoing is not None:
            passes += self.outgoing.started(self._changed)
        if self.lookout is not None:
            passes.append(asyncio.create_task(keep_watch(self.lookout, self._changed)))
        if self.learning is not None:
            passes.append(asyncio.create_task(self.learning.forever()))
        listening = asyncio.create_task(self._listen())
        try:
            await _first_end([listening, *passes])
        finally:
            for task in (listening, *passes, *self._errands):
                task.cancel()
            await asyncio.gather(listening, *passes, *self._errands, return_exceptions=True)

    async def _listen(self) -> None:
        async for wish in self.line.wishes():
            self._heed(wish)

    def _heed(self, wish: Wish) -> None:
        match wish:
            case RefreshCustomer():
                self._run(self._refresh(ProfileId(wish.customer)))
            case FollowParcels():
                self._run(self._look_after(wish))
            case FetchFile():
                self._run(self._fetch(wish))
            case PauseReading():
                self._pause()
            case WakeUp():
                self._go_on()

    def _pause(self) -> None:
        self._is_paused = True
        for reading in self._passes.values():
            reading.cancel()
        self.line.tell(Paused(is_paused=True))

    def _go_on(self) -> None:
        if self._is_paused:
            self._is_paused = False
            self.line.tell(Paused(is_paused=False))
        self._wake.set()
        self._wake = asyncio.Event()

    def _run(self, errand: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._ran)

    async def _keep_fresh(self, routine: Routine) -> None:
        failing = False
        while True:
            wake = self._wake
            if self._is_paused:
                await wake.wait()
                continue
            signed = await asyncio.to_thread(routine.connection.signed)
            outcome = await self._pass(routine.connection)
            if outcome is None:
                continue
            _log(outcome, failing=failing)
            failing = outcome.failure is not None
            self._refused.pop(routine.connection.name, None)
            if isinstance(outcome.failure, SignInAgain):
                self._refused[routine.connection.name] = (signed, outcome.failure.message)
            self._progress(outcome, is_running=False)
            pause = max(routine.every_s, _patience(outcome.failure))
            while not await _either(wake, pause) and await _is_in_vain(routine, outcome, signed):
                pass

    async def _pass(self, connection: Connection) -> Outcome | None:
        """Run one pass; None when it was paused."""
        while (other := self._passes.get(connection.name)) is not None:
            await asyncio.wait({other})
        reading = asyncio.create_task(turn(self.bench, [connection], self.rule, self._watched))
        self._passes[connection.name] = reading
        try:
            [outcome] = await reading
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if own is None or own.cancelling():
                reading.cancel()
                await asyncio.wait({reading})
                raise
            self._progress(Outcome(connection.name, connection.kind), is_running=False)
            return None
        finally:
            del self._passes[connection.name]
        return outcome

    async def _refresh(self, customer: ProfileId) -> None:
        failed: str | None = "the refresh broke off"
        not_asked: str | None = None
        try:
            asking = Refreshing(self.bench, self._watched, self._follow)
            told = await asking.of([one.connection for one in self.routines], customer)
            failed = "; ".join(one.failure for one in told if one.failure) or None
            not_asked = "; ".join(one.not_asked for one in told if one.not_asked) or None
        finally:
            self.line.tell(Refreshed(customer, failed, not_asked))

    async def _look_after(self, wish: FollowParcels) -> None:
        """Ask for the parcels somebody looks at, unless reading is paused altogether."""
        if self._is_paused:
            return
        asking = Refreshing(self.bench, self._watched, self._follow)
        connections = [one.connection for one in self.routines]
        try:
            await asking.look_after(connections, ProfileId(wish.customer), wish.numbers)
        finally:
            self.line.tell(Followed(wish.customer))

    async def _follow(self, connection: Connection) -> Answer:
        """Read what is new in a mailbox, unless that is under way, or was refused."""
        if connection.name in self._passes:
            return Answer(not_asked=f"{connection.name} is being read just now")
        refused = self._refused.get(connection.name)
        if refused is None or refused[0] != await asyncio.to_thread(connection.signed):
            outcome = await self._pass(connection)
            if outcome is None:
                return Answer(not_asked=f"reading {connection.name} was paused")
            self._progress(outcome, is_running=False)
            if outcome.failure is None:
                return Answer()
            return Answer(not_asked=outcome.failure.message)
        return Answer(not_asked=refused[1])

    async def _fetch(self, wish: FetchFile) -> None:
        said: str | None = "fetching it broke off"
        connections = {one.connection.name: one.connection for one in self.routines}
        try:
            if self.files is not None:
                said = await self.files.fetch(connections, wish.event, wish.number)
        finally:
            self.line.tell(FileFetched(wish.event, wish.number, said))

    def _ran(self, task: asyncio.Task[None]) -> None:
        self._errands.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an errand broke off: %s", error)

    def _watched(self, pull: Pull) -> Pull:
        pull.on_change = self._changed
        pull.on_progress = self._running
        return pull

    def _changed(self, customers: frozenset[ProfileId]) -> None:
        for news in changes(sorted(customers)):
            self.line.tell(news)

    def _running(self, outcome: Outcome) -> None:
        self._progress(outcome, is_running=True)

    def _progress(self, outcome: Outcome, *, is_running: bool) -> None:
        self.line.tell(Progress(outcome.connection, outcome.fetched, outcome.total, is_running))


def _log(outcome: Outcome, *, failing: bool) -> None:
    """Note when a connection begins to fail, and when it answers again."""
    if outcome.failure and not failing:
        log.warning("%s fails: %s", outcome.connection, outcome.failure.message)
    if failing and not outcome.failure:
        log.info("%s answers again", outcome.connection)


async def _is_in_vain(routine: Routine, outcome: Outcome, signed: int) -> bool:
    """Say that the secrets are still those that were refused; asking on could lock us out."""
    if not isinstance(outcome.failure, SignInAgain):
        return False
    return await asyncio.to_thread(routine.connection.signed) == signed


def _patience(failure: RemoteFailure | None) -> float:
    """Return how many seconds a remote system asked to be left alone."""
    return (failure.retry_after_s or 0.0) if isinstance(failure, TryLater) else 0.0


async def _first_end(tasks: Sequence[asyncio.Task[None]]) -> None:
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _either(event: asyncio.Event, seconds: float) -> bool:
    """Say whether the event came before the seconds were over."""
    try:
        return await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
