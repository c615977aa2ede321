"""A list of rows that keeps its place while rows arrive, and obeys the keyboard only for moving."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from agent_console.ui.widgets.rows.model import AnyIndex, key_of, number_of

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: the rows in sight and their tops, and the current row."""

    in_sight: tuple[tuple[object, int], ...]
    is_at_top: bool
    current_key: object


class RowsView(QListView):
    """A list without frames; `chosen` is Enter or a click on a row, `walked` a new current row."""

    chosen = Signal(QModelIndex)
    walked = Signal(QModelIndex)
    scrolled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._laid_out_for = 0
        self.clicked.connect(self.chosen)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: single letters are commands here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.walked.emit(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._laid_out_for:
            # At once: Qt's own adjusting waits a tenth of a second and paints the old rows before.
            self._laid_out_for = self.viewport().width()
            self.doItemsLayout()
        self.scrolled.emit()

    def walk(self, step: int) -> None:
        """Move the current row, over rows that cannot be chosen."""
        model = self.model()
        row = self.currentIndex().row() + step
        while 0 <= row < model.rowCount():
            index = model.index(row, 0)
            if model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return
            row += step

    def walk_to_first(self) -> None:
        """Make the first row that can be chosen the current one."""
        self.setCurrentIndex(QModelIndex())
        self.walk(1)

    def place(self) -> Place:
        """Remember where the list stands."""
        is_at_top = self.verticalScrollBar().value() == 0
        current = key_of(self.currentIndex())
        return Place(() if is_at_top else tuple(self._in_sight()), is_at_top, current)

    def restore(self, place: Place) -> None:
        """Stand again where the list stood, after rows came or went."""
        if not self.currentIndex().isValid():
            self._make_current(place.current_key)
        bar = self.verticalScrollBar()
        if place.is_at_top:
            bar.setValue(0)
            return
        self.doItemsLayout()
        for key, top in place.in_sight:
            index = self._index_of(key)
            if index.isValid():
                bar.setValue(bar.value() + self.visualRect(index).top() - top)
                return

    def _in_sight(self) -> Iterator[tuple[object, int]]:
        index = self.indexAt(self.viewport().rect().topLeft())
        low = self.viewport().height()
        while index.isValid() and (top := self.visualRect(index).top()) < low:
            yield key_of(index), top
            index = index.siblingAtRow(index.row() + 1)

    def _make_current(self, key: object) -> None:
        index = self._index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)

    def _index_of(self, key: object) -> QModelIndex:
        number = number_of(self.model(), key)
        return QModelIndex() if number is None else self.model().index(number, 0)
