"""A few rows to choose from, each with its words; what is chosen is marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.buttons import RowButton

Told = tuple[str, str, str, bool]
"""(what is chosen, its name, quiet words, whether it is chosen)"""
MOST_KEYS = 9


class Rows(QWidget):
    """Rows by number; `chosen` is what stands behind one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self._rows: list[RowButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, told: Sequence[Told]) -> None:
        """Show rows in place of those that were shown."""
        shape = tuple((key, text, is_chosen) for key, text, _, is_chosen in told)
        if shape != self._shown:
            self._shown = shape
            self._make(told)
        for row, (_, _, quiet, _) in zip(self._rows, told, strict=True):
            row.say(quiet)
        self.setVisible(bool(told))

    def _make(self, told: Sequence[Told]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, (key, text, _, is_chosen) in enumerate(told, 1):
            cap = str(number) if self._name == "Article" and number <= MOST_KEYS else ""
            glyph = Glyph.CHOSEN if is_chosen else Glyph.EMPTY
            row = RowButton(self._theme, glyph, text, cap)
            mark = ", chosen" if is_chosen else ""
            row.setAccessibleName(f"{self._name} {number}: {text}{mark}")
            row.setProperty("choice", key)
            row.clicked.connect(self._on_clicked)
            self._column.addWidget(row)
            self._rows.append(row)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("choice"))
