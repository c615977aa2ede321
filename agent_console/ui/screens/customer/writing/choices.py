"""What a message can be: templates and languages to choose from, as chips in lines."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.buttons import Chip


class Choices(QWidget):
    """One of several words; `chosen` is what stands behind it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._group = QButtonGroup(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2)
        self._line.addStretch(1)

    def show_choices(self, told: Sequence[tuple[str, str]], chosen: str | None) -> None:
        """Show pairs of what is chosen and its word, one of them marked."""
        if tuple(told) != self._shown:
            self._shown = tuple(told)
            self._make()
        for chip in self._group.buttons():
            chip.setChecked(chip.property("choice") == chosen)

    def _make(self) -> None:
        for chip in self._group.buttons():
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        for number, (choice, word) in enumerate(self._shown):
            chip = Chip(self._theme, word, f"{self._name} {word}")
            chip.setProperty("choice", choice)
            chip.clicked.connect(self._on_clicked)
            self._group.addButton(chip)
            self._line.insertWidget(number, chip)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("choice"))
