"""`agent-console` without a command: the window, its store and its worker."""

import shlex
import sys
import tomllib
from pathlib import Path

from agent_console.app.config.home import own_home
from agent_console.app.preferences import KeptPreferences
from agent_console.machine.clock import SystemClock
from agent_console.machine.folders import runtime_folder
from agent_console.ports.desktop import CannotBeginError, Trouble
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.worker import WorkerCommand
from agent_console.ui.shell.start import WindowParts, run_window

PROGRAM = (sys.executable, "-m", "agent_console")
CONFIG, STORE = "config.toml", "store.db"


def show_window(home: Path) -> int:
    """Show the window of a home folder until it is closed."""
    worker = WorkerCommand([*PROGRAM, "--home", str(home), "worker"], {}, runtime_folder(home))
    parts = WindowParts(
        open_desk=lambda: open_desk(home),
        clock=SystemClock(),
        worker=worker,
        preferences=KeptPreferences(home),
        config_path=home / CONFIG,
        has_connections=lambda: has_connections(home / CONFIG) or (home / STORE).exists(),
        program=_called(home),
        command=(*PROGRAM, "--home", str(home)),
    )
    return run_window(parts)


def open_desk(home: Path) -> Desk:
    """Open the store, on the reader's thread: the database is imported behind the first picture.

    Raises:
        CannotBeginError: settings, key or store are not as they should be.
    """
    from agent_console.app.errors import ENDINGS
    from agent_console.app.parts import Parts, environment
    from agent_console.app.reading import desk

    parts = Parts(home, environment())
    known = {ending.error: ending.exit_code for ending in ENDINGS}
    try:
        return desk(parts, parts.new_store)
    except tuple(known) as error:
        code = next(code for kind, code in known.items() if isinstance(error, kind))
        raise CannotBeginError(Trouble.of(code) or Trouble.STORE, str(error)) from error


def has_connections(config: Path) -> bool:
    """Say whether the settings name a connection; what cannot be understood is told elsewhere."""
    try:
        told = tomllib.loads(config.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, RecursionError):
        return True
    return bool(told.get("connections"))


def _called(home: Path) -> str:
    if home == own_home():
        return "agent-console"
    return f"agent-console --home {shlex.quote(str(home))}"
