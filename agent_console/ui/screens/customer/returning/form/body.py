"""Takes the keys of a return: articles by their number, reasons by their letter, Enter orders."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from agent_console.domain.returning.policy import Reason
from agent_console.ui.screens.customer.returning.form.words import REASONS
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.lettered import Lettered
from agent_console.ui.widgets.rows.painter import RowPainter
from agent_console.ui.widgets.rows.view import ENTER_KEYS

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
        super().__init__("Return")
        self._theme = theme
        self.letters = {
            "+": partial(self.counted.emit, 1),
            "-": partial(self.counted.emit, -1),
            "A": self.another.emit,
            "E": self.mailed.emit,
            "V": self.looked.emit,
            "X": self.explained.emit,
            **{key: partial(self.reasoned.emit, reason) for reason, key, _ in REASONS},
        }

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
