"""`agent-console` without a command: the window, its store and its worker."""

import sys
from pathlib import Path

from agent_console.app.preferences import KeptPreferences
from agent_console.machine.clock import SystemClock
from agent_console.machine.folders import runtime_folder
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.worker import WorkerCommand
from agent_console.ui.shell.start import WindowParts, run_window

PROGRAM = (sys.executable, "-m", "agent_console")


def show_window(home: Path) -> int:
    """Show the window of a home folder until it is closed."""
    worker = WorkerCommand([*PROGRAM, "--home", str(home), "worker"], {}, runtime_folder(home))
    parts = WindowParts(
        open_desk=lambda: open_desk(home),
        clock=SystemClock(),
        worker=worker,
        preferences=KeptPreferences(home),
    )
    return run_window(parts)


def open_desk(home: Path) -> Desk:
    """Open the store, on the reader's thread: the database is imported behind the first picture."""
    from agent_console.app.parts import Parts, environment
    from agent_console.app.reading import desk

    parts = Parts(home, environment())
    return desk(parts, parts.new_store)
