"""`open URL`."""

from argparse import ArgumentParser, Namespace

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.cli.opening.address import AddressError
from agent_console.cli.opening.handing import hand_over


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="agentconsole://customer?phone=… or tel:…")


def _run(console: Console, arguments: Namespace) -> Result:
    try:
        handed = hand_over(console.front_door(), arguments.url)
    except AddressError as error:
        raise UsageError(str(error)) from error
    return Result(handed.document(), [handed.words()])


OPEN = Command("open", "show a customer in the window", _arguments, _run)
