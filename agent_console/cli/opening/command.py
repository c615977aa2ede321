"""`open URL`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.opening.address import AddressError
from agent_console.cli.opening.handing import hand_over


def _arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "url", metavar="URL", nargs="?", help="agentconsole://customer?phone=… or tel:…"
    )
    what.add_argument(
        "--register",
        action="store_true",
        help="have the desktop open tel: and agentconsole: addresses with this home",
    )
    what.add_argument("--unregister", action="store_true", help="take that back")


def _run(console: Console, arguments: Namespace) -> Result:
    door = console.front_door()
    if arguments.register:
        return _registered(door.register(), "Calls are opened by Agent Console from now on.")
    if arguments.unregister:
        return _registered(door.unregister(), "Calls are not opened by Agent Console any more.")
    try:
        handed = hand_over(door, arguments.url)
    except AddressError as error:
        raise UsageError(str(error)) from error
    return Result(handed.document(), [handed.words()])


def _registered(files: Sequence[Path], words: str) -> Result:
    told = [str(file) for file in files]
    return Result({"files": told}, [words, *(f"  {file}" for file in told)])


OPEN = Command("open", "show a customer in the window", _arguments, _run)
