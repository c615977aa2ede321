"""Lists of rows for Qt: what a row answers to each role is a table, not branches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from agent_console.ui.widgets.labels import tip
from agent_console.ui.widgets.rows import AnyIndex, RowRole

Role = Qt.ItemDataRole
Answers = Mapping[int, Callable[[Any], object]]
"""What a row says to a role."""


SPOKEN_ROWS: Answers = {
    RowRole.ROW: lambda row: row,
    RowRole.KEY: lambda row: row.key,
    Role.DisplayRole: lambda row: row.spoken(),
    Role.AccessibleTextRole: lambda row: row.spoken(),
    Role.ToolTipRole: lambda row: tip(row.spoken()),
}
"""For rows that have a `key` and name themselves."""


class AnsweringModel(QAbstractListModel):
    """Holds rows and answers for them from a table."""

    def __init__(self, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self.rows: tuple[Any, ...] = ()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> object:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.rows[index.row()])


class RowsModel(AnsweringModel):
    """Rows that are shown at once; the same rows in the same order are changed in place."""

    def __init__(self, parent: QObject | None = None, answers: Answers = SPOKEN_ROWS) -> None:
        super().__init__(answers, parent)

    def show(self, rows: Sequence[object]) -> None:
        """Show these rows."""
        fresh = tuple(rows)
        if fresh == self.rows:
            return
        key = self._answers[RowRole.KEY]
        if [key(row) for row in fresh] == [key(row) for row in self.rows]:
            self.rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()
