"""The line over a timeline: the day in sight, the filters, and the search in the history."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout

from agent_console.ui.screens.customer.timeline.looks import FILTERS
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.labels import ElidedLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.search_field import SearchField

HEAD, SIDE, GAP, BETWEEN = 28, 16, 12, 2
FIELD, LEAST_FIELD = 132, 100
LONGEST_DAY = "Wednesday 30 September 2026"


class TimelineHead(QFrame):
    """Shows the day; where the line is short the field gives way, then the filters move below."""

    filter_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day = ElidedLabel(theme, Lettering.SECTION, Ink.TEXT2)
        self._chips = QButtonGroup(self)
        self.field = SearchField(theme, "Search in history", "Search", "/", height=22)
        self.field.setObjectName("history")
        self._shown_lines = 0
        self._build()
        self._chips.idClicked.connect(self._on_chip)
        theme.changed.connect(self._lay_out)

    def show_day(self, day: str) -> None:
        """Show the day of the first row in sight."""
        self._day.setText(day)

    def take_filter(self, number: int) -> None:
        """Take a filter as if its chip had been pressed."""
        self._chips.button(number).click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _build(self) -> None:
        keep = Measures(self._theme, self).keep
        self._choices = QFrame()
        chips = QHBoxLayout(self._choices)
        chips.setContentsMargins(0, 0, 0, 0)
        keep(chips.setSpacing, BETWEEN)
        for number, choice in enumerate(FILTERS):
            chip = Chip(self._theme, choice.name, f"Filter {choice.name}")
            chip.setChecked(number == 0)
            chip.setToolTip(choice.key)
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(0)
        self._lines = QGridLayout(self)
        self._lines.setColumnStretch(0, 1)
        self._lines.setVerticalSpacing(0)
        keep(self._lines.setContentsMargins, SIDE, 0, SIDE, 0)
        keep(self._lines.setHorizontalSpacing, BETWEEN)
        self._lines.addWidget(self._day, 0, 0)
        self._lines.addWidget(self.field, 0, 2)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        left = self.width() - self._needed()
        lines = 1 if left >= px(LEAST_FIELD) else 2
        if lines != self._shown_lines:
            self._shown_lines = lines
            place = (0, 1, 1, 1) if lines == 1 else (1, 0, 1, 3)
            self._lines.addWidget(self._choices, *place)
        self.field.setFixedWidth(min(left, px(FIELD)) if lines == 1 else px(FIELD))
        self.setFixedHeight(px(HEAD) * lines)

    def _needed(self) -> int:
        """Return how wide day and filters are, with the longest day, so that none moves them."""
        day = self._theme.words.width(Lettering.SECTION, LONGEST_DAY)
        return day + self._choices.sizeHint().width() + self._theme.px(2 * SIDE + GAP)

    def _on_chip(self, number: int) -> None:
        self.filter_wanted.emit(FILTERS[number])
