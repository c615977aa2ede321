"""The way to the window of a home, from a process that is not its worker."""

import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from agent_console.machine.folders import runtime_folder
from agent_console.machine.window import registration
from agent_console.machine.window.peers import is_ours
from agent_console.ports.desktop import MOST_OF_A_CALL, Heard, OpenCustomer, decode, encode
from agent_console.ports.front_door import NoWindowError

DOOR_NAME = "window.sock"
ANSWER_S, PAUSE_S = 3.0, 0.05
START_S = 30.0
"""So long a window may take to listen: where a disk is cold, Qt comes slowly."""
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
SILENT = "The window of this home does not answer. Close it, start it again, and try once more."
NO_SCREEN = "No window of this home is open, and there is no display to show one on."


class WindowDoor:
    """Knocks at the private socket of a home's window (port FrontDoor)."""

    def __init__(self, home: Path, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._home, self._command, self._environment = home, command, environment

    def hand_over(self, wanted: OpenCustomer) -> bool:
        """Hand it to the window that is open; False when none is."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_S)
            try:
                line.connect(str(runtime_folder(self._home) / DOOR_NAME))
            except (FileNotFoundError, ConnectionRefusedError):
                return False
            except TimeoutError as error:
                raise NoWindowError(SILENT) from error
            if not is_ours(line):
                raise NoWindowError("What listens in place of the window is not yours.")
            try:
                line.sendall(encode(wanted))
                if _is_heard(line):
                    return True
            except OSError as error:
                raise NoWindowError(SILENT) from error
        raise NoWindowError(SILENT)

    def register(self) -> Sequence[Path]:
        """Have the desktop hand `tel:` and `agentconsole:` addresses to this home."""
        return registration.register(self._command, self._environment)

    def unregister(self) -> Sequence[Path]:
        """Take that back."""
        return registration.unregister(self._environment)

    def open_with(self, wanted: OpenCustomer) -> None:
        """Open a window, which stays when we end, and hand it over there."""
        if sys.platform.startswith("linux") and not any(map(self._environment.get, SCREENS)):
            raise NoWindowError(NO_SCREEN)
        window = subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(self._environment),
            start_new_session=True,
        )
        end = time.monotonic() + START_S
        while not self.hand_over(wanted):
            if time.monotonic() > end:
                raise NoWindowError("The window was started and does not answer yet.")
            with suppress(subprocess.TimeoutExpired):
                code = window.wait(PAUSE_S)
                raise NoWindowError(f"The window could not be opened: it ended with code {code}.")
        window.returncode = 0  # it is on its own from here: nobody waits for its end


def _is_heard(line: socket.socket) -> bool:
    with line.makefile("rb") as answers:
        try:
            return isinstance(decode(answers.readline(MOST_OF_A_CALL)), Heard)
        except ValueError:
            return False
