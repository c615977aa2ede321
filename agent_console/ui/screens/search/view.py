"""The list at the left: the search field, a title, rows or a situation."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.people.delegate import ResultDelegate
from agent_console.ui.widgets.people.listing import Heading, Listing, ResultRow
from agent_console.ui.widgets.people.model import ResultsModel
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.view import RowsView
from agent_console.ui.widgets.search_field import SearchField
from agent_console.ui.widgets.state_panel import StatePanel
from agent_console.ui.widgets.times import Times

TOP_LINE = 44


class SearchPane(QFrame):
    """Shows a listing; `row_chosen` is Enter or a click on a row."""

    row_chosen = Signal(object)
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
        self._count = PlainLabel(theme, Lettering.META, Ink.TEXT3)
        self._aside = PlainLabel(theme, Lettering.META, Ink.TEXT3)
        self._state = StatePanel(theme)
        self._stack = QStackedWidget()
        self._is_in_sight: Callable[[int], bool] = _nobody
        self._awaits_rows = False
        self._is_behind = self._is_first_wanted = False
        self._build(times)
        self._wire()

    def show_listing(self, listing: Listing) -> None:
        """Show rows or a situation; a row that was chosen stays chosen."""
        self._title.setText(listing.title)
        self._count.setText(str(listing.count or ""))
        self._aside.setText(listing.aside)
        self._show_rows(listing)
        if listing.situation is not None:
            self._state.show_situation(listing.situation)
        self._stack.setCurrentWidget(self._state if listing.situation else self.results)
        if self._awaits_rows and listing.situation is None and not self.field.hasFocus():
            self.focus_rows()

    def focus_rows(self) -> None:
        """Give the keyboard to the rows, as soon as there are any."""
        self._awaits_rows = self._stack.currentWidget() is not self.results
        # What is out of sight must not have it: it would take it from whoever types meanwhile.
        if not self._awaits_rows:
            self.results.setFocus()
        else:
            (self._state.first() or self._state).setFocus()

    def listing_rows(self) -> ResultsModel:
        """Return the model of the rows."""
        return self._model

    def current(self) -> ResultRow | None:
        """Return the row that is the current one, None where there is none."""
        index = self.results.currentIndex()
        row = row_of(index) if index.isValid() else None
        return row if isinstance(row, ResultRow) else None

    def open_chosen(self) -> None:
        """Open the chosen row, or the first."""
        if not self.results.currentIndex().isValid():
            self.results.walk_to_first()
        if self.results.currentIndex().isValid():
            self._on_chosen(self.results.currentIndex())

    def catch_up(self) -> None:
        """Take the rows for those of the text; Enter that came before them opens the first."""
        self._is_behind, is_wanted = False, self._is_first_wanted
        self._is_first_wanted = False
        if is_wanted:
            self.open_chosen()

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
        keep(head.setSpacing, 8)
        head.addWidget(self._count, alignment=Qt.AlignmentFlag.AlignVCenter)
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
        self.field.entered.connect(self._on_entered)
        self.field.left.connect(self.left)
        self.results.chosen.connect(self._on_chosen)
        self._state.accepted.connect(self.offer_accepted)
        self._theme.changed.connect(self.results.scheduleDelayedItemsLayout)

    def _on_text(self, text: str) -> None:
        self._awaits_rows = self._awaits_rows and not text
        self.results.setCurrentIndex(QModelIndex())
        self._is_behind, self._is_first_wanted = True, False
        self.text_changed.emit(text)

    def _on_entered(self) -> None:
        """Open the chosen row; while the rows are still those of another text, a moment later."""
        self._is_first_wanted = self._is_behind
        if not self._is_behind:
            self.open_chosen()

    def _show_rows(self, listing: Listing) -> None:
        """Show rows; the next one is current where that is gone, or needs us no more."""
        place, number = self.results.place(), self.results.currentIndex().row()
        was_on_top = number >= 0 and not self._heading()
        self._model.show(listing.rows)
        self.results.restore(place)
        is_there = self.results.currentIndex().isValid()
        is_lost = not is_there and number >= 0 and self.results.hasFocus()
        if is_lost or (was_on_top and self._heading()):
            self._go_near(number)
        elif not is_there and not self.field.text():
            self._mark()

    def _go_near(self, number: int) -> None:
        """Go to the row with a number, to the one before where a heading begins there."""
        rows = self._model.rows
        near = min(number, len(rows) - 1)
        step = -1 if near > 0 and isinstance(rows[near], Heading) else 1
        self.results.setCurrentIndex(self._model.index(near - step))
        self.results.walk(step)

    def _heading(self) -> str:
        """Return the heading over the current row: what needs us stands above all headings."""
        above = self._model.rows[: max(self.results.currentIndex().row(), 0)]
        return next((row.title for row in reversed(above) if isinstance(row, Heading)), "")

    def _mark(self) -> None:
        rows = [(n, one) for n, one in enumerate(self._model.rows) if isinstance(one, ResultRow)]
        number = next((n for n, row in rows if self._is_in_sight(row.customer)), -1)
        self.results.setCurrentIndex(self._model.index(number))

    def _on_chosen(self, index: QModelIndex) -> None:
        if isinstance(row := row_of(index), ResultRow):
            self.row_chosen.emit(row)


def _nobody(_customer: int) -> bool:
    return False
