"""Asks for a passphrase, once or twice, in the middle of the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_console.ports.desktop import Asked
from agent_console.ui.screens.unlock.viewmodel import WORDS, wrong
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton

WIDEST, TOP, FIELD_HIGH = 432, 72, 32


class UnlockView(QWidget):
    """`given` is the passphrase; `again` is only asked for where a store is made with it."""

    given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._asked = Asked.TO_OPEN
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self._detail = PlainLabel(theme, Lettering.BODY, Ink.TEXT2)
        self._phrase = self._field("Passphrase")
        self._again = self._field("Passphrase again")
        self._message = PlainLabel(theme, Lettering.BODY, Ink.BAD)
        self._button = PrimaryButton(theme, "Open the store", "↵")
        self._build()

    def ask(self, asked: Asked, said: str = "") -> None:
        """Ask for a passphrase; `said` is why the last one did not do."""
        self._asked = asked
        words = WORDS[asked]
        self._title.setText(words.title)
        self._detail.setText(words.detail)
        self._again.setVisible(asked is Asked.TO_MAKE)
        self._button.say(words.button)
        self._say(said)
        self._phrase.clear()
        self._again.clear()
        self._phrase.setFocus()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.returnPressed.connect(self._on_return)
        Measures(self._theme, field).keep(field.setFixedHeight, FIELD_HIGH)
        return field

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setAccessibleName(f"Result: {words}" if words else "Result")
        self._message.setVisible(bool(words))

    def _on_return(self) -> None:
        is_first = self.sender() is self._phrase
        if is_first and self._asked is Asked.TO_MAKE and not self._again.text():
            self._again.setFocus()
        else:
            self._give()

    def _give(self) -> None:
        phrase = self._phrase.text()
        if (problem := wrong(self._asked, phrase, self._again.text())) is not None:
            self._say(problem)
            return
        self._say("")
        self._button.say("Opening …", enabled=False)
        self.given.emit(phrase)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        frame = QWidget()
        measures.keep(frame.setMaximumWidth, WIDEST)
        column = QVBoxLayout(frame)
        measures.keep(column.setSpacing, 12)
        for words in (self._detail, self._message):
            words.setWordWrap(True)
        for part in (self._title, self._detail, self._phrase, self._again, self._message):
            column.addWidget(part)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._button.clicked.connect(self._give)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 1000)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        measures.keep(outer.setContentsMargins, 16, TOP, 16, 16)
        outer.addLayout(across)
        outer.addStretch(1)
