"""A way back from what was decided: offered on the docked bar for some seconds, and by its key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from agent_console.ui.shell.bars.notices import DockedBar
from agent_console.ui.theme.glyphs import Glyph

OFFERED_MS = 10_000
UNDO = ("Undo", "Ctrl Z")


class WayBack(QObject):
    """Keeps what the last decision is taken back by, as long as that is offered."""

    def __init__(self, bar: DockedBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._words = ""
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=OFFERED_MS)
        self._timer.timeout.connect(self._forget)

    def offer(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was decided, and offer to take it back."""
        self._words, self._undo = words, undo
        self._bar.say(words, glyph=Glyph.CHECK, for_ms=OFFERED_MS, offer=UNDO)
        self._timer.start()

    def is_in_sight(self) -> bool:
        """Say whether the bar still offers it: other words may have come in its place."""
        return self._undo is not None and self._bar.words() == self._words

    def take(self) -> bool:
        """Take back what was decided last; False where nothing is offered."""
        undo = self._undo
        if undo is None:
            return False
        if self.is_in_sight():
            self._bar.hide()
        self._timer.stop()
        self._forget()
        undo()
        return True

    def _forget(self) -> None:
        self._undo = None
