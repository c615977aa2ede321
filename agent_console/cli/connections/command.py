"""What is connected: list it, add to it, test it."""

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import timedelta

from agent_console.cli.command import (
    OK,
    REMOTE,
    Command,
    Configured,
    Console,
    Result,
    UsageError,
)
from agent_console.domain.moment import iso_z
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.reading import ConnectionHealth


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "add", "test"))
    parser.add_argument("name", metavar="NAME", nargs="?", help="of one connection")
    parser.add_argument("kind", metavar="KIND", nargs="?", help="for add")
    parser.add_argument("values", metavar="FIELD=VALUE", nargs="*", help="for add")


def _run(console: Console, arguments: Namespace) -> Result:
    if arguments.action == "add":
        _add(console, arguments)
    chosen = [one for one in console.setup().configured() if arguments.name in {None, one.name}]
    if arguments.name and not chosen:
        raise UsageError(f"config.toml has no connection {arguments.name!r}")
    if arguments.action == "test":
        return _tested(console, chosen)
    health = _health(console)
    rows = [_row(one, health.get(one.name)) for one in chosen]
    return _result(rows, OK)


def _add(console: Console, arguments: Namespace) -> None:
    kinds = {one.kind: one for one in console.setup().kinds()}
    if not arguments.name or arguments.kind not in kinds:
        raise UsageError(f"connections add NAME KIND FIELD=VALUE…; kinds: {', '.join(kinds)}")
    values = dict(pair.partition("=")[::2] for pair in arguments.values)
    chosen = kinds[arguments.kind]
    if wrong := [key for key in values if key not in chosen.fields]:
        raise UsageError(
            f"{arguments.kind} has no field {wrong[0]!r}; it has {', '.join(chosen.fields)}, "
            f"and as secrets {', '.join(chosen.secrets)} (agent-console secrets set …)"
        )
    needed = [key for key, default in chosen.fields.items() if default is None]
    missing = [key for key in needed if key not in values]
    if missing:
        raise UsageError(f"{arguments.kind} needs {', '.join(missing)}")
    console.setup().add(arguments.name, arguments.kind, values)


def _health(console: Console) -> Mapping[str, ConnectionHealth]:
    if not console.has_store():
        return {}
    return {one.name: one for one in console.desk().health.health()}


def _row(one: Configured, health: ConnectionHealth | None) -> dict[str, object]:
    last = health.last_ok if health else None
    status, message = "never_synced", "not read yet"
    fresh = last + timedelta(seconds=one.poll_seconds) if last else None
    if not one.enabled:
        status, message = "disabled", "switched off in config.toml"
    elif health and health.failing_since:
        status, message = health.failure_kind or "failed", health.failure_message or ""
        fresh = None
    elif last:
        status, message = "ok", "read"
    return {
        "name": one.name,
        "kind": one.kind,
        "enabled": one.enabled,
        "last_sync": iso_z(last),
        "fresh_until": iso_z(fresh),
        "status": status,
        "message": message,
    }


def _tested(console: Console, chosen: list[Configured]) -> Result:
    rows = []
    health = _health(console)
    for one in chosen:
        row = _row(one, health.get(one.name))
        try:
            row |= {"status": "ok", "message": asyncio.run(_probe(console, one.name))}
        except RemoteFailure as failure:
            row |= {"status": failure.kind, "message": failure.message}
        rows.append(row)
    return _result(rows, OK if all(row["status"] == "ok" for row in rows) else REMOTE)


async def _probe(console: Console, name: str) -> str:
    source = console.setup().open(name)
    try:
        return await source.probe()
    finally:
        await source.close()


def _result(rows: list[dict[str, object]], exit_code: int) -> Result:
    lines = [f"{row['name']} ({row['kind']}): {row['status']}, {row['message']}" for row in rows]
    return Result({"connections": rows}, lines or ["No connection is configured."], exit_code)


CONNECTIONS = Command("connections", "list, add or test connections", _arguments, _run)
