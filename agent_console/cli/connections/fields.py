"""Fields and secrets of a connection, as they come in on the command line."""

import json
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from agent_console.cli.command import Console, KindOfConnection, UsageError
from agent_console.ports.secrets import Secret

ADDRESSES = ("base_url", "imap_host")
SWITCHES = {"true": True, "false": False}


def kind_of(console: Console, kind: str | None) -> KindOfConnection:
    """Return a kind by its name; UsageError names those there are."""
    kinds = {one.kind: one for one in console.setup().kinds()}
    if kind not in kinds:
        raise UsageError(f"kinds: {', '.join(kinds)}; not {kind!r}")
    return kinds[kind]


def values_of(
    kind: KindOfConnection, pairs: Sequence[str], also: Sequence[str] = ()
) -> dict[str, str]:
    """Read FIELD=VALUE pairs; UsageError for a field the kind does not have."""
    values = dict(pair.partition("=")[::2] for pair in pairs)
    if wrong := [key for key in values if key not in {*kind.fields, *also}]:
        raise UsageError(
            f"{kind.kind} has no field {wrong[0]!r}; it has {', '.join(kind.fields)}, "
            f"and as secrets {', '.join(kind.secrets)} (agent-console secrets set …)"
        )
    return values


def whole(kind: KindOfConnection, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of a new connection; UsageError where one is missing."""
    needed = [key for key, default in kind.fields.items() if default is None]
    if missing := [key for key in needed if not values.get(key)]:
        raise UsageError(f"{kind.kind} needs {', '.join(missing)}")
    return {key: value for key, value in values.items() if value}


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    """Return the field by which a connection would go to another host, None if it stays."""
    fields = (name for name in ADDRESSES if name in after)
    return next((name for name in fields if _host(before[name]) != _host(after[name])), None)


def _host(address: str) -> str:
    return urlsplit(address).netloc or address


def secrets_from_stdin(kind: KindOfConnection) -> dict[str, Secret]:
    """Read secrets that stand nowhere yet: one line with a JSON object of texts."""
    try:
        told = json.loads(sys.stdin.readline() or "{}")
    except ValueError:
        told = None
    if not isinstance(told, dict) or any(not isinstance(one, str) for one in told.values()):
        raise UsageError('the secrets come in by stdin, as one line: {"password": "…"}')
    if wrong := [name for name in told if name not in kind.secrets]:
        raise UsageError(
            f"{kind.kind} has no secret {wrong[0]!r}; it has {', '.join(kind.secrets)}"
        )
    return {name: Secret(text) for name, text in told.items() if text}


def switched(values: Mapping[str, str]) -> dict[str, str | bool]:
    """Return values with `enabled` as the switch it is."""
    if values.get("enabled", "true") not in SWITCHES:
        raise UsageError("enabled is true or false")
    return {key: SWITCHES[value] if key == "enabled" else value for key, value in values.items()}
