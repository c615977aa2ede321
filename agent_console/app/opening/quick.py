"""The short way from an address to the window that is open."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_console.app.config.home import own_home
from agent_console.cli.opening.address import AddressError
from agent_console.cli.opening.handing import Handed, hand_over
from agent_console.machine.window.door import WindowDoor
from agent_console.ports.front_door import NoWindowError

PROGRAM = (sys.executable, "-P", "-m", "agent_console")


@dataclass(frozen=True, slots=True)
class Wish:
    """What `open` was called with."""

    url: str
    home: Path | None = None
    as_json: bool = False


def wish(argv: Sequence[str]) -> Wish | None:
    """Read the arguments of a plain `open`; None where they say anything else."""
    match list(argv):
        case ["open", url] if not url.startswith("-"):
            return Wish(url)
        case ["open", url, "--json"] if not url.startswith("-"):
            return Wish(url, as_json=True)
        case ["--home", folder, *rest] if not folder.startswith("-"):
            told = wish(rest) if rest[:1] == ["open"] else None
            return None if told is None else Wish(told.url, Path(folder), told.as_json)
        case _:
            return None


def handed_over(wanted: Wish) -> Handed | None:
    """Hand it over; None where that fails, so that the command can say why."""
    try:
        return hand_over(front_door(wanted.home or own_home()), wanted.url)
    except (AddressError, NoWindowError, OSError):
        return None


def front_door(home: Path) -> WindowDoor:
    """Return the way to the window of a home."""
    return WindowDoor(home, (*PROGRAM, "--home", str(home)), os.environ)
