"""The timeline's rows for Qt; changes are told as the smallest stretch that differs."""

from collections.abc import Sequence, Set

from PySide6.QtCore import QModelIndex, QObject, Qt

from agent_console.ui.screens.customer.timeline.rows import Row, RowKind, spoken, title, told
from agent_console.ui.widgets.rows.model import AnsweringModel, AnyIndex, Role, RowRole
from agent_console.ui.widgets.times import Times
from agent_console.ui.widgets.tips import tip


class TimelineModel(AnsweringModel):
    """Holds rows; what stays of them is not touched when others come and go."""

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

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind is RowKind.DAY:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row(self, index: AnyIndex) -> Row | None:
        """Return the row behind an index."""
        return self.rows[index.row()] if index.isValid() else None

    def show(self, rows: Sequence[Row]) -> bool:
        """Show these rows instead; say whether anything is different now."""
        if (new := tuple(rows)) == self.rows:
            return False
        self._let_go({row.key for row in new})
        first = _alike(self.rows, new)
        last = _alike(self.rows[first:][::-1], new[first:][::-1])
        gone, come = self.rows[first : len(self.rows) - last], new[first : len(new) - last]
        stays = _alike([row.key for row in gone], [row.key for row in come])
        self._change(first, come[:stays])
        first += stays
        self._remove(first, len(gone) - stays)
        if more := len(come) - stays:
            self.beginInsertRows(QModelIndex(), first, first + more - 1)
            self.rows = new
            self.endInsertRows()
        self.rows = new
        return True

    def _change(self, first: int, come: Sequence[Row]) -> None:
        """Change rows in place: an unfolded group stays the current row, and its members follow."""
        if come:
            self.rows = (*self.rows[:first], *come, *self.rows[first + len(come) :])
            self.dataChanged.emit(self.index(first), self.index(first + len(come) - 1))

    def _let_go(self, kept: Set[object]) -> None:
        """Remove what is no longer held at either end, so that the middle stays."""
        end = _count_gone(self.rows[::-1], kept)
        self._remove(len(self.rows) - end, end)
        self._remove(0, _count_gone(self.rows, kept))

    def _remove(self, first: int, count: int) -> None:
        if count:
            self.beginRemoveRows(QModelIndex(), first, first + count - 1)
            self.rows = self.rows[:first] + self.rows[first + count :]
            self.endRemoveRows()


def _count_gone(rows: Sequence[Row], kept: Set[object]) -> int:
    return next((n for n, row in enumerate(rows) if row.key in kept), len(rows))


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine is not theirs and mine != theirs:
            break
        count += 1
    return count
