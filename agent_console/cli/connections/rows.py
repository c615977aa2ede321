"""A connection as one row: how it is configured, and how fresh what it told is."""

from collections.abc import Sequence
from datetime import datetime

from agent_console.cli.command import Configured, Result
from agent_console.domain.moment import iso_z
from agent_console.ports.reading import ConnectionHealth
from agent_console.queries.freshness import fresh_until, how_read, set_aside

Row = dict[str, object]


def row(one: Configured, health: ConnectionHealth | None, now: datetime) -> Row:
    """Return how a connection does; `since` says in words, on this computer's clock, when."""
    last = health.last_ok if health else None
    status, message = "never_synced", "not read yet"
    fresh = fresh_until(last, one.poll_seconds)
    if not one.enabled:
        status, message = "disabled", "switched off in config.toml"
    elif health and health.failing_since:
        status, message = health.failure_kind or "failed", health.failure_message or ""
        fresh = None
    elif health and health.quarantined:
        status, message = (
            "partial",
            f"{set_aside(health.quarantined)}; `agent-console quarantine list` says why",
        )
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
        "failing_since": iso_z(health.failing_since) if health else None,
        "since": how_read(health, now),
    }


def result(rows: Sequence[Row], exit_code: int) -> Result:
    """Return rows as a document and as lines."""
    lines = [_line(one) for one in rows]
    return Result({"connections": rows}, lines or ["No connection is configured."], exit_code)


def _line(one: Row) -> str:
    told = f"{one['name']} ({one['kind']}): {one['status']}, {one['message']}"
    return f"{told.rstrip('.')}; {one['since']}" if one["since"] else told
