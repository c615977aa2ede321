"""The door for app/: start the window over an injected store, worker and preferences."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSize, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.writing import Correspondence
from agent_console.ports.clock import Clock
from agent_console.ports.desktop import Voice
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.commands import Commands as CommandRuns
from agent_console.ui.bridge.hands import Hands
from agent_console.ui.bridge.one_window import OneWindow
from agent_console.ui.bridge.printing import Printers, Printing
from agent_console.ui.bridge.reader import Clerk, Reader, Writer
from agent_console.ui.bridge.tidying import Tidying
from agent_console.ui.bridge.worker import WorkerLink
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.screens.first_run.situation import FirstRun
from agent_console.ui.screens.first_run.stories import Story
from agent_console.ui.shell.bursts import BurstGuard
from agent_console.ui.shell.commands import Commands
from agent_console.ui.shell.news.scans import Scans
from agent_console.ui.shell.session import Outside, Session
from agent_console.ui.shell.window import TITLE, MainWindow
from agent_console.ui.theme.preferences import ForgetfulPreferences, Preferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.times import Times

LOG = logging.getLogger(__name__)
FIRST_SIZE = (1366, 768)
SHARE, MOST = 0.9, (2200, 1400)
"""On a larger screen it takes most of it; longer lines would be hard to read."""
FRAME = 40
"""What a desktop may add around a window, its title most of all."""


@dataclass(frozen=True, slots=True)
class WindowParts:
    """All the window needs from outside; `open_desk` is called on the reader's thread.

    Until there are connections neither the store is opened nor the worker started: the window says
    how to add one to the file at `config_path`, with `program` as it is called for this home.
    """

    open_desk: Callable[[], Desk]
    clock: Clock
    worker: WorkerCommand | None = None
    preferences: Preferences = field(default_factory=ForgetfulPreferences)
    zone: tzinfo | None = None
    open_url: Callable[[str], bool] | None = None
    config_path: Path = Path("config.toml")
    has_connections: Callable[[], bool] = lambda: True
    program: str = "agent-console"
    unlock: Callable[[str], None] = lambda _: None
    """Takes the passphrase with which the store is to be opened."""
    command: Sequence[str] = (sys.executable, "-m", "agent_console")
    """How the program is started for this home, before the words of a command."""
    stories: Sequence[Story] = ()
    """What a made-up world has to tell; a real home has none."""
    open_correspondence: Callable[[], Correspondence] | None = None
    """Called on the writer's thread once the desk is open; None where nothing can be written."""
    open_paperwork: Callable[[], Paperwork] | None = None
    """Called on the clerk's thread once the desk is open; None where nothing can be put down."""
    printers: Callable[[], Printers] = Printers
    is_ours: Callable[[int], bool] = lambda _number: True
    """Says of the number of a socket whether its other end is this user's."""
    voice: Voice | None = None
    """Reads answers aloud; None where nothing here can speak."""


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the application, named as the interface says."""
    app = QApplication([TITLE, *arguments])
    app.setApplicationName(TITLE)
    app.setApplicationDisplayName(TITLE)
    app.setDesktopFileName("agent-console")
    return app


@dataclass(frozen=True, slots=True)
class Built:
    """A window that is ready to be shown and started."""

    window: MainWindow
    session: Session
    commands: Commands
    guard: BurstGuard
    scans: Scans


def build(app: QApplication, parts: WindowParts) -> Built:
    """Build the window; nothing is opened or started yet."""
    times = Times(parts.clock, parts.zone)
    window = MainWindow(Theme(app, parts.preferences), times)
    window.resize(*FIRST_SIZE)
    reader = Reader(parts.open_desk, window)
    worker = WorkerLink(parts.worker, window) if parts.worker else None
    outside = Outside(
        open_url=parts.open_url or _open_url,
        has_connections=parts.has_connections,
        first_run=FirstRun(parts.config_path, parts.program),
        commands=CommandRuns(parts.command, window),
        unlock=parts.unlock,
        stories=parts.stories,
        hands=Hands(
            Writer(parts.open_correspondence or _cannot_write, window),
            Clerk(parts.open_paperwork or _cannot_note, window),
            Printing(parts.printers, window),
        ),
        can_write=parts.open_correspondence is not None,
        voice=parts.voice,
    )
    session = Session(window, reader, worker, times=times, outside=outside)
    tidying = Tidying(session.is_settled, session)
    session.customers.closed.connect(tidying.page_closed)
    commands = Commands(session)
    guard = BurstGuard(window, commands.do)
    scans = Scans(window, reader, session.writer, session.callers)
    guard.scanned.connect(scans.take)
    return Built(window, session, commands, guard, scans)


def run_window(parts: WindowParts, arguments: Sequence[str] = ()) -> int:
    """Show the window, then open the store behind it; returns when it is closed.

    Where the home has a window already, that one comes to the front instead.
    """
    app = application(arguments)
    only = None
    if parts.worker is not None:
        only = OneWindow(parts.worker.runtime_dir, app, is_ours=parts.is_ours)
    if only is not None and not only.claim_or_call():
        return 0
    built = build(app, parts)
    window, session = built.window, built.session
    sys.excepthook = _Doorkeeper(session)
    window.closing.connect(session.stop)
    if only is not None:
        only.raise_wanted.connect(window.come_forward)
        only.customer_wanted.connect(session.callers.take)
        window.closing.connect(only.release)
    _show_first(window)
    window.search.field.setFocus()
    QTimer.singleShot(0, session.start)
    return app.exec()


def first_size(room: QSize) -> tuple[QSize, bool]:
    """Return how large the window begins on a screen, and whether it takes all of it."""
    wanted = (room * SHARE).boundedTo(QSize(*MOST)).expandedTo(QSize(*FIRST_SIZE))
    fills = room.width() < wanted.width() + FRAME or room.height() < wanted.height() + FRAME
    return wanted.boundedTo(room - QSize(0, FRAME) if fills else room), fills


def _show_first(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    size, fills = first_size(room.size())
    window.resize(size)
    if fills:
        window.move(room.topLeft())
        window.showMaximized()
    else:
        window.show()


class _Doorkeeper:
    """What no slot expected ends here: logged with its context, told quietly, the window stays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(
        self, kind: type[BaseException], problem: BaseException, where: TracebackType | None
    ) -> None:
        LOG.error("unexpected in the window", exc_info=(kind, problem, where))
        if isinstance(problem, KeyboardInterrupt):
            self._session.window.close()
            return
        self._session.window.bar.say("Something unexpected happened here; it is in the log.")


def _cannot_write() -> Correspondence:
    raise NotImplementedError("nothing can be written here")


def _cannot_note() -> Paperwork:
    raise NotImplementedError("nothing can be put down here")


def _open_url(url: str) -> bool:
    return QDesktopServices.openUrl(QUrl(url))
