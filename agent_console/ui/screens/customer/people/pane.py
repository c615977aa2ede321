"""The pane of people: a list of who may be the same, of links and of the household."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ui.screens.customer.people.rows import Wanted
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import SquareButton
from agent_console.ui.widgets.facts import Fact, FactsView
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.model import RowRole, number_of

NOTE = "A link can be taken back at any time; both are then exactly as before."


class PeoplePane(QFrame):
    """Shows who is who; `wanted` is a row that was chosen."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = FactsView(theme, "Same person or household")
        self.list.chosen.connect(self._on_chosen)
        self._keys: tuple[object, ...] = ()
        self._reason = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self._note = PlainLabel(theme, Lettering.META, Ink.TEXT3, NOTE)
        self.close_button = SquareButton(theme, Glyph.CLOSE, "Close people", size=24, edge=False)
        self.close_button.clicked.connect(self.closed)
        keep = Measures(theme, self).keep
        head, foot, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        keep(head.setContentsMargins, 24, 8, 12, 0)
        head.addWidget(PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "One person or two"), 1)
        head.addWidget(self.close_button)
        keep(foot.setContentsMargins, 24, 4, 12, 12)
        for label in (self._reason, self._note):
            label.setWordWrap(True)
            foot.addWidget(label)
        column.setContentsMargins(0, 0, 0, 0)
        keep(column.setSpacing, 4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.show_reason("")

    def first(self) -> QWidget:
        """Return what takes the keyboard: the list, where something can be chosen there."""
        return self.list if self._chosen_first() is not None else self.close_button

    def show_people(self, facts: Sequence[Fact]) -> None:
        """Show rows; the row that was the current one stays it."""
        place = self.list.place()
        self._keys = tuple(fact.key for fact in facts)
        self.list.show_facts(facts)
        self.list.restore(place)
        if self.list.hasFocus() and not self.list.currentIndex().isValid():
            self.go_to_first()
            self.first().setFocus()

    def go_to_first(self) -> None:
        """Make the first row that can be chosen the current one, never a heading."""
        if (wanted := self._chosen_first()) is not None:
            self.go_to(wanted)

    def go_to(self, wanted: Wanted) -> None:
        """Make a row the current one."""
        number = number_of(self.list.model(), wanted)
        index = QModelIndex() if number is None else self.list.model().index(number, 0)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def show_reason(self, why: str) -> None:
        """Say why nothing was written; nothing where all went well."""
        self._reason.setText(why)
        self._reason.setVisible(bool(why))

    def _chosen_first(self) -> Wanted | None:
        return next((one for one in self._keys if isinstance(one, Wanted)), None)

    def _on_chosen(self, index: QModelIndex) -> None:
        key = index.data(RowRole.KEY)
        if isinstance(key, Wanted):
            self.wanted.emit(key)
