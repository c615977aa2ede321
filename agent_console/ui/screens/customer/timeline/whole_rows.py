"""How tall rows are, and how the lines below titles give way to rows that are whole in sight."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from agent_console.ui.screens.customer.timeline.rows import LINES_OF_NEWEST, Row, RowKind

ROW, DAY, WITH_LINE, LINE = 34, 20, 44, 16
WHOLE = 12
"""So many entries are to be whole in sight before the newest texts have lines of their own."""
FEWER_LINES = (LINES_OF_NEWEST, (1, 1), (1, 0), (0, 0))
"""Lines of the newest text and of the one before; the first that leave room enough are taken."""
MOST_IN_SIGHT = 100


def tall(row: Row, lines: int) -> int:
    """Return how tall a row is at 100 % that has so many lines below its title."""
    if row.kind is RowKind.DAY:
        return DAY
    return WITH_LINE + LINE * (lines - 1) if lines else ROW


def giving_way(rows: Sequence[Row], room: int, px: Callable[[int], int]) -> list[Row]:
    """Return rows with the lines that leave enough of them whole; with all lines if none do.

    What was unfolded does not count, so that nothing above it moves when it unfolds.
    """
    seen = [row for row in rows[:MOST_IN_SIGHT] if not row.is_member]
    wanted = min(WHOLE, sum(row.entry is not None for row in seen))
    for lines in FEWER_LINES:
        if _whole(_lined(seen, lines), room, px) >= wanted:
            return _lined(rows, lines)
    return list(rows)


def _lined(rows: Sequence[Row], lines: Sequence[int]) -> list[Row]:
    left = iter(lines)
    return [_with(row, next(left, 0)) if row.text_lines else row for row in rows]


def _with(row: Row, lines: int) -> Row:
    return row if row.text_lines <= lines else replace(row, text_lines=lines)


def _whole(rows: Sequence[Row], room: int, px: Callable[[int], int]) -> int:
    """Count the entries that are whole; the first day stands in the head of the pane."""
    count, end = 0, 0
    for row in rows[1:]:
        end += px(tall(row, row.text_lines))
        if end > room:
            break
        count += row.entry is not None
    return count
