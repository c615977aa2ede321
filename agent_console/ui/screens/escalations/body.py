"""Takes the keys of a decision: A and D decide, numbers choose a reason, T shows the history."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from agent_console.domain.returning.exceptions import Decision

LETTERS = "letters"
"""The property of what takes letters itself, that elsewhere give commands."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
DECISIONS = {"A": Decision.APPROVE, "D": Decision.DENY}
HISTORY = "T"


class DecisionBody(QWidget):
    """What has the keyboard while an exception is looked at.

    `decided` is a decision, `reasoned` the number of a reason from 1, `history_wanted` T.
    """

    decided = Signal(Decision)
    reasoned = Signal(int)
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Escalation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(LETTERS, True)

    def event(self, event: QEvent) -> bool:
        """Keep the letters that mean something here from being commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not event.modifiers() & ~SHIFTED and _means(event.text()))
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().upper()
        if text in DECISIONS:
            self.decided.emit(DECISIONS[text])
        elif text == HISTORY:
            self.history_wanted.emit()
        elif text.isdecimal() and text.isascii() and text != "0":
            self.reasoned.emit(int(text))
        else:
            super().keyPressEvent(event)


def _means(text: str) -> bool:
    return text.upper() in {*DECISIONS, HISTORY} or (text.isdecimal() and text.isascii())
