"""Two agents in processes of their own who want and send the same, round by round at one moment."""

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from agent_console.actions.messages.gate import twice
from agent_console.domain.acting.intent import IntentKind, Wanted
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import Done
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.store import Store

SETTLE = timedelta(seconds=120)
PATIENCE_S = 60
KINDS = (IntentKind.MESSAGE, IntentKind.LABEL)


@dataclass(frozen=True)
class Outcome:
    """How a round ended for one of both: whose wish it became, in which words, and who sent it."""

    is_new: bool
    winner: str
    words: str
    has_sent: bool


def race(opened: Callable[[], Store], who: Sequence[str], rounds: int) -> list[list[Outcome]]:
    """Let them run against each other; return what each was told, by rounds."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(len(who))
    lines, running = [], []
    for name in who:
        mine, theirs = context.Pipe(duplex=False)
        run = context.Process(target=_run, args=(opened, name, rounds, barrier, theirs))
        run.start()
        theirs.close()
        lines.append(mine)
        running.append(run)
    try:
        return [line.recv() for line in lines]
    finally:
        for run in running:
            run.join(PATIENCE_S)
            run.kill()


def _run(
    opened: Callable[[], Store], who: str, rounds: int, barrier: Barrier, line: Connection
) -> None:
    store = opened()
    try:
        line.send([_round(store, who, number, barrier) for number in range(rounds)])
    finally:
        store.close()


def _round(store: Store, who: str, number: int, barrier: Barrier) -> Outcome:
    outbox, dispatch, now = StoredOutbox(store), StoredDispatch(store), datetime.now(UTC)
    kind, guard = KINDS[number % len(KINDS)], f"deed {number}"
    wanted = Wanted(kind, f"peer{number}", ProfileId(1), "{}", now, SETTLE, guard=guard)
    barrier.wait(PATIENCE_S)
    put = outbox.put(f"{who}{number}", wanted, Statement(who, now, ""))
    barrier.wait(PATIENCE_S)
    [due] = dispatch.due(f"peer{number}", None)
    barrier.wait(PATIENCE_S)
    claimed = dispatch.claim(due, who, now)
    if claimed is not None:
        dispatch.finish(claimed, now, Done("sent"))
    return Outcome(put.is_new, put.intent.actor, twice(put.intent), claimed is not None)
