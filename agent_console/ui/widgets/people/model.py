"""The rows of the list at the left for Qt."""

from PySide6.QtCore import QObject, Qt

from agent_console.ui.widgets.people.listing import Heading, Line, ResultRow
from agent_console.ui.widgets.rows.model import AnyIndex, Role, RowRole, RowsModel
from agent_console.ui.widgets.times import Times
from agent_console.ui.widgets.tips import tip


class ResultsModel(RowsModel):
    """Holds the rows of the list at the left; a heading can be read, not chosen."""

    rows: tuple[Line, ...]

    def __init__(self, times: Times, parent: QObject | None = None) -> None:
        def spoken(row: Line) -> str:
            if isinstance(row, Heading):
                return f"{row.title}, {row.count}"
            told = (row.name, row.why, row.aside, times.age(row.at))
            return ", ".join(part for part in told if part)

        super().__init__(
            parent,
            {
                RowRole.ROW: lambda row: row,
                RowRole.KEY: lambda row: row.named(),
                Role.DisplayRole: lambda row: row.title if isinstance(row, Heading) else row.name,
                Role.AccessibleTextRole: spoken,
                Role.ToolTipRole: _tip,
            },
        )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let headings be read only."""
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def people(self) -> tuple[ResultRow, ...]:
        """Return the rows without headings."""
        return tuple(row for row in self.rows if isinstance(row, ResultRow))


def _tip(row: Line) -> str | None:
    if isinstance(row, Heading):
        return None
    return tip(": ".join(part for part in (row.name, row.why) if part) + _after(row.aside))


def _after(aside: str) -> str:
    return f" ({aside})" if aside else ""
