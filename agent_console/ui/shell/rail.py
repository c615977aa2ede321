"""The rail: where one can go, and the switches of the window. Only what exists is on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from agent_console.ui.shell.worklists.records import Waits
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.buttons import RailButton
from agent_console.ui.widgets.measures import Measures

WIDTH = 56
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the rail; places stand at the top, switches at the bottom."""

    command: str
    glyph: Glyph
    name: str
    is_place: bool


ENTRIES: tuple[Entry, ...] = (
    Entry(LATEST, Glyph.LATEST, "Latest", True),
    Entry("search", Glyph.SEARCH, "Find a customer", True),
    Entry("settings", Glyph.SYSTEM, "Settings", False),
    Entry("theme", Glyph.DARK, "Switch light and dark", False),
    Entry("keys", Glyph.KEYS, "Keys", False),
)


class Rail(QFrame):
    """Worklists with their counters, then the entries, as buttons; `wanted` is a command."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, worklists: Sequence[Waits]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        entries = [Entry(one.command, one.glyph, one.name, True) for one in worklists]
        self._lists = (*(one.command for one in worklists), LATEST)
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(column.setContentsMargins, 0, 8, 0, 12)
        measures.keep(column.setSpacing, 4)
        for is_place in (True, False):
            for entry in (*entries, *ENTRIES):
                if entry.is_place is is_place:
                    column.addWidget(self._button(entry))
            if is_place:
                column.addStretch(1)
        for command in self._lists:
            self._buttons[command].setCheckable(True)
        theme.changed.connect(self._fit)
        self._fit()

    def first(self) -> QWidget:
        """Return the entry that takes the keyboard: of the list in sight, else the uppermost."""
        buttons = [self._buttons[command] for command in self._lists]
        return next((one for one in buttons if one.isChecked()), buttons[0])

    def mark(self, command: str) -> None:
        """Mark which list is in sight; none of them while something is searched for."""
        for one in self._lists:
            self._buttons[one].setChecked(one == command)

    def count(self, command: str, number: int) -> None:
        """Show how many wait in a worklist."""
        self._buttons[command].count(number)

    def _button(self, entry: Entry) -> RailButton:
        button = RailButton(self._theme, entry.glyph, entry.name)
        button.setProperty("command", entry.command)
        button.clicked.connect(self._on_clicked)
        self._buttons[entry.command] = button
        return button

    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().property("command"))

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        is_dark = self._theme.appearance() is Appearance.DARK
        self._buttons["theme"].glyph = Glyph.LIGHT if is_dark else Glyph.DARK
        self._buttons["theme"].update()
