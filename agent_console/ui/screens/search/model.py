"""The result rows for Qt."""

from PySide6.QtCore import QObject

from agent_console.ui.screens.search.viewmodel import ResultRow
from agent_console.ui.widgets.rows.model import Role, RowRole, RowsModel
from agent_console.ui.widgets.times import Times
from agent_console.ui.widgets.tips import tip


class ResultsModel(RowsModel):
    """Holds the rows of the list at the left."""

    rows: tuple[ResultRow, ...]

    def __init__(self, times: Times, parent: QObject | None = None) -> None:
        def spoken(row: ResultRow) -> str:
            return ", ".join(part for part in (row.name, row.why, times.age(row.at)) if part)

        super().__init__(
            parent,
            {
                RowRole.ROW: lambda row: row,
                RowRole.KEY: lambda row: row.customer,
                Role.DisplayRole: lambda row: row.name,
                Role.AccessibleTextRole: spoken,
                Role.ToolTipRole: lambda row: tip(f"{row.name}: {row.why}"),
            },
        )
