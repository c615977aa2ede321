"""Secrets come in by stdin and never go out."""

import sys
from argparse import ArgumentParser, Namespace

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.ports.secrets import Secret


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("set",))
    parser.add_argument("connection", metavar="CONNECTION")
    parser.add_argument("field", metavar="FIELD")


def _run(console: Console, arguments: Namespace) -> Result:
    kind = next(
        (one.kind for one in console.setup().configured() if one.name == arguments.connection), None
    )
    if kind is None:
        raise UsageError(f"config.toml has no connection {arguments.connection!r}")
    fields = next(one.secrets for one in console.setup().kinds() if one.kind == kind)
    if arguments.field not in fields:
        raise UsageError(f"{kind} has no secret {arguments.field!r}; it has {', '.join(fields)}")
    text = sys.stdin.readline().rstrip("\r\n")
    if not text:
        raise UsageError("nothing came in by stdin; pipe the secret in, or type it and press Enter")
    kept_in = console.setup().keep_secret(arguments.connection, arguments.field, Secret(text))
    document = {"connection": arguments.connection, "field": arguments.field, "kept_in": kept_in}
    return Result(document, [f"kept in {kept_in}"])


SECRETS = Command("secrets", "keep a secret, read from stdin", _arguments, _run)
