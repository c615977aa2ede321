"""`open URL`."""

from argparse import ArgumentParser, Namespace

from agent_console.cli.command import Command, Console, Result
from agent_console.cli.opening.address import read


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="agentconsole://customer?phone=… or tel:…")


def _run(console: Console, arguments: Namespace) -> Result:
    wanted = read(arguments.url)
    door = console.front_door()
    is_running = door.hand_over(wanted)
    if not is_running:
        door.open_with(wanted)
    document = {
        "opened": {"by": wanted.by, "value": wanted.value},
        "window": "running" if is_running else "started",
    }
    where = "the window" if is_running else "a new window"
    return Result(document, [f"Handed to {where}: {wanted.by} {wanted.value}"])


OPEN = Command("open", "show a customer in the window", _arguments, _run)
