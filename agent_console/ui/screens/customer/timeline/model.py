"""The timeline's rows for Qt; changes are told as the smallest stretch that differs."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from agent_console.ui.screens.customer.timeline.rows import Row, RowKind, spoken, title, told
from agent_console.ui.widgets.labels import tip
from agent_console.ui.widgets.rows import AnyIndex, RowRole
from agent_console.ui.widgets.rows_model import AnsweringModel, Role
from agent_console.ui.widgets.times import Times


class TimelineModel(AnsweringModel):
    """Holds rows; `older_wanted` is told when the view comes near the end of them."""

    older_wanted = Signal()
    rows: tuple[Row, ...]

    def __init__(self, times: Times, parent: QObject | None = None) -> None:
        def words(row: Row) -> str:
            return title(row) or times.heading(row.day)

        super().__init__(
            {
                RowRole.ROW: lambda row: row,
                RowRole.KEY: lambda row: row.key,
                Role.DisplayRole: words,
                Role.ToolTipRole: lambda row: tip(words(row)),
                Role.AccessibleTextRole: lambda row: spoken(row, times),
                Role.AccessibleDescriptionRole: told,
            },
            parent,
        )
        self._has_older = False

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind is RowKind.DAY:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return self._has_older and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        self.older_wanted.emit()

    def row(self, index: AnyIndex) -> Row | None:
        """Return the row behind an index."""
        return self.rows[index.row()] if index.isValid() else None

    def show(self, rows: Sequence[Row], *, has_older: bool) -> None:
        """Show these rows instead; rows that stay are not touched."""
        self._has_older = has_older
        old, new = self.rows, tuple(rows)
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        gone, come = old[first : len(old) - last], new[first : len(new) - last]
        if [row.key for row in gone] == [row.key for row in come]:
            self.rows = new
            if come:
                self.dataChanged.emit(self.index(first), self.index(first + len(come) - 1))
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), first, first + len(gone) - 1)
            self.rows = old[:first] + old[len(old) - last :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), first, first + len(come) - 1)
            self.rows = new
            self.endInsertRows()


def _alike(one: Sequence[Row], other: Sequence[Row]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine is not theirs and mine != theirs:
            break
        count += 1
    return count
