"""Takes the keys of a return: articles by their number, reasons by their letter, Enter orders."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_console.domain.returning.policy import Reason
from agent_console.ui.screens.customer.returning.form.words import reason_of
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.rows.painter import RowPainter
from agent_console.ui.widgets.rows.view import ENTER_KEYS

LETTERS = "letters"
"""The property of what takes letters itself, that elsewhere give commands."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ReturnBody(QWidget):
    """What has the keyboard while a return is chosen.

    `toggled` is the number of an article, `counted` +1 or -1, `reasoned` a reason, `stepped` +1 or
    -1 among the rates, `mailed` E, `looked` V, `entered` Enter.
    """

    toggled = Signal(int)
    counted = Signal(int)
    reasoned = Signal(Reason)
    stepped = Signal(int)
    mailed = Signal()
    looked = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Return")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(LETTERS, True)

    def event(self, event: QEvent) -> bool:
        """Keep the letters that mean something here from being commands of the window."""
        if _would_command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif not self._took(event.text()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
            row.focus(self.rect().adjusted(1, 1, -1, -1), self._theme.px(6))

    def _took(self, text: str) -> bool:
        """Do what a single letter stands for; False where it stands for nothing."""
        if text.isdecimal() and text.isascii() and text != "0":
            self.toggled.emit(int(text))
        elif text in {"+", "-"}:
            self.counted.emit(1 if text == "+" else -1)
        elif text.upper() == "E":
            self.mailed.emit()
        elif text.upper() == "V":
            self.looked.emit()
        elif (reason := reason_of(text)) is not None:
            self.reasoned.emit(reason)
        else:
            return False
        return True


def _would_command(event: QEvent) -> bool:
    """Say whether a key pressed alone means something here that is a command elsewhere."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return not event.modifiers() & ~SHIFTED and _means(event.text())


def _means(text: str) -> bool:
    is_number = text.isdecimal() and text.isascii() and text != "0"
    return (
        is_number or text in {"+", "-"} or text.upper() in {"E", "V"} or reason_of(text) is not None
    )
