"""The connections there are: how each does, what helps, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ui.screens.settings.viewmodel import GROUPS, ConnectionRow
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip, RowButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures

DEEDS = (
    ("test", "Test"),
    ("edit", "Change"),
    ("switch", "Switch off"),
    ("remove", "Take out"),
)
SWITCH_ON, SURE = "Switch on", "Sure?"


class ConnectionLine(QWidget):
    """One connection; `wanted` is a deed and its name. Taking out asks once more on the spot."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, row: ConnectionRow) -> None:
        super().__init__()
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measures = Measures(theme, self)
        measures.keep(column.setSpacing, 2)
        line = QHBoxLayout()
        measures.keep(line.setSpacing, 4)
        name = PlainLabel(theme, Lettering.TITLE, Ink.TEXT, row.name)
        state = PlainLabel(theme, Lettering.META, Ink.WARN if row.trouble else Ink.TEXT3)
        state.setText(f"{row.kind}  ·  {row.words}")
        state.setWordWrap(True)
        line.addWidget(name)
        line.addWidget(state, 1)
        for deed, words in DEEDS:
            line.addWidget(self._chip(theme, deed, words))
        column.addLayout(line)
        if row.trouble:
            trouble = PlainLabel(theme, Lettering.META, Ink.WARN, row.trouble)
            trouble.setWordWrap(True)
            column.addWidget(trouble)

    def take_focus(self, deed: str) -> None:
        """Give the keyboard to a deed."""
        for chip in self.findChildren(Chip):
            if chip.property("deed") == deed:
                chip.setFocus()

    def _chip(self, theme: Theme, deed: str, words: str) -> Chip:
        if deed == "switch" and not self._row.is_on:
            words = SWITCH_ON
        chip = Chip(theme, words, f"{words} {self._row.name}")
        chip.setCheckable(False)
        chip.setProperty("deed", deed)
        chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            if chip.property("deed") == "remove" and chip.text() != SURE:
                chip.setText(SURE)
                chip.setAccessibleName(f"{SURE} {self._row.name}")
                chip.updateGeometry()
                return
            self.wanted.emit(chip.property("deed"), self._row.name)


class ConnectionList(QWidget):
    """All connections, and what can be connected."""

    wanted = Signal(str, str)
    adding = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout()
        self._shown: list[ConnectionLine] = []
        self._said = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._said.setWordWrap(True)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measures = Measures(theme, self)
        measures.keep(column.setSpacing, 8)
        measures.keep(self._lines.setSpacing, 8)
        column.addLayout(self._lines)
        column.addWidget(self._said)
        self.offers: dict[str, RowButton] = {}
        self._done = ("", "")
        self.wanted.connect(self._remember)
        for group in GROUPS:
            button = RowButton(theme, group.glyph, group.offer, "", height=32, card=True)
            button.setProperty("group", group.group)
            button.clicked.connect(self._on_offer)
            self.offers[group.group] = button
            column.addWidget(button)

    def show_connections(self, rows: Sequence[ConnectionRow]) -> None:
        """Show how the connections do."""
        for line in self._shown:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown = [ConnectionLine(self._theme, row) for row in rows]
        for line, row in zip(self._shown, rows, strict=True):
            line.wanted.connect(self.wanted)
            self._lines.addWidget(line)
            if row.name == self._done[1]:
                line.take_focus(self._done[0])

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through, as it is read."""
        chips = (chip for line in self._shown for chip in line.findChildren(Chip))
        return (*chips, *self.offers.values())

    def say(self, words: str, *, is_trouble: bool = False) -> None:
        """Say how a deed went."""
        self._said.setText(words)
        self._said.setAccessibleName(f"Notice: {words}")
        self._said.take(Ink.BAD if is_trouble else Ink.TEXT2)
        self._said.setVisible(bool(words))

    def _remember(self, deed: str, name: str) -> None:
        self._done = (deed, name)

    def _on_offer(self) -> None:
        self.adding.emit(self.sender().property("group"))
