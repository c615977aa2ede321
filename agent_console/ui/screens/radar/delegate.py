"""Paints the rows of the board in columns; a column is a record."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from agent_console.ui.screens.radar.viewmodel import BoardRow, Cell, GroupRow, MoreRow, ParcelRow
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.painter import TRAILING, RowPainter

ROW, GROUP, HEAD, SIDE, PILL = 36, 44, 32, 16, 22
NAME_AT, NUMBER_AT, NUMBER_WIDE, RISK_AT = 48, 200, 100, 312
FIRST = "Customer, parcel"
DRAWN = 1020
"""How wide the board is in the drawing; where it is wider, its columns spread."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the risk: its title, where it begins, how wide it is, what it says."""

    title: str
    at: int
    wide: int
    cell: Callable[[ParcelRow], Cell]


COLUMNS = (
    Column("Told", 456, 92, lambda row: row.told),
    Column("Acted", 556, 92, lambda row: row.acted),
    Column("Customer will notice", 656, 190, lambda row: row.notices),
    Column("Owner", 856, 150, lambda row: row.owner),
)
TITLES = (("Risk", RISK_AT), *((one.title, one.at) for one in COLUMNS))


def spread(theme: Theme, x: int, room: int) -> int:
    """Return where a place of the drawing is in so much room."""
    return max(theme.px(x), x * room // DRAWN)


class ColumnTitles(QWidget):
    """The titles over the columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        Measures(theme, self).keep(self.setFixedHeight, HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        high, look = self.height(), (Lettering.META_STRONG, Ink.TEXT2)
        line.text(line.box(self._theme.px(NAME_AT), 0, self.width(), high), FIRST, look)
        for title, at in TITLES:
            x = spread(self._theme, at, self.width())
            line.text(line.box(x, 0, self.width() - x, high), title, look)
        line.line(0, high - 1, self.width())
        painter.end()


class BoardDelegate(RowDelegate[BoardRow]):
    """Paints groups and parcels."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(GROUP if isinstance(row_of(index), GroupRow) else ROW))

    def paint_row(self, line: RowPainter, row: BoardRow, option: QStyleOptionViewItem) -> None:
        if isinstance(row, GroupRow):
            self._paint_group(line, row, option)
        else:
            self._paint_ground(line, option)
            if isinstance(row, MoreRow):
                box = line.box(self._theme.px(NAME_AT), 0, line.width(), option.rect.height())
                line.text(box, row.words, (Lettering.META_STRONG, Ink.TEXT2))
            else:
                self._paint_parcel(line, row, option)

    def _paint_group(self, line: RowPainter, row: GroupRow, option: QStyleOptionViewItem) -> None:
        px, high, wide = self._theme.px, option.rect.height(), line.width()
        whole = line.box(0, 0, wide, high)
        line.fill(whole, Ink.SURFACE)
        line.line(0, high - 1, wide)
        side = px(16)
        line.glyph(line.box(px(SIDE), (high - side) // 2, side, side), row.glyph, Ink.TEXT2)
        untold_at = spread(self._theme, COLUMNS[0].at, wide)
        start = px(NAME_AT)
        box = line.box(start, 0, untold_at - start - px(8), high)
        told = line.text(box, row.title, (Lettering.TITLE, Ink.TEXT))
        at = start + told + px(10)
        box = line.box(at, 0, max(0, untold_at - at - px(8)), high)
        line.text(box, row.aside, (Lettering.META, Ink.TEXT3))
        box = line.box(untold_at, 0, px(200), high)
        line.text(box, row.untold, (Lettering.META_STRONG, Ink.TEXT))
        box = line.box(wide - px(SIDE) - px(240), 0, px(240), high)
        line.text(box, row.since, (Lettering.META, Ink.TEXT3), TRAILING)

    def _paint_ground(self, line: RowPainter, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        whole = line.box(0, 0, line.width(), high)
        if option.state & QStyle.StateFlag.State_Selected:
            line.fill(whole, Ink.SELECTED)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            line.fill(whole, Ink.HOVER)
        line.line(0, high - 1, line.width())
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(whole.adjusted(1, 1, -1, -2), px(6))

    def _paint_parcel(self, line: RowPainter, row: ParcelRow, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        number = self._between(line, NUMBER_AT, RISK_AT - 12, high)
        used = line.text(number, row.number, (Lettering.META, Ink.TEXT3), TRAILING)
        end = spread(self._theme, RISK_AT - 12, line.width()) - used - px(8)
        name = line.box(px(NAME_AT), 0, end - px(NAME_AT), high)
        line.text(name, row.name, (Lettering.TITLE, Ink.TEXT))
        self._paint_risk(line, row, high)
        for column in COLUMNS:
            cell = column.cell(row)
            look = Lettering.META if cell.ink is Ink.TEXT2 else Lettering.META_STRONG
            box = self._between(line, column.at, column.at + column.wide, high)
            line.text(box, cell.text, (look, cell.ink))

    def _paint_risk(self, line: RowPainter, row: ParcelRow, high: int) -> None:
        ink, ground = (Ink.BAD, Ink.BAD_BG) if row.is_bad else (Ink.WARN, Ink.WARN_BG)
        tall, at = self._theme.px(PILL), spread(self._theme, RISK_AT, line.width())
        pill = line.box(at, (high - tall) // 2, line.pill_width(row.risk), tall)
        line.pill(pill, row.risk, ink, ground)

    def _between(self, line: RowPainter, start: int, end: int, high: int) -> QRect:
        """Return the room between two places of the drawing."""
        begin = spread(self._theme, start, line.width())
        return line.box(begin, 0, spread(self._theme, end, line.width()) - begin, high)
