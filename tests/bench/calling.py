"""How long a call takes from the address another program opens to the answer on the screen."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_console.machine.folders import runtime_folder
from agent_console.machine.window.peers import is_own_end
from agent_console.ui.bridge.one_window import DOOR_NAME, OneWindow
from agent_console.ui.screens.customer.header import AnswerText
from agent_console.ui.shell.start import Built
from tests.bench.painting import PatientLoop, settle
from tests.bench.people import someone
from tests.bench.population import FIFTY
from tests.bench.samples import Compared, samples

BARE = """
import socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect(sys.argv[1])
    line.sendall(b'{"type": "raise_window"}\\n')
    line.recv(99)
"""
"""The least that any program needs to tell a window something."""


class Painted(QObject):
    """Lets the window live until an answer is painted, whichever page it stands on."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app, self._loop = app, PatientLoop("no answer was painted")
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            answer = watched.parentWidget()
            if isinstance(answer, AnswerText) and answer.isVisible() and answer.toPlainText():
                QTimer.singleShot(0, self._loop.quit)
        return False

    def for_it(self) -> None:
        """Wait; fails when it never comes."""
        self._loop.run()
        self._app.removeEventFilter(self)


@contextmanager
def listening(built: Built) -> Iterator[tuple[Path, OneWindow]]:
    """Have a window listen as the one of a home; return that, and what listens."""
    with tempfile.TemporaryDirectory(prefix="call-") as folder:
        home = Path(folder)
        only = OneWindow(runtime_folder(home), built.window, is_ours=is_own_end)
        only.customer_wanted.connect(built.session.callers.take)
        assert only.claim()
        try:
            yield home, only
        finally:
            only.release()
            only.deleteLater()


def called(app: QApplication, built: Built, home: Path, number: int) -> float:
    """Open a customer by phone; return the milliseconds until her answer is painted."""
    url = f"agentconsole://customer?phone={someone(number).phone}"
    command = [sys.executable, "-m", "agent_console", "--home", str(home), "open", url]
    painted, started = Painted(app), perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        painted.for_it()
        taken = perf_counter() - started
        _end(process)
    settle(built)
    built.session.customers.close_current()
    settle(built, 1)
    return taken * 1e3


def bare_call(only: OneWindow, home: Path) -> float:
    """Say a line to the window from a bare process; return the milliseconds until it is heard."""
    loop = PatientLoop("the window heard nothing")
    only.raise_wanted.connect(loop.quit)
    command = [sys.executable, "-c", BARE, str(runtime_folder(home) / DOOR_NAME)]
    started = perf_counter()
    with subprocess.Popen(command) as process:  # noqa: S603 - our own
        loop.run()
        taken = perf_counter() - started
        _end(process)
    only.raise_wanted.disconnect(loop.quit)
    return taken * 1e3


def calling(app: QApplication, built: Built, rounds: int) -> Compared:
    """Call from another process with the phone of somebody new each time."""
    with listening(built) as (home, only):
        both = [
            (called(app, built, home, FIFTY + 1 + n), bare_call(only, home))
            for n in range(rounds + 1)
        ][1:]
    ours, bare = samples([one for one, _ in both]), samples([one for _, one in both])
    what = "a call: from the address opened to the answer painted"
    return Compared(what, ours, bare, "a bare process that says a line", "at most 300 ms")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a process hear its answer: the window lives while it does."""
    while process.poll() is None:
        QTest.qWait(1)
