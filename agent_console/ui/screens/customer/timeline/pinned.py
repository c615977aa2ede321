"""The rows of what is under way, pinned over a timeline and changed in place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from agent_console.ui.screens.customer.timeline.pending import (
    ANYWAY,
    WAS_DONE,
    WAS_NOT_DONE,
    Pinned,
)
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter

HIGH, SIDE, ROUND = 34, 8, 8
ALTHOUGH, SURELY = "although it differs", "surely"


class PinnedRow(QFrame):
    """One intent: outlined, told in full, with what can be done about it."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: Pinned | None = None
        self._time = PlainLabel(theme, Lettering.BODY, Ink.TEXT2)
        self._title = PlainLabel(theme, Lettering.TITLE, Ink.TEXT)
        self._title.setWordWrap(True)
        self._meta = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT3)
        self._offers: dict[str, Chip] = {}
        self._line = QHBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(self._line.setContentsMargins, 24, 4, 24, 4)
        measures.keep(self._line.setSpacing, 12)
        measures.keep(self.setMinimumHeight, HIGH)
        measures.keep(self._time.setFixedWidth, 64)
        self._line.addWidget(self._time)
        self._line.addWidget(self._title, 1)
        self._line.addWidget(self._meta)

    def show_row(self, told: Pinned) -> None:
        """Show how it stands now."""
        if told == self._told:
            return
        is_other = self._told is None or self._told.offers != told.offers
        self._told = told
        self._time.setText(told.time)
        self._title.setText(told.title)
        self._title.take(told.ink)
        self._meta.setText(told.meta)
        self._title.setAccessibleName(f"Pending: {told.title}")
        if is_other:
            self._show_offers(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._told is None:
            return
        px = self._theme.px
        row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
        box = row.box(px(SIDE), 1, self.width() - 2 * px(SIDE), self.height() - 2)
        row.rounded(box, Ink.SELECTED, px(ROUND), edge=Ink.ACCENT)
        glyph = row.box(px(72), (self.height() - px(16)) // 2, px(16), px(16))
        ink = Ink.ACCENT if self._told.ink is Ink.TEXT else self._told.ink
        row.glyph(glyph, self._told.glyph, ink)

    def _show_offers(self, told: Pinned) -> None:
        for chip in self._offers.values():
            chip.hide()
            chip.deleteLater()
        self._offers = {}
        for verb, text in told.offers:
            chip = Chip(self._theme, text, f"{text}: {told.key}")
            chip.setCheckable(False)
            chip.setProperty("verb", verb)
            chip.clicked.connect(self._on_chosen)
            self._offers[verb] = chip
            self._line.addWidget(chip)

    def _on_chosen(self) -> None:
        chip = self.sender()
        if self._told is None or not isinstance(chip, Chip):
            return
        surely = _surely(chip.property("verb"), chip.text())
        if surely != chip.text():
            chip.setText(surely)
            chip.setAccessibleName(f"{surely}: {self._told.key}")
            chip.updateGeometry()
            return
        self.wanted.emit(chip.property("verb"), self._told.key)


def _surely(verb: str, text: str) -> str:
    """Return what stands on a chip before it does what cannot be taken back."""
    if verb == ANYWAY and ALTHOUGH not in text:
        return f"{text.split(maxsplit=1)[0]} it {ALTHOUGH}"
    if verb in {WAS_DONE, WAS_NOT_DONE} and SURELY not in text:
        return f"{text}, {SURELY}"
    return text


class PinnedRows(QFrame):
    """All that is under way for a customer; takes no room when there is nothing."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: dict[str, PinnedRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName("Under way")
        self.hide()

    def show_rows(self, told: Sequence[Pinned]) -> None:
        """Show these; a row that stays is changed in place."""
        keys = {one.key for one in told}
        for key in [key for key in self.rows if key not in keys]:
            row = self.rows.pop(key)
            row.hide()
            row.deleteLater()
        for one in told:
            if one.key not in self.rows:
                self.rows[one.key] = PinnedRow(self._theme)
                self.rows[one.key].wanted.connect(self.wanted)
                self._column.addWidget(self.rows[one.key])
            self.rows[one.key].show_row(one)
        self.setVisible(bool(told))
