"""One connection to be filled in, tried and kept."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ui.screens.settings.fields import ChoiceField, Field, field
from agent_console.ui.screens.settings.viewmodel import FormField, Kind
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton

NAME = FormField("name", "Name in this window", is_required=True)
SAVE, TRYING = "Test and keep", "Testing …"


class ConnectionForm(QWidget):
    """Asks for a connection; `submitted` when it is to be tried, `left` when it is not wanted."""

    submitted = Signal()
    left = Signal()
    kind_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.kind: Kind | None = None
        self.editing: str | None = None
        self._kinds: list[Chip] = []
        self._fields: list[Field | ChoiceField] = []
        self._before: dict[str, str] = {}
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self._chips = QHBoxLayout()
        self._grid = QGridLayout()
        self._message = PlainLabel(theme, Lettering.BODY, Ink.TEXT2)
        self._save = PrimaryButton(theme, SAVE, "Ctrl ↵")
        self._cancel = Chip(theme, "Cancel", "Cancel the connection")
        self._build()

    def ask(
        self, kinds: Sequence[Kind], chosen: Kind, values: Mapping[str, str], editing: str | None
    ) -> None:
        """Ask for a connection of a kind; `kinds` are those to choose from."""
        self.kind, self.editing = chosen, editing
        self._before = dict(values) if editing else {}
        verb = f"Change {editing}" if editing else f"Connect {chosen.label}"
        self._title.setText(verb)
        self._show_chips(kinds if editing is None else (), chosen)
        self._show_fields(chosen, values)
        self.say("")
        first = next((one for one in self._fields if not one.text()), self._fields[0])
        first.take_keyboard()

    def name(self) -> str:
        """Return how the connection is to be called."""
        return self.editing or self._fields[0].text().strip()

    def values(self) -> dict[str, str]:
        """Return what was filled in, secrets apart; of a known connection also what was cleared."""
        told = {one.told.name: one.text().strip() for one in self._plain()}
        return {name: text for name, text in told.items() if text or self._before.get(name)}

    def secrets(self) -> dict[str, str]:
        """Return the secrets that were typed."""
        fields = (one for one in self._fields if one.told.is_secret)
        return {one.told.name: one.text() for one in fields if one.text()}

    def say(self, words: str, *, is_trouble: bool = False, is_busy: bool = False) -> None:
        """Say how it goes; while it is busy nothing can be tried again."""
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self._message.take(Ink.BAD if is_trouble else Ink.TEXT2)
        self._message.setAccessibleName(f"Result: {words}" if words else "Result")
        self._save.say(TRYING if is_busy else SAVE, enabled=not is_busy)

    def point_at(self, name: str) -> None:
        """Give the keyboard to a field."""
        for one in self._fields:
            if one.told.name == name:
                one.take_keyboard()

    def _plain(self) -> Sequence[Field | ChoiceField]:
        return [one for one in self._fields if not one.told.is_secret and one.told != NAME]

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measures.keep(column.setSpacing, 12)
        self._message.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        measures.keep(self._grid.setHorizontalSpacing, 16)
        measures.keep(self._grid.setVerticalSpacing, 8)
        self._grid.setColumnStretch(1, 1)
        column.addWidget(self._title)
        for part in (self._chips, self._grid):
            column.addLayout(part)
        column.addWidget(self._message)
        column.addLayout(buttons)
        self._save.clicked.connect(self._submit)
        self._cancel.setCheckable(False)
        self._cancel.clicked.connect(self.left)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self._submit)

    def _submit(self) -> None:
        if self._save.isEnabled() and self.isVisible():
            self.submitted.emit()

    def _show_chips(self, kinds: Sequence[Kind], chosen: Kind) -> None:
        _empty(self._chips)
        self._kinds = []
        if len(kinds) > 1:
            for one in kinds:
                chip = Chip(self._theme, one.label, f"Kind {one.label}")
                chip.setChecked(one == chosen)
                chip.setProperty("kind", one.kind)
                chip.clicked.connect(self._on_chip)
                self._chips.addWidget(chip)
                self._kinds.append(chip)
            self._chips.addStretch(1)

    def _show_fields(self, kind: Kind, values: Mapping[str, str]) -> None:
        _empty(self._grid)
        wanted = kind.fields if self.editing else (NAME, *kind.fields)
        self._fields = [field(self._theme, one) for one in wanted]
        for number, one in enumerate(self._fields):
            label = PlainLabel(self._theme, Lettering.BODY, Ink.TEXT2, one.told.label)
            label.setBuddy(one)
            one.setText(values.get(one.told.name, ""))
            if isinstance(one, Field):
                one.returnPressed.connect(self._submit)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(one, number, 1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Have Tab go down the form as it is read: Qt puts what was made last behind all else."""
        fields = (stop for one in self._fields for stop in one.stops())
        parts = [*self._kinds, *fields, self._save, self._cancel]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _on_chip(self) -> None:
        self.kind_chosen.emit(self.sender().property("kind"))


def _empty(layout: QHBoxLayout | QGridLayout) -> None:
    while item := layout.takeAt(0):
        if part := item.widget():
            part.hide()
            part.deleteLater()
