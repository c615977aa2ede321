"""A private desktop that is looked at and used as by a person with a screen reader."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.peers.processes import PeerError, kept, wait_for

SYSTEM_PYTHON = "/usr/bin/python3"
WALKER = Path(__file__).with_name("walker.py")
PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "import": "imagemagick",
}
IMPORT_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


class NotSeenError(AssertionError):
    """What was looked for did not show in time, or cannot be used that way."""


@dataclass(frozen=True)
class Element:
    """What a screen reader knows of one part of the window."""

    role: str
    name: str
    states: list[str]
    text: str | None
    actions: list[str]
    box: list[int] | None
    children: int


@cache
def why_not() -> str | None:
    """Say why no private desktop can run here, or None."""
    missing = [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    bus = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
    missing += [] if bus.exists() else ["at-spi2-core"]
    probe = [SYSTEM_PYTHON, "-c", IMPORT_ATSPI]
    if subprocess.run(probe, check=False, capture_output=True).returncode:  # noqa: S603 - our own
        missing += ["python3-gi", "gir1.2-atspi-2.0"]
    return f"not installed: apt-get install {' '.join(missing)}" if missing else None


class Desktop:
    """A screen, a session bus, a window manager and a reader of the accessibility bus."""

    def __init__(self, size: str = "1366x768", app: str = "Agent Console") -> None:
        self._size, self._app = size, app
        self._stack = ExitStack()
        self.folder = Path()
        self.env: dict[str, str] = {}

    def __enter__(self) -> Self:
        with self._stack:
            name = tempfile.TemporaryDirectory(prefix="desktop-", ignore_cleanup_errors=True)
            self.folder = Path(self._stack.enter_context(name))
            self._open()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _open(self) -> None:
        home = str(self.folder)
        private = {"HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8"}
        ours = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS")
        self.env = {k: v for k, v in os.environ.items() if k not in ours} | private
        screen = ["-screen", "0", f"{self._size}x24", "-nolisten", "tcp"]
        display = self._service("Xvfb", ["-displayfd", "1", *screen], "")
        self.env |= {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        self.env |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_API": "pyside6"}
        bus = ["--session", "--nofork", "--nopidfile", "--print-address=1"]
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._service("dbus-daemon", bus, "unix:")
        self._service("openbox", ["--startup", "echo started"], "started")
        self._walker = self._stack.enter_context(
            subprocess.Popen(  # noqa: S603 - the command is our own
                [SYSTEM_PYTHON, WALKER],
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    def _service(self, program: str, options: list[str], ready: str) -> str:
        """Start a program and return the line it says when it is ready."""
        log = self.folder / f"{program}.log"
        process = self._stack.enter_context(kept([program, *options], log, self.env))

        def line() -> str | None:
            said = log.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            fits = (s for s in said if s.endswith("\n") and s.startswith(ready))
            return next((s.strip() for s in fits if ready or s.strip().isdigit()), None)

        return wait_for(process, line, log, 20)

    def start(self, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> Path:
        """Start an application on this desktop and return the file with what it says."""
        log = self.folder / "app.log"
        self._stack.enter_context(kept(command, log, self.env | dict(env or {})))
        return log

    def _ask(self, do: str, seconds: float = 10, **wish: str | None) -> dict[str, Any]:
        sent = {"do": do, "app": self._app, "seconds": seconds, **wish}
        assert self._walker.stdin is not None
        assert self._walker.stdout is not None
        self._walker.stdin.write(json.dumps(sent) + "\n")
        self._walker.stdin.flush()
        line = self._walker.stdout.readline()
        if not line:
            raise PeerError("the reader of the accessibility bus has ended")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            log = self.folder / "app.log"
            said = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise NotSeenError(f"{answer['error']}\n{said}")
        return answer

    def find(self, name: str, role: str | None = None, seconds: float = 10) -> Element:
        """Return what carries the name once it shows; the full name wins over a part of it."""
        return Element(**self._ask("find", seconds, name=name, role=role))

    def gone(self, name: str, role: str | None = None, seconds: float = 10) -> None:
        """Wait until nothing of that name shows any more."""
        self._ask("gone", seconds, name=name, role=role)

    def click(self, name: str, role: str | None = None) -> Element:
        """Do its accessible action: press, toggle, activate."""
        return Element(**self._ask("click", name=name, role=role))

    def mouse(self, name: str, role: str | None = None) -> Element:
        """Click its middle with a real mouse."""
        return Element(**self._ask("mouse", name=name, role=role))

    def type_into(self, name: str, text: str, role: str | None = "text") -> str | None:
        """Focus a field, replace its text, and return what it then holds."""
        return Element(**self._ask("type_into", name=name, role=role, text=text)).text

    def read(self, name: str, role: str | None = None) -> str | None:
        """Return the text a field holds."""
        return self.find(name, role).text

    def state(self, name: str, role: str | None = None) -> set[str]:
        """Return its states: focused, checked, selected, enabled."""
        return set(self.find(name, role).states)

    def tree(self) -> str:
        """Return all that a screen reader sees, a line a node."""
        return str(self._ask("tree")["text"])

    def key(self, *keys: str) -> None:
        """Press keys or chords such as ctrl+k, wherever the focus is."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)

    def typ(self, text: str) -> None:
        """Type text, wherever the focus is."""
        self._run("xdotool", "type", "--delay", "15", "--", text)

    def screenshot(self, path: Path) -> Path:
        """Save the whole screen as PNG."""
        self._run("import", "-window", "root", str(path))
        return path

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self.env, check=True, timeout=30)  # noqa: S603 - our own
