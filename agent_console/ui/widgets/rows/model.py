"""Lists of rows for Qt: what a row answers to each role is a table, not branches."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from agent_console.ui.widgets.tips import tip

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Answers = Mapping[int, Callable[[Any], object]]
"""What a row says to a role."""


class RowRole(IntEnum):
    """What the rows of every list here answer to, besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    KEY = Qt.ItemDataRole.UserRole + 1


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

    def key(self, row: object) -> object:
        """Return what names a row, also when it has changed."""
        return self._answers[RowRole.KEY](row)


def row_of(index: AnyIndex) -> Any:  # noqa: ANN401 - what it is, its model's owner knows
    """Return the row behind an index, straight from its model: asked at every painting."""
    model = index.model()
    return model.rows[index.row()] if isinstance(model, AnsweringModel) else index.data(RowRole.ROW)


def key_of(index: AnyIndex) -> object:
    """Return the key of the row behind an index, None where there is no row."""
    model = index.model()
    if not isinstance(model, AnsweringModel):
        return None
    return model.key(model.rows[index.row()])


def number_of(model: QAbstractItemModel, key: object) -> int | None:
    """Return which row of a model has a key."""
    if key is None or not isinstance(model, AnsweringModel):
        return None
    return next((n for n, row in enumerate(model.rows) if model.key(row) == key), None)


class RowsModel(AnsweringModel):
    """Rows that are shown at once; the same rows in the same order are changed in place."""

    def __init__(self, parent: QObject | None = None, answers: Answers = SPOKEN_ROWS) -> None:
        super().__init__(answers, parent)

    def show(self, rows: Sequence[object]) -> None:
        """Show these rows."""
        fresh = tuple(rows)
        if fresh == self.rows:
            return
        if [self.key(row) for row in fresh] == [self.key(row) for row in self.rows]:
            self.rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()
