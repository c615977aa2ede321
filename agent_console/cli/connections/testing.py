"""Connections tried for real: sign in, say what answered, or in words why not."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from agent_console.cli.command import (
    OK,
    REMOTE,
    Configured,
    Console,
    KindOfConnection,
    Result,
)
from agent_console.cli.connections.fields import secrets_from_stdin
from agent_console.cli.connections.rows import Row, result, row
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.reading import ConnectionHealth
from agent_console.ports.source import Source


def tested(
    console: Console, chosen: Sequence[Configured], health: Mapping[str, ConnectionHealth]
) -> Result:
    """Sign in at connections as they are configured."""
    rows: list[Row] = []
    for one in chosen:
        answer = _answer(partial(console.setup().open, one.name))
        rows.append(row(one, health.get(one.name), console.clock.now()) | answer)
    return _told(rows)


def tried(
    console: Console, kind: KindOfConnection, values: Mapping[str, str], of: str | None
) -> Result:
    """Sign in at a connection that stands nowhere yet; its secrets come in by stdin.

    Those that do not are the secrets kept `of` a connection that is to be changed.
    """
    setup, given = console.setup(), secrets_from_stdin(kind)

    def opened() -> Source:
        secrets = {**(setup.secrets(of) if of else {}), **given}
        return setup.open_unsaved(kind.kind, values, secrets)

    answer = _answer(opened)
    fresh = Configured(kind.kind, kind.kind, enabled=True, poll_seconds=1)
    return _told([row(fresh, None, console.clock.now()) | answer])


def _told(rows: Sequence[Row]) -> Result:
    return result(rows, OK if all(one["status"] == "ok" for one in rows) else REMOTE)


def _answer(opened: Callable[[], Source]) -> Row:
    try:
        return {"status": "ok", "message": asyncio.run(_probe(opened))}
    except RemoteFailure as failure:
        return {"status": failure.kind, "message": failure.message}


async def _probe(opened: Callable[[], Source]) -> str:
    source = opened()
    try:
        return await source.probe()
    finally:
        await source.close()
