"""What is connected: list it, add to it, test it, change it, take it out."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace

from agent_console.cli.command import OK, Command, Configured, Console, Result, UsageError
from agent_console.cli.connections.fields import kind_of, moved, switched, values_of, whole
from agent_console.cli.connections.rows import result, row
from agent_console.cli.connections.testing import tested, tried
from agent_console.ports.reading import ConnectionHealth

ENABLED = ("enabled",)
Action = Callable[[Console, Namespace], Result]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=tuple(ACTIONS))
    parser.add_argument("name", metavar="NAME", nargs="?", help="of one connection; a KIND for try")
    parser.add_argument("kind", metavar="KIND", nargs="?", help="for add")
    parser.add_argument("values", metavar="FIELD=VALUE", nargs="*", help="for add, change, try")
    parser.add_argument("--of", metavar="NAME", help="for try: whose secrets count if none come in")


def _run(console: Console, arguments: Namespace) -> Result:
    return ACTIONS[arguments.action](console, arguments)


def _list(console: Console, arguments: Namespace) -> Result:
    health, now = _health(console), console.clock.now()
    chosen = _chosen(console, arguments.name)
    return result([row(one, health.get(one.name), now) for one in chosen], OK)


def _add(console: Console, arguments: Namespace) -> Result:
    if not arguments.name:
        raise UsageError("connections add NAME KIND FIELD=VALUE…")
    kind = kind_of(console, arguments.kind)
    values = whole(kind, values_of(kind, arguments.values))
    console.setup().add(arguments.name, arguments.kind, values)
    listed = _list(console, arguments)
    name = shlex.quote(arguments.name)
    steps = [f"Next: agent-console secrets set {name} {secret}" for secret in kind.secrets]
    steps.append(f"Then `agent-console connections test {name}` tries it.")
    return replace(listed, lines=[*listed.lines, *steps])


def _change(console: Console, arguments: Namespace) -> Result:
    chosen = _one(console, arguments.name)
    values = values_of(kind_of(console, chosen.kind), _pairs(arguments), ENABLED)
    if not values:
        raise UsageError("connections change NAME FIELD=VALUE…; enabled=false switches it off")
    health = _health(console).get(chosen.name)
    before = console.setup().values(chosen.name)
    if health and health.last_ok and (field := moved(before, values)):
        raise UsageError(
            f"{chosen.name} was read already, and another {field} may be another shop with the "
            "same numbers: add it as a new connection, or edit config.toml if it only moved"
        )
    console.setup().change(chosen.name, switched(values))
    return _list(console, arguments)


def _remove(console: Console, arguments: Namespace) -> Result:
    chosen = _one(console, arguments.name)
    console.setup().remove(chosen.name)
    document = {"removed": chosen.name}
    return Result(document, [f"{chosen.name} is taken out; what was read stays in the store"])


def _test(console: Console, arguments: Namespace) -> Result:
    return tested(console, _chosen(console, arguments.name), _health(console))


def _try(console: Console, arguments: Namespace) -> Result:
    kind = kind_of(console, arguments.name)
    of = _one(console, arguments.of).name if arguments.of else None
    return tried(console, kind, whole(kind, values_of(kind, _pairs(arguments))), of)


def _show(console: Console, arguments: Namespace) -> Result:
    chosen = _one(console, arguments.name)
    values = console.setup().values(chosen.name)
    shown = {"name": chosen.name, "kind": chosen.kind, "enabled": chosen.enabled, "values": values}
    lines = [f"{chosen.name} ({chosen.kind})", *(f"{k} = {v}" for k, v in values.items())]
    return Result({"connection": shown}, lines)


def _kinds(console: Console, _arguments: Namespace) -> Result:
    kinds = console.setup().kinds()
    rows = [
        {
            "kind": one.kind,
            "label": one.label,
            "group": one.group,
            "fields": [{"name": key, "default": value} for key, value in one.fields.items()],
            "secrets": list(one.secrets),
        }
        for one in kinds
    ]
    return Result({"kinds": rows}, [f"{one.kind}: {one.label}, a {one.group}" for one in kinds])


ACTIONS: Mapping[str, Action] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "test": _test,
    "try": _try,
    "change": _change,
    "remove": _remove,
    "kinds": _kinds,
}


def _pairs(arguments: Namespace) -> list[str]:
    """Return all pairs, also the one that stands where add has its kind."""
    return [one for one in (arguments.kind, *arguments.values) if one is not None]


def _chosen(console: Console, name: str | None) -> list[Configured]:
    chosen = [one for one in console.setup().configured() if name in {None, one.name}]
    if name and not chosen:
        raise UsageError(f"config.toml has no connection {name!r}")
    return chosen


def _one(console: Console, name: str | None) -> Configured:
    if not name:
        raise UsageError("say which connection")
    return _chosen(console, name)[0]


def _health(console: Console) -> Mapping[str, ConnectionHealth]:
    if not console.has_store():
        return {}
    return {one.name: one for one in console.desk().health.health()}


CONNECTIONS = Command("connections", "list, add, test or change connections", _arguments, _run)
