"""Tells a scanner from a person before any key acts: what comes in a burst only finds somebody."""

from collections.abc import Callable, Mapping
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from agent_console.ui.shell.keys import KEYS
from agent_console.ui.widgets.lettered import LETTERS as LETTERS_OF_ITS_OWN
from agent_console.ui.widgets.rows.view import ENTER_KEYS

BURST_MS = 50
"""No person presses two keys sooner after each other; a scanner does nothing else."""
LATE_MS, LOOK_MS = 10, 10
"""From so much lateness on the window was busy; so long it then looks at what came meanwhile."""
MOST_LOOKS = 3
"""A window that is late again and again still lets a letter act."""
LEAST = 3
"""Two keys struck together are no scan."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
LETTERS: Mapping[str, str] = {key.sequence: key.command for key in KEYS if len(key.sequence) == 1}
"""The keys that act alone, and their commands."""


class Wait(QObject):
    """A moment in which keys are waited for; `over` once the window had time to look at them.

    A timer that comes late says that the window was busy: keys that were pressed meanwhile are in
    the queue, unseen. They come in first, and are judged by the moments at which they were pressed.
    """

    over = Signal()

    def __init__(self, parent: QObject, for_ms: int) -> None:
        super().__init__(parent)
        self._for_ms, self._due, self._looks = for_ms, 0.0, 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        """Wait from now on."""
        self._looks = MOST_LOOKS
        self._wait(self._for_ms)

    def stop(self) -> None:
        """Wait no longer."""
        self._timer.stop()

    def _wait(self, for_ms: int) -> None:
        self._due = monotonic() * 1000 + for_ms
        self._timer.start(for_ms)

    def _on_time(self) -> None:
        is_late = monotonic() * 1000 - self._due > LATE_MS
        if is_late and self._looks:
            self._looks -= 1
            self._wait(LOOK_MS)
        else:
            self.over.emit()


class BurstGuard(QObject):
    """Holds each letter typed outside of text for a moment; followed at once, none of them acts.

    `scanned` is what came in one burst: it is looked up, and does nothing else. `moment` says in
    milliseconds when a key was pressed.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: QWidget,
        do: Callable[[str], None],
        moment: Callable[[QKeyEvent], float] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._do = do
        self._moment = moment or _moment
        self._is_resting = False
        self._held: QKeyEvent | None = None
        self._last_at, self._burst = -1.0, ""
        self._is_letting_go = False
        self._alone, self._over = Wait(self, BURST_MS + 5), Wait(self, 2 * BURST_MS)
        self._alone.over.connect(self._on_alone)
        self._over.over.connect(self._on_over)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def rest(self) -> None:
        """Let every key act at once, as where no scanner is connected."""
        self._is_resting = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters and Enter before they reach a shortcut or a button."""
        if self._is_resting or self._is_letting_go or not isinstance(event, QKeyEvent):
            return False
        if watched is not (QApplication.focusWidget() or self._window):
            return False  # on its way to where the keyboard is, or from there to what is around it
        if event.isAutoRepeat() or _types() or not self._window.isActiveWindow():
            return False
        if event.type() == QEvent.Type.ShortcutOverride and _is_letter(event):
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._is_taken(event)

    def _is_taken(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in ENTER_KEYS
        if not is_enter and not _is_letter(event):
            return False
        before, self._last_at = self._last_at, self._moment(event)
        follows = 0 <= self._last_at - before < BURST_MS
        if follows:
            self._gather("" if is_enter else event.text())
            return True
        self._on_over()
        self._on_alone()
        if is_enter:
            return False
        self._held = event.clone()
        self._alone.start()
        return True

    def _gather(self, letter: str) -> None:
        """Add a letter to the burst, with the one it began with, which was held."""
        first = "" if self._held is None else self._held.text()
        self._held, self._burst = None, f"{self._burst}{first}{letter}"
        self._alone.stop()
        self._over.start()

    def _on_over(self) -> None:
        """Tell what came in a burst that nothing follows any more."""
        burst, self._burst = self._burst.strip(), ""
        self._over.stop()
        if len(burst) >= LEAST:
            self.scanned.emit(burst)

    def _on_alone(self) -> None:
        """Let a letter act that nothing followed."""
        event, self._held = self._held, None
        self._alone.stop()
        if event is None:
            return
        where = QApplication.focusWidget()
        takes_letters = where is not None and bool(where.property(LETTERS_OF_ITS_OWN))
        command = None if takes_letters else LETTERS.get(event.text().upper())
        if command is not None:
            self._do(command)
        elif where is not None:
            self._is_letting_go = True
            QApplication.sendEvent(where, event)
            self._is_letting_go = False


def _types() -> bool:
    """Say whether the keyboard is in a text that can be written."""
    where = QApplication.focusWidget()
    return isinstance(where, QLineEdit | QPlainTextEdit | QTextEdit) and not where.isReadOnly()


def _is_letter(event: QKeyEvent) -> bool:
    text, modifiers = event.text(), event.modifiers()
    return len(text) == 1 and text.isprintable() and not (modifiers & ~SHIFTED)


def _moment(event: QKeyEvent) -> float:
    """Return when a key was pressed, in milliseconds, even where it waited to be looked at."""
    return float(event.timestamp()) or monotonic() * 1000
