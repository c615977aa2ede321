"""The worker: keeps every connection fresh, and does at once what the window asks for."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import (
    FetchFile,
    FileFetched,
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
from agent_console.ports.source import Wanted
from agent_console.sync.dispatch import Outgoing
from agent_console.sync.files import FileErrands
from agent_console.sync.pull import Outcome, Pull
from agent_console.sync.turn import Bench, Connection, turn

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
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _is_paused: bool = False
    _passes: set[asyncio.Task[list[Outcome]]] = field(default_factory=set)
    _errands: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Work until the window goes, or for ever where there is none."""
        self.line.tell(Paused(is_paused=False))
        passes = [asyncio.create_task(self._keep_fresh(one)) for one in self.routines]
        if self.outgoing is not None:
            passes += self.outgoing.started(self._changed)
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
            case FetchFile():
                self._run(self._fetch(wish))
            case PauseReading():
                self._pause()
            case WakeUp():
                self._go_on()

    def _pause(self) -> None:
        self._is_paused = True
        for reading in self._passes:
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
            self._progress(outcome, is_running=False)
            pause = max(routine.every_s, _patience(outcome.failure))
            while not await _either(wake, pause) and await _is_in_vain(routine, outcome, signed):
                pass

    async def _pass(self, connection: Connection) -> Outcome | None:
        """Run one pass; None when it was paused."""
        reading = asyncio.create_task(turn(self.bench, [connection], self.rule, self._watched))
        self._passes.add(reading)
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
            self._passes.discard(reading)
        return outcome

    async def _refresh(self, customer: ProfileId) -> None:
        said: str | None = "the refresh broke off"
        try:
            failures = [
                failure
                for routine in self.routines
                if (failure := await self._reread(routine.connection, customer)) is not None
            ]
            said = "; ".join(failures) or None
        finally:
            self.line.tell(Refreshed(customer, said))

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

    async def _reread(self, connection: Connection, customer: ProfileId) -> str | None:
        intake = self.bench.intake
        wanted = (
            Wanted(parcels=intake.parcels_of(customer, connection.name))
            if connection.tracks
            else intake.known(customer, connection.name)
        )
        if wanted.is_nothing():
            return None
        try:
            source = connection.open()
        except RemoteFailure as failure:
            return failure.message
        try:
            pull = Pull(
                connection.name, connection.kind, source, self.bench.intake, self.bench.clock
            )
            outcome = await self._watched(pull).some(wanted)
        finally:
            await source.close()
        return None if outcome.failure is None else outcome.failure.message

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
