"""One pass over all connections, or over one."""

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from agent_console.cli.command import ATTENTION, OK, REMOTE, Command, Console, Result, UsageError
from agent_console.sync.pull import EVERYTHING_NOW, Outcome
from agent_console.sync.turn import Connection, turn


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one pass, then end")
    parser.add_argument("--connection", metavar="N", help="only this one")


def _run(console: Console, arguments: Namespace) -> Result:
    if not arguments.once:
        raise UsageError("sync needs --once; `agent-console worker` goes on by itself")
    chosen = _chosen(console.setup().switched_on(), arguments.connection)
    outcomes = asyncio.run(turn(console.bench(), chosen, EVERYTHING_NOW)) if chosen else []
    if chosen:
        console.learning().turn()
    return Result(
        {"connections": [_document(outcome) for outcome in outcomes]},
        [_line(outcome) for outcome in outcomes] or ["No connection is configured."],
        _exit_code(outcomes),
    )


def _chosen(connections: Sequence[Connection], name: str | None) -> Sequence[Connection]:
    if name is None:
        return connections
    chosen = [one for one in connections if one.name == name]
    if not chosen:
        known = ", ".join(one.name for one in connections) or "none"
        raise UsageError(
            f"no connection {name!r} is switched on in config.toml; there are: {known}"
        )
    return chosen


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    if any(outcome.failure for outcome in outcomes):
        return REMOTE
    return ATTENTION if any(outcome.quarantined for outcome in outcomes) else OK


def _document(outcome: Outcome) -> dict[str, object]:
    failure = outcome.failure
    return {
        "name": outcome.connection,
        "kind": outcome.kind,
        "status": outcome.status(),
        "fetched": outcome.fetched,
        "stored": outcome.stored,
        "quarantined": outcome.quarantined,
        "error": None if failure is None else {"kind": failure.kind, "message": failure.message},
    }


def _line(outcome: Outcome) -> str:
    said = (
        f"{outcome.connection}: {outcome.status()}, {outcome.fetched} received, "
        f"{outcome.stored} new or changed, {outcome.quarantined} in quarantine"
    )
    return said if outcome.failure is None else f"{said}. {outcome.failure.message}"


SYNC = Command("sync", "read all connections once", _arguments, _run)
