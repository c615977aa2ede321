"""The board: all parcels at risk in columns, and of the chosen one why, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.radar.choice import Choice
from agent_console.ui.screens.radar.delegate import BoardDelegate, ColumnTitles
from agent_console.ui.screens.radar.viewmodel import (
    BoardRow,
    Detail,
    GroupRow,
    MoreRow,
    ParcelRow,
)
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.forms.follows import Follows
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.model import AnyIndex, RowsModel, row_of
from agent_console.ui.widgets.rows.view import RowsView
from agent_console.ui.widgets.state_panel import Situation, StatePanel

DETAIL = 144
"""So high that a cause, why, and three remedies have room."""


class BoardModel(RowsModel):
    """Holds the rows of the board; a group can be read, not chosen."""

    rows: tuple[BoardRow, ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let groups be read only."""
        if index.isValid() and isinstance(self.rows[index.row()], GroupRow):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class RadarBoard(QFrame):
    """Shows the board; `opened` is a row that was chosen, `walked` one that became current.

    `whole` are the groups of which all parcels are wanted; `more_wanted` says that one was added.
    """

    opened = Signal(ParcelRow)
    more_wanted = Signal()
    walked = Signal(ParcelRow)
    take_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.whole = set[str]()
        self._theme = theme
        self._title = PlainLabel(theme, Lettering.CUSTOMER, Ink.TEXT, "Radar")
        self._summary = ElidedLabel(theme, Lettering.BODY, Ink.TEXT2)
        self.choice = Choice(theme)
        self.rows = RowsView("Parcels at risk")
        self.model = BoardModel(self)
        self._titles = ColumnTitles(theme)
        self._state = StatePanel(theme)
        self._stack = QStackedWidget()
        self._cause = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self._why = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._remedies = Follows(theme)
        self._take = RowButton(theme, Glyph.PERSON, "Take this parcel", "T", height=32, card=True)
        self._open = RowButton(
            theme, Glyph.OPEN, "Open its customer", "Enter", height=32, card=True
        )
        self._detail = QFrame()
        self._build()
        self._wire()

    def show_rows(self, summary: str, rows: Sequence[BoardRow]) -> None:
        """Show parcels; the one that was chosen stays chosen."""
        self._summary.setText(summary)
        self.choice.show()
        place = self.rows.place()
        self.model.show(rows)
        self.rows.restore(place)
        self._stack.setCurrentIndex(0)

    def show_situation(self, situation: Situation) -> None:
        """Say why there is nothing to show."""
        self._summary.setText("")
        self.choice.hide()
        self.model.show(())
        self.show_detail(None)
        self._state.show_situation(situation)
        self._stack.setCurrentIndex(1)

    def show_detail(self, detail: Detail | None, owner: str = "") -> None:
        """Say of the chosen parcel why it is here and what can be done, or nothing."""
        self._detail.setVisible(detail is not None)
        if detail is not None:
            self._cause.setText(detail.cause)
            self._why.setText(detail.why)
            self._remedies.show_lines([(Glyph.FORWARD, words) for words in detail.remedies])
            self._take.setText("Give it back" if owner == "you" else "Take this parcel")

    def choose(self, key: str) -> None:
        """Make the parcel of this key the current one."""
        for at, row in enumerate(self.model.rows):
            if row.key == key:
                self.rows.setCurrentIndex(self.model.index(at))
                self.rows.scrollTo(self.model.index(at))
                return

    def current(self) -> ParcelRow | None:
        """Return the current row."""
        index = self.rows.currentIndex()
        row = row_of(index) if index.isValid() else None
        return row if isinstance(row, ParcelRow) else None

    def _build(self) -> None:
        keep = Measures(self._theme, self).keep
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(BoardDelegate(self._theme, self.rows))
        head = QHBoxLayout()
        keep(head.setContentsMargins, 16, 10, 16, 10)
        keep(head.setSpacing, 12)
        head.addWidget(self._title)
        head.addWidget(self._summary, 1)
        head.addWidget(self.choice)
        table, column = QWidget(), QVBoxLayout()
        inside = QVBoxLayout(table)
        for layout in (inside, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        inside.addWidget(self._titles)
        inside.addWidget(self.rows, 1)
        self._stack.addWidget(table)
        self._stack.addWidget(self._state)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._detail)
        self.setLayout(column)
        self._build_detail(keep_of=Measures(self._theme, self._detail))

    def _build_detail(self, keep_of: Measures) -> None:
        self._detail.setObjectName("context")
        keep_of.keep(self._detail.setMinimumHeight, DETAIL)
        left, right, across = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self._detail)
        keep_of.keep(across.setContentsMargins, 16, 12, 16, 12)
        keep_of.keep(across.setSpacing, 24)
        for layout in (left, right):
            keep_of.keep(layout.setSpacing, 6)
        self._cause.setWordWrap(True)
        self._why.setWordWrap(True)
        for part in (self._cause, self._why, self._remedies):
            left.addWidget(part)
        left.addStretch(1)
        for button in (self._open, self._take):
            right.addWidget(button)
        right.addStretch(1)
        across.addLayout(left, 3)
        across.addLayout(right, 1)
        self._detail.hide()

    def _wire(self) -> None:
        self.rows.chosen.connect(self._on_chosen)
        self.rows.walked.connect(self._on_walked)
        self._take.clicked.connect(self.take_wanted)
        self._open.clicked.connect(self._on_open)
        self._theme.changed.connect(self.rows.scheduleDelayedItemsLayout)

    def _on_chosen(self, index: QModelIndex) -> None:
        row = row_of(index)
        if isinstance(row, ParcelRow):
            self.opened.emit(row)
        elif isinstance(row, MoreRow):
            self._show_whole(row, index.row())

    def _show_whole(self, row: MoreRow, at: int) -> None:
        """Show all of a group, and go on with the first parcel that was not shown."""
        self.whole.add(row.group)
        self.more_wanted.emit()
        self.rows.setCurrentIndex(self.model.index(at))

    def _on_walked(self, index: QModelIndex) -> None:
        row = row_of(index)
        if isinstance(row, ParcelRow):
            self.walked.emit(row)

    def _on_open(self) -> None:
        if (row := self.current()) is not None:
            self.opened.emit(row)
