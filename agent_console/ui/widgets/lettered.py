"""What takes single letters and digits itself, that are commands of the window elsewhere."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

LETTERS = "letters"
"""The property by which the guard before all keys knows such a part."""
SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Lettered(QWidget):
    """A part with keys of its own; `numbered` is a digit from 1 to 9.

    What a letter does is asked for by its name: a signal kept by its own part is a ring that Python
    and Qt cannot take apart safely.
    """

    numbered = Signal(int)

    def __init__(self, name: str, letters: Collection[str]) -> None:
        super().__init__()
        self._letters = frozenset(letters)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(LETTERS, True)

    def do(self, letter: str) -> None:
        """Do what a letter stands for."""
        raise NotImplementedError

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
        elif text in self._letters:
            self.do(text)
        else:
            self.numbered.emit(int(text))

    def _means(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~SHIFTED:
            return False
        text = event.text().upper()
        return text in self._letters or (text.isdecimal() and text.isascii() and text != "0")
