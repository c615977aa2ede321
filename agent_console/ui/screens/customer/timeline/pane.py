"""The timeline with its filters and its search, and what stands there when it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from agent_console.ui.screens.customer.timeline.delegate import TimelineDelegate
from agent_console.ui.screens.customer.timeline.head import TimelineHead
from agent_console.ui.screens.customer.timeline.model import TimelineModel
from agent_console.ui.screens.customer.timeline.pinned import PinnedRows
from agent_console.ui.screens.customer.timeline.rows import Row
from agent_console.ui.screens.customer.timeline.whole_rows import giving_way
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.rows.model import key_of
from agent_console.ui.widgets.rows.view import RowsView
from agent_console.ui.widgets.state_panel import Situation, StatePanel
from agent_console.ui.widgets.times import Times

TYPING_MS = 120
AHEAD_MS, SCREENS_AHEAD = 20, 2
"""More rows are asked for a moment after those in sight are painted, not while they are."""
FOLD_KEYS = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}


class TimelineList(RowsView):
    """The rows; `fold_wanted` is → or ← on a row, `resized` that there is another room for them."""

    fold_wanted = Signal(QModelIndex, bool)
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        unfold = FOLD_KEYS.get(Qt.Key(event.key()))
        if unfold is not None and self.currentIndex().isValid():
            is_rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.fold_wanted.emit(self.currentIndex(), unfold != is_rtl)
            return
        super().keyPressEvent(event)


class TimelinePane(QFrame):
    """Shows rows; says which row is current, chosen, to be folded, and which filter is wanted.

    `top_neared` and `older_wanted` are told while there are still some rows to scroll to.
    """

    row_walked = Signal(object)
    row_chosen = Signal(object)
    fold_wanted = Signal(object, bool)
    filter_wanted = Signal(object)
    words_wanted = Signal(str)
    offer_accepted = Signal(str)
    top_neared = Signal()
    older_wanted = Signal()

    def __init__(self, theme: Theme, times: Times) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self._theme = theme
        self._times = times
        self.list = TimelineList("Timeline")
        self.head = TimelineHead(theme)
        self.field = self.head.field
        self.pinned = PinnedRows(theme)
        self._model = TimelineModel(times, self)
        self._state = StatePanel(theme)
        self._stack = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._ahead = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._rows: tuple[Row, ...] = ()
        self._stood_at, self._goes_up = 0, False
        self._build()
        self._wire()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the place in the list and the current row stay, or another one is told."""
        self._rows = tuple(rows)
        place = self.list.place()
        self.list.blockSignals(True)
        if self._model.show(self._in_room()):
            self.list.restore(place)
        self.list.blockSignals(False)
        self._stood_at = self.list.verticalScrollBar().value()
        self._stack.setCurrentWidget(self.list)
        if not self.list.currentIndex().isValid():
            self.list.walk_to_first()
        elif key_of(self.list.currentIndex()) != place.current_key:
            self._on_walked(self.list.currentIndex())
        self._on_scrolled()
        self._ahead.start()

    def show_situation(self, situation: Situation) -> None:
        """Show why there are no rows."""
        self._rows = ()
        self._model.show(())
        self.row_walked.emit(None)
        self.head.show_day("")
        self._state.show_situation(situation)
        self._stack.setCurrentWidget(self._state)

    def current_row(self) -> Row | None:
        """Return the current row."""
        return self._model.row(self.list.currentIndex())

    def take_filter(self, number: int) -> None:
        """Take a filter as if its chip had been pressed."""
        self.head.take_filter(number)

    def is_far_from(self, *, newest: bool) -> bool:
        """Say whether an end of what is held is some screens away from what is in sight."""
        bar = self.list.verticalScrollBar()
        away = bar.value() if newest else bar.maximum() - bar.value()
        return away >= SCREENS_AHEAD * self.list.viewport().height()

    def edge(self, *, newest: bool) -> Row | None:
        """Return the row some screens away from sight, beyond which nobody needs any now."""
        if not self.is_far_from(newest=newest):
            return None
        high = self.list.viewport().height()
        away = -SCREENS_AHEAD * high if newest else (SCREENS_AHEAD + 1) * high
        number = self.list.indexAt(QPoint(1, away)).row()
        beyond = self._model.rows[number:] if newest else self._model.rows[: number + 1][::-1]
        return next((row for row in beyond if row.entry is not None), None)

    def is_settled(self) -> bool:
        """Say whether it is decided that no more rows are needed now."""
        return not self._ahead.isActive()

    def repaint_ages(self) -> None:
        """Paint again because time went on."""
        self.list.viewport().update()

    def _build(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(TimelineDelegate(self._theme, self._times, self.list))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pinned)
        column.addWidget(self._stack)

    def _wire(self) -> None:
        self.list.walked.connect(self._on_walked)
        self.list.chosen.connect(self._on_chosen)
        self.list.fold_wanted.connect(self._on_fold)
        self.list.scrolled.connect(self._on_moved)
        self.field.textChanged.connect(self._typing.start)
        self.field.stepped.connect(self.list.walk)
        self.field.entered.connect(self.list.setFocus)
        self.field.left.connect(self.list.setFocus)
        self._typing.timeout.connect(self._on_typed)
        self.head.filter_wanted.connect(self.filter_wanted)
        self._state.accepted.connect(self.offer_accepted)
        self._ahead.timeout.connect(self._look_ahead)
        self.list.resized.connect(self._on_room)
        self._theme.changed.connect(self.list.scheduleDelayedItemsLayout)

    def _in_room(self) -> list[Row]:
        return giving_way(self._rows, self.list.viewport().height(), self._theme.px)

    def _on_room(self) -> None:
        if self._rows and tuple(self._in_room()) != self._model.rows:
            self.show_rows(self._rows)

    def _on_walked(self, index: QModelIndex) -> None:
        self.row_walked.emit(self._model.row(index))

    def _on_chosen(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self._model.row(index))

    def _on_fold(self, index: QModelIndex, unfold: bool) -> None:
        self.fold_wanted.emit(self._model.row(index), unfold)

    def _on_typed(self) -> None:
        self.words_wanted.emit(self.field.text().strip())

    def _on_scrolled(self) -> None:
        top = self.list.indexAt(self.list.viewport().rect().topLeft())
        row = self._model.row(top)
        if row is not None:
            self.head.show_day(self._times.heading(row.day))

    def _on_moved(self) -> None:
        before, self._stood_at = self._stood_at, self.list.verticalScrollBar().value()
        if before != self._stood_at:
            self._goes_up = self._stood_at < before
            self._look_ahead()
        self._on_scrolled()

    def _look_ahead(self) -> None:
        """Have more read before the rows in sight run out, in the direction one goes."""
        if not self.is_far_from(newest=self._goes_up):
            (self.top_neared if self._goes_up else self.older_wanted).emit()
