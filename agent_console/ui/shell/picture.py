"""Pictures of the window, for the demo without a display and for people to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_console.ui.shell.start import Built, WindowParts, application, build
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.theme.tokens import Appearance

TICK_MS = 40
QUIET_TICKS = 4
"""So many ticks without a question under way, and all answers are painted."""
MOST_TICKS = 250


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: where it goes, how large, and what is done in the window before."""

    path: Path
    size: tuple[int, int] = (1366, 768)
    appearance: Appearance = Appearance.LIGHT
    customers: tuple[int, ...] = ()
    text: str = ""
    commands: tuple[str, ...] = ()


def save(window: MainWindow, path: Path, size: tuple[int, int], appearance: Appearance) -> None:
    """Save a picture of the window as it is now, in a size and an appearance."""
    window.theme.show(appearance)
    window.resize(*size)
    window.grab()  # lays out what was not laid out yet
    if not window.grab().save(str(path), "PNG"):
        raise OSError(f"the picture {path} could not be written")


def take(parts: WindowParts, shots: Sequence[Shot]) -> int:
    """Open the window on whatever platform there is, take the pictures, and close it."""
    app = application()
    built = build(app, parts)
    built.window.show()
    built.session.start()
    photographer = _Photographer(app, built, shots)
    photographer.begin()
    result = app.exec()
    built.session.stop()
    return result


class _Photographer(QObject):
    """Arranges, waits until the window is still, takes the picture, goes on."""

    def __init__(self, app: QApplication, built: Built, shots: Sequence[Shot]) -> None:
        super().__init__(app)
        self._app = app
        self._built = built
        self._shots = list(shots)
        self._quiet = 0
        self._ticks = 0
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)

    def begin(self) -> None:
        """Arrange the first picture."""
        if self._shots:
            self._arrange(self._shots[0])
            self._clock.start()
        else:
            QTimer.singleShot(0, self._app.quit)

    def _arrange(self, shot: Shot) -> None:
        self._quiet = self._ticks = 0
        window = self._built.window
        window.theme.show(shot.appearance)
        window.resize(*shot.size)
        window.search.field.setText(shot.text)
        while self._built.session.customers.current():
            self._built.session.customers.close_current()
        window.search.field.setFocus()
        for customer in shot.customers:
            self._built.session.open_customer(customer)

    def _tick(self) -> None:
        self._ticks += 1
        self._quiet = self._quiet + 1 if self._built.session.is_settled() else 0
        if self._quiet < QUIET_TICKS and self._ticks < MOST_TICKS:
            return
        shot = self._shots.pop(0)
        for command in shot.commands:
            self._built.commands.do(command)
        save(self._built.window, shot.path, shot.size, shot.appearance)
        if self._shots:
            self._arrange(self._shots[0])
        else:
            self._clock.stop()
            self._app.quit()
