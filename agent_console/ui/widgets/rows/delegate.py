"""The frame in which rows of a list are painted: the painter comes back as it was given."""

from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.painter import RowPainter

Row = TypeVar("Row")


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints rows from the theme; subclasses give paint_row()."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        try:
            line = RowPainter(painter, self._theme, option.rect, option.direction)
            self.paint_row(line, row_of(index), option)
        finally:
            painter.restore()

    def paint_row(self, line: RowPainter, row: Row, option: QStyleOptionViewItem) -> None:
        """Paint one row of the model on its line."""
        raise NotImplementedError
