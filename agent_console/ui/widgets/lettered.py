"""What takes single letters and digits itself, that are commands of the window elsewhere."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

LETTERS = "letters"
"""The property by which the guard before all keys knows such a part."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Lettered(QWidget):
    """A part with keys of its own, each of them a deed; `numbered` is a digit from 1 to 9."""

    numbered = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.letters: Mapping[str, Callable[[], None]] = {}
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(LETTERS, True)

    def event(self, event: QEvent) -> bool:
        """Keep the letters that mean something here from being commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self._means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().upper()
        if not self._means(event):
            super().keyPressEvent(event)
        elif text in self.letters:
            self.letters[text]()
        else:
            self.numbered.emit(int(text))

    def _means(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~SHIFTED:
            return False
        text = event.text().upper()
        return text in self.letters or (text.isdecimal() and text.isascii() and text != "0")
