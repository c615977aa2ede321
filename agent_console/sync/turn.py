"""One turn over all connections: each under its lease, none held up by another's failure."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from agent_console.ports.clock import Clock
from agent_console.ports.failures import RemoteFailure, TryLater
from agent_console.ports.intake import Intake, Passes, RereadRule
from agent_console.ports.source import Mine, Source
from agent_console.sync.pull import Outcome, Pull

WAIT_FOR_OTHERS = timedelta(seconds=60)
LOOK_AGAIN_S = 0.2


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection of config.toml: its name and kind, and how to open it.

    `open` raises RemoteFailure when a secret is missing; `signed` returns a number that changes
    with the secrets; `tracks` says for which of the parcels that stores told of it is asked, None
    for none; `is_mailbox` that nobody in it can be asked for apart from the others.
    """

    name: str
    kind: str
    open: Callable[[], Source]
    signed: Callable[[], int] = lambda: 0
    tracks: Mine | None = None
    is_mailbox: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts every pass works with."""

    intake: Intake
    passes: Passes
    clock: Clock
    owner: str
    """Names this process, so that a dead one's lease can be taken over."""


async def turn(
    bench: Bench,
    connections: Sequence[Connection],
    rule: RereadRule,
    watch: Callable[[Pull], Pull] = lambda pull: pull,
) -> list[Outcome]:
    """Run one pass over each connection, side by side, and return how each went.

    Those that are asked for parcels come after those that tell of them.
    """
    ended = dict[str, Outcome]()
    for later in (False, True):
        now = [one for one in connections if (one.tracks is not None) is later]
        outcomes = await asyncio.gather(*(_one(bench, one, rule, watch) for one in now))
        ended |= {outcome.connection: outcome for outcome in outcomes}
    return [ended[connection.name] for connection in connections]


async def _one(
    bench: Bench, connection: Connection, rule: RereadRule, watch: Callable[[Pull], Pull]
) -> Outcome:
    outcome = Outcome(connection.name, connection.kind)
    if not await _lease(bench, connection):
        busy = TryLater(f"{connection.name} is being read by another process")
        return replace(outcome, failure=busy)
    ended: RemoteFailure | None = TryLater(f"the pass over {connection.name} broke off")
    is_told_to_stop = False
    try:
        outcome = await _pass(bench, connection, rule, watch)
        ended = outcome.failure
    except asyncio.CancelledError:
        is_told_to_stop = True
        raise
    finally:
        if is_told_to_stop:
            bench.passes.leave(connection.name, bench.owner)
        else:
            bench.passes.end(connection.name, bench.owner, bench.clock.now(), ended)
    return outcome


async def _pass(
    bench: Bench, connection: Connection, rule: RereadRule, watch: Callable[[Pull], Pull]
) -> Outcome:
    try:
        source = connection.open()
    except RemoteFailure as refusal:
        return Outcome(connection.name, connection.kind, failure=refusal)
    try:
        pull = Pull(connection.name, connection.kind, source, bench.intake, bench.clock)
        pull.tracks = connection.tracks
        pull.renew = partial(bench.passes.renew, connection.name, bench.owner)
        return await watch(pull).all(rule)
    finally:
        await source.close()


async def _lease(bench: Bench, connection: Connection) -> bool:
    until = bench.clock.now() + WAIT_FOR_OTHERS
    while not bench.passes.begin(connection.name, connection.kind, bench.owner, bench.clock.now()):
        if bench.clock.now() >= until:
            return False
        await asyncio.sleep(LOOK_AGAIN_S)
    return True
