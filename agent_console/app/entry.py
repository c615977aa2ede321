"""From the command line to a window, a worker or a command; every error gets words and a code.

Imports happen late and only here: the window must stand before the database is imported.
"""

import gc
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from agent_console.cli.command import Command, Result

OK, USAGE, INTERRUPTED = 0, 2, 130
WITH_ANY_CONFIG = frozenset({"doctor", "open"})
"""The doctor names what is wrong in config.toml by itself, and a window does too."""


class _MisusedError(Exception):
    """The arguments make no sense; `usage` says how they would."""

    def __init__(self, usage: str, message: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(ArgumentParser):
    """Leaves it to run() to say what is wrong, in words or in JSON."""

    def error(self, message: str) -> NoReturn:
        raise _MisusedError(f"{self.format_usage()}{self.prog}: {message}\n", message)


def run(argv: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    try:
        if _is_window(argv):
            return _window(Namespace(home=Path(argv[1]) if argv else None))
        return OK if "open" in argv and _is_opened(argv) else _told(argv)
    except KeyboardInterrupt:
        if "--json" in argv:
            print_json({"error": {"kind": "interrupted", "message": "stopped by the keyboard"}})
        return INTERRUPTED


def _is_window(argv: Sequence[str]) -> bool:
    """Say whether no command is meant, without the time it takes to import all of them."""
    match list(argv):
        case []:
            return True
        case ["--home", folder]:
            return not folder.startswith("-")
        case _:
            return False


def _is_opened(argv: Sequence[str]) -> bool:
    """Show a customer in the window by the short way; False where the command has to say more."""
    from agent_console.app.opening.quick import handed_over, wish

    wanted = wish(argv)
    handed = None if wanted is None else handed_over(wanted)
    if wanted is None or handed is None:
        return False
    if wanted.as_json:
        print_json(handed.document())
    else:
        sys.stdout.write(handed.words() + "\n")
    return True


def _window(arguments: Namespace) -> int:
    gc.disable()  # what is made at the start stays; the window itself clears up, once it stands
    from agent_console.app.window import show_window

    return show_window(_home(arguments))


def _told(argv: Sequence[str]) -> int:
    parser, commands = _parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    except _MisusedError as wrong:
        return _misused(wrong, as_json="--json" in argv)
    return _done(arguments, commands)


def _done(arguments: Namespace, commands: "Mapping[str, Command]") -> int:
    if arguments.command is None:
        return _window(arguments)
    home = _home(arguments)
    if arguments.command == "worker":
        from agent_console.app.worker import run_worker

        return run_worker(home)
    if arguments.command == "demo":
        from agent_console.app.demo import run_demo

        return run_demo(arguments.headless, as_json=arguments.json)
    return _command(commands[arguments.command], arguments, home)


def print_json(document: object) -> None:
    """Print the one JSON document of a command."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _misused(wrong: _MisusedError, *, as_json: bool) -> int:
    if as_json:
        print_json({"error": {"kind": "usage", "message": str(wrong)}})
    else:
        sys.stderr.write(wrong.usage)
    return USAGE


def _parser() -> "tuple[ArgumentParser, dict[str, Command]]":
    from agent_console.cli.commands import COMMANDS

    parser = _Parser(
        prog="agent-console", description="One timeline from the order to the door mat."
    )
    parser.add_argument("--home", type=Path, help="folder of config.toml and the store")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        sub = verbs.add_parser(command.name, help=command.purpose, description=command.purpose)
        command.arguments(sub)
        sub.add_argument("--json", action="store_true", help="print one JSON document")
    worker = verbs.add_parser("worker", help="sync in the background until told to stop")
    demo = verbs.add_parser("demo", help="look around in a made-up world")
    demo.add_argument("--headless", type=Path, metavar="DIR", help="write pictures and timelines")
    for verb in (worker, demo):
        verb.add_argument("--json", action="store_true", help="print one JSON document")
    return parser, {command.name: command for command in COMMANDS}


def _home(arguments: Namespace) -> Path:
    from agent_console.app.config.home import own_home

    return arguments.home or own_home()


def _command(command: "Command", arguments: Namespace, home: Path) -> int:
    from agent_console.app.errors import told
    from agent_console.app.parts import environment
    from agent_console.app.wiring import Wiring

    with told(as_json=arguments.json) as ending:
        wiring = Wiring(home, environment())
        if command.name not in WITH_ANY_CONFIG:
            _ = wiring.settings  # what is wrong in config.toml is said before anything is done
        try:
            result = command.run(wiring, arguments)
        finally:
            wiring.close()
        _print(result, as_json=arguments.json)
        ending.exit_code = result.exit_code
    return ending.exit_code


def _print(result: "Result", *, as_json: bool) -> None:
    from agent_console.machine.templates.plain import cleaned

    if as_json:
        print_json(result.document)
    else:
        sys.stdout.write(cleaned("\n".join(result.lines)) + "\n")
