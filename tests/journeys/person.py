"""Whoever is at the keyboard: each key that does something is an action, and is counted."""

import sys
import time
from pathlib import Path

from tests.fakes.program import KEY
from tests.peers.desktop.desktop import Desktop
from tests.peers.mail.mail import PASSWORD

SECRETS = {
    "AGENT_CONSOLE_STORE_KEY": KEY,
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    "AGENT_CONSOLE_SECRET_SUPPORT_PASSWORD": PASSWORD,
    "AGENT_CONSOLE_SECRET_EASYPOST_API_KEY": "EZAKloopbackonly",
}


class Person:
    """A pair of hands at a desktop."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.actions = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, once what is on the screen can be seen."""
        for key in keys:
            self.actions += 1
            self.desktop.key(key)

    def sit_down(self, home: Path) -> None:
        """Start the window of a home."""
        command = [sys.executable, "-P", "-m", "agent_console", "--home", str(home)]
        self.desktop.start(command, SECRETS)
        self.desktop.find("Search", "text", seconds=30)

    def open(self, number: str) -> None:
        """Open the customer of an order, as when a caller names it; nothing is counted yet."""
        self.desktop.key("ctrl+k")
        self.desktop.typ(number)
        self.desktop.find("Results")
        self.desktop.key("Down", "Return")
        self.desktop.find("Timeline", seconds=20)
        self.desktop.find("Message", "push button", seconds=20)
        self.actions = 0

    def wait_until_possible(self, deed: str, seconds: float = 30) -> None:
        """Look at an action until it can be done; its key would not do anything before."""
        until = time.monotonic() + seconds
        while "enabled" not in self.desktop.state(deed, "push button"):
            assert time.monotonic() < until, f"{deed} never became possible"
            time.sleep(0.1)  # noqa: TID251 - a real window reads its store
