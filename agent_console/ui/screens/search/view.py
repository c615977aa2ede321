"""The list at the left: the search field, a title, rows or a situation."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.search.delegate import ResultDelegate
from agent_console.ui.screens.search.model import ResultsModel
from agent_console.ui.screens.search.viewmodel import Listing, ResultRow
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.view import RowsView
from agent_console.ui.widgets.search_field import SearchField
from agent_console.ui.widgets.state_panel import StatePanel
from agent_console.ui.widgets.times import Times

TOP_LINE = 44


class SearchPane(QFrame):
    """Shows a listing; `customer_chosen` is Enter or a click on a row, and what was sought."""

    customer_chosen = Signal(object, str)
    text_changed = Signal(str)
    offer_accepted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, times: Times) -> None:
        super().__init__()
        self.setObjectName("list")
        self._theme = theme
        self.field = SearchField(theme, "Search", "Search everything", "Ctrl K", height=32)
        self.field.setObjectName("search")
        self.results = RowsView("Results")
        self._model = ResultsModel(times, self)
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "Latest")
        self._aside = PlainLabel(theme, Lettering.META, Ink.TEXT3)
        self._state = StatePanel(theme)
        self._stack = QStackedWidget()
        self._is_in_sight: Callable[[int], bool] = _nobody
        self._build(times)
        self._wire()

    def show_listing(self, listing: Listing) -> None:
        """Show rows or a situation; a row that was chosen stays chosen."""
        self._title.setText(listing.title)
        self._aside.setText(listing.aside)
        place = self.results.place()
        self._model.show(listing.rows)
        self.results.restore(place)
        if not self.field.text():
            self._mark()
        if listing.situation is not None:
            self._state.show_situation(listing.situation)
        self._stack.setCurrentWidget(self._state if listing.situation else self.results)

    def listing_rows(self) -> ResultsModel:
        """Return the model of the rows."""
        return self._model

    def open_chosen(self) -> None:
        """Open the chosen row, or the first."""
        index = self.results.currentIndex()
        if not index.isValid():
            index = self._model.index(0)
        if index.isValid():
            self.results.setCurrentIndex(index)
            self._on_chosen(index)

    def mark(self, is_in_sight: Callable[[int], bool] | None) -> None:
        """Make the row of the customer in sight the current one; none where it is not listed."""
        self._is_in_sight = is_in_sight or _nobody
        self._mark()

    def repaint_ages(self) -> None:
        """Paint again because time went on."""
        self.results.viewport().update()

    def _build(self, times: Times) -> None:
        keep = Measures(self._theme, self).keep
        self.results.setModel(self._model)
        self.results.setItemDelegate(ResultDelegate(self._theme, times, self.results))
        top = QHBoxLayout()
        keep(top.setContentsMargins, 12, 6, 12, 6)
        top.addWidget(self.field)
        line = QFrame()
        line.setObjectName("top")
        line.setLayout(top)
        keep(line.setFixedHeight, TOP_LINE)
        head = QHBoxLayout()
        keep(head.setContentsMargins, 16, 8, 16, 8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._aside, alignment=Qt.AlignmentFlag.AlignVCenter)
        title = QWidget()
        title.setLayout(head)
        keep(title.setFixedHeight, 40)
        self._stack.addWidget(self.results)
        self._stack.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (line, title, self._stack):
            column.addWidget(part)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._on_text)
        self.field.stepped.connect(self.results.walk)
        self.field.entered.connect(self.open_chosen)
        self.field.left.connect(self.left)
        self.results.chosen.connect(self._on_chosen)
        self._state.accepted.connect(self.offer_accepted)
        self._theme.changed.connect(self.results.scheduleDelayedItemsLayout)

    def _on_text(self, text: str) -> None:
        self.results.setCurrentIndex(QModelIndex())
        self.text_changed.emit(text)

    def _mark(self) -> None:
        rows = enumerate(self._model.rows)
        number = next((n for n, row in rows if self._is_in_sight(row.customer)), -1)
        self.results.setCurrentIndex(self._model.index(number))

    def _on_chosen(self, index: QModelIndex) -> None:
        row: ResultRow = row_of(index)
        self.customer_chosen.emit(row.customer, row.sought)


def _nobody(_customer: int) -> bool:
    return False
