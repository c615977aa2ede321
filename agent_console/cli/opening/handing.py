"""Hands a customer over to the window; imported in no time, for somebody is on the phone."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.cli.opening.address import read
from agent_console.ports.desktop import OpenCustomer
from agent_console.ports.front_door import FrontDoor


@dataclass(frozen=True, slots=True)
class Handed:
    """Who was handed over, and whether a window was open already."""

    wanted: OpenCustomer
    is_running: bool

    def document(self) -> Mapping[str, object]:
        """Return what `--json` prints."""
        return {
            "opened": {"by": self.wanted.by, "value": self.wanted.value},
            "window": "running" if self.is_running else "started",
        }

    def words(self) -> str:
        """Say it to people."""
        where = "the window" if self.is_running else "a new window"
        return f"Handed to {where}: {self.wanted.by} {self.wanted.value}"


def hand_over(door: FrontDoor, url: str) -> Handed:
    """Hand whom an address names to the window that is open, else to a new one.

    Raises:
        AddressError: it is no address of ours.
        NoWindowError: no window took it.
    """
    wanted = read(url)
    is_running = door.hand_over(wanted)
    if not is_running:
        door.open_with(wanted)
    return Handed(wanted, is_running)
