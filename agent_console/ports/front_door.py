"""How another process reaches the window of a home."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from agent_console.ports.desktop import OpenCustomer


class NoWindowError(Exception):
    """No window took it; the message says why and what to do."""


class FrontDoor(Protocol):
    """The window of a home from outside: something can be handed over to it, nothing asked."""

    def hand_over(self, wanted: OpenCustomer) -> bool:
        """Hand it to the window that is open; False when none is.

        Raises:
            NoWindowError: there is a window, and it does not answer.
        """

    def register(self) -> Sequence[Path]:
        """Have the desktop bring addresses here; return the files that were written."""

    def unregister(self) -> Sequence[Path]:
        """Take that back; return the files that were changed."""

    def open_with(self, wanted: OpenCustomer) -> None:
        """Open a window and hand it over there.

        Raises:
            NoWindowError: no window could be opened.
        """
