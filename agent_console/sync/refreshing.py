"""One customer read again at all connections at once, as somebody in front of them waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace

from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.source import Wanted, WantedParcel
from agent_console.sync.pull import Outcome, Pull
from agent_console.sync.turn import Bench, Connection


@dataclass(frozen=True, slots=True)
class Answer:
    """How a connection took it: `failure` where it did, `not_asked` why it was left alone."""

    failure: str | None = None
    not_asked: str | None = None


@dataclass(frozen=True, slots=True)
class Refreshing:
    """Asks stores for the customer, trackers for their parcels, a mailbox for all that is new.

    `follow` runs a pass over a connection that cannot be asked for one customer alone.
    """

    bench: Bench
    watched: Callable[[Pull], Pull]
    follow: Callable[[Connection], Awaitable[Answer]]

    async def of(self, connections: Sequence[Connection], customer: ProfileId) -> list[Answer]:
        """Ask all of them, trackers last: stores may name new parcels; in the order given."""
        told = dict[str, Answer]()
        for later in (False, True):
            now = [one for one in connections if (one.tracks is not None) is later]
            answers = await asyncio.gather(*(self._one(one, customer) for one in now))
            told |= {one.name: answer for one, answer in zip(now, answers, strict=True)}
        return [told[one.name] for one in connections]

    async def look_after(
        self, connections: Sequence[Connection], customer: ProfileId, numbers: Sequence[str]
    ) -> None:
        """Ask who tracks them for some parcels of the customer; who fails says so elsewhere."""
        sought = {reference(number) for number in numbers}
        asked = [(one, self._tracked(one, customer, sought)) for one in connections]
        await asyncio.gather(*(self._reread(one, Wanted(parcels=its)) for one, its in asked if its))

    def _tracked(
        self, connection: Connection, customer: ProfileId, sought: Collection[str]
    ) -> Sequence[WantedParcel]:
        if (tracks := connection.tracks) is None:
            return ()
        parcels = self.bench.intake.parcels_of(customer, connection.name, tracks)
        return [one for one in parcels if reference(one.number) in sought]

    async def _one(self, connection: Connection, customer: ProfileId) -> Answer:
        if connection.is_mailbox:
            return await self.follow(connection)
        wanted = self._wanted(connection, customer)
        if wanted.is_nothing():
            what = "has no parcel to track" if connection.tracks else "knows nothing"
            return Answer(not_asked=f"{connection.name} {what} of this customer")
        outcome = await self._reread(connection, wanted)
        return Answer(None if outcome.failure is None else outcome.failure.message)

    def _wanted(self, connection: Connection, customer: ProfileId) -> Wanted:
        intake = self.bench.intake
        if connection.tracks is not None:
            parcels = intake.parcels_of(customer, connection.name, connection.tracks)
            return Wanted(parcels=parcels, is_urgent=True)
        return replace(intake.known(customer, connection.name), is_urgent=True)

    async def _reread(self, connection: Connection, wanted: Wanted) -> Outcome:
        try:
            source = connection.open()
        except RemoteFailure as failure:
            return Outcome(connection.name, connection.kind, failure=failure)
        try:
            intake, clock = self.bench.intake, self.bench.clock
            pull = Pull(connection.name, connection.kind, source, intake, clock)
            return await self.watched(pull).some(wanted)
        finally:
            await source.close()
