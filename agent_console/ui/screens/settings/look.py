"""How the window looks: light or dark, and how large the text is."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.preferences import TEXT_PERCENTS
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance, Ink
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures

APPEARANCES = (
    (Appearance.SYSTEM, "As the desktop"),
    (Appearance.LIGHT, "Light"),
    (Appearance.DARK, "Dark"),
)


class LookChoices(QWidget):
    """Chips for what can be chosen; the chosen ones are marked, whoever changed them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looks = {
            look: self._chip(words, f"Look: {words}", look) for look, words in APPEARANCES
        }
        self._sizes = {
            percent: self._chip(f"{percent} %", f"Text at {percent} %", percent)
            for percent in TEXT_PERCENTS
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(grid.setHorizontalSpacing, 16)
        lines = (("Look", [*self._looks.values()]), ("Text", [*self._sizes.values()]))
        for line, (words, chips) in enumerate(lines):
            grid.addWidget(PlainLabel(theme, Lettering.BODY, Ink.TEXT2, words), line, 0)
            row = QHBoxLayout()
            for chip in chips:
                row.addWidget(chip)
            row.addStretch(1)
            grid.addLayout(row, line, 1)
        grid.setColumnStretch(1, 1)
        theme.changed.connect(self._mark)
        self._mark()

    def _chip(self, words: str, name: str, choice: Appearance | int) -> Chip:
        chip = Chip(self._theme, words, name)
        chip.setProperty("choice", str(choice))
        chip.clicked.connect(self._on_chosen)
        return chip

    def _on_chosen(self) -> None:
        sender = self.sender()
        for look, chip in self._looks.items():
            if chip is sender:
                self._theme.show(look)
        for percent, chip in self._sizes.items():
            if chip is sender:
                self._theme.show_text(percent)
        self._mark()

    def _mark(self) -> None:
        for look, chip in self._looks.items():
            chip.setChecked(self._theme.chosen_appearance() is look)
        for percent, chip in self._sizes.items():
            chip.setChecked(self._theme.text_percent() == percent)
