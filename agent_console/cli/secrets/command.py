"""Secrets come in by stdin and never go out."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.ports.secrets import Secret


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("set",))
    parser.add_argument("connection", metavar="CONNECTION")
    parser.add_argument("field", metavar="FIELD")
    parser.add_argument("--kind", help="of a connection that is about to be added")


def _run(console: Console, arguments: Namespace) -> Result:
    kind, fields = _kind(console, arguments)
    if arguments.field not in fields:
        raise UsageError(f"{kind} has no secret {arguments.field!r}; it has {', '.join(fields)}")
    text = sys.stdin.readline().rstrip("\r\n")
    if not text:
        raise UsageError("nothing came in by stdin; pipe the secret in, or type it and press Enter")
    kept_in = console.setup().keep_secret(arguments.connection, arguments.field, Secret(text))
    document = {"connection": arguments.connection, "field": arguments.field, "kept_in": kept_in}
    return Result(document, [f"kept in {kept_in}"])


def _kind(console: Console, arguments: Namespace) -> tuple[str, Sequence[str]]:
    """Return the kind of the connection and the secrets it has."""
    named = {one.name: one.kind for one in console.setup().configured()}
    if arguments.kind and arguments.connection in named:
        raise UsageError(
            f"there is a connection {arguments.connection!r} already; name it otherwise"
        )
    kind = named.get(arguments.connection, arguments.kind)
    if kind is None:
        raise UsageError(f"config.toml has no connection {arguments.connection!r}")
    secrets = {one.kind: one.secrets for one in console.setup().kinds()}
    if kind not in secrets:
        raise UsageError(f"kinds: {', '.join(secrets)}; not {kind!r}")
    return kind, secrets[kind]


SECRETS = Command("secrets", "keep a secret, read from stdin", _arguments, _run)
