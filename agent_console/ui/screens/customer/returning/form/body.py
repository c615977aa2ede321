"""Takes the keys of a return: articles by their number, reasons by their letter, Enter orders."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from agent_console.domain.returning.policy import Reason
from agent_console.ui.screens.customer.returning.form.words import REASONS
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.lettered import Lettered
from agent_console.ui.widgets.rows.painter import RowPainter
from agent_console.ui.widgets.rows.view import ENTER_KEYS

STEPS_OF = {"+": 1, "-": -1}
SIGNALS = {"A": "another", "E": "mailed", "V": "looked", "X": "explained"}
REASON_OF = {key: reason for reason, key, _ in REASONS}
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ReturnBody(Lettered):
    """What has the keyboard while a return is chosen.

    `numbered` is an article, `counted` +1 or -1, `reasoned` a reason, `stepped` +1 or -1 among the
    rates, `another` A, `mailed` E, `looked` V, `explained` X, `entered` Enter.
    """

    counted = Signal(int)
    reasoned = Signal(Reason)
    stepped = Signal(int)
    mailed = Signal()
    another = Signal()
    explained = Signal()
    looked = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Return", {*STEPS_OF, *SIGNALS, *REASON_OF})
        self._theme = theme

    def do(self, letter: str) -> None:
        """Say what a letter stands for."""
        if letter in STEPS_OF:
            self.counted.emit(STEPS_OF[letter])
        elif letter in REASON_OF:
            self.reasoned.emit(REASON_OF[letter])
        else:
            getattr(self, SIGNALS[letter]).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
            row.focus(self.rect().adjusted(1, 1, -1, -1), self._theme.px(6))
