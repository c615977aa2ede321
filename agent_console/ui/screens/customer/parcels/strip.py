"""The strip of parcels: one row of 32 pixels each, across timeline and context."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from agent_console.ui.screens.customer.parcels.row import ParcelRow
from agent_console.ui.screens.customer.parcels.track import paint_track
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.model import RowRole, RowsModel
from agent_console.ui.widgets.rows.painter import LEADING, TRAILING, RowPainter
from agent_console.ui.widgets.rows.view import RowsView

ROW, SIDE, BEGIN, GAP, TRACK = 32, 16, 40, 16, 112
CARRIER_WIDEST, CONTENT_LEAST = 120, 64
META = (Lettering.META_STRONG, Ink.TEXT3)


@dataclass(frozen=True, slots=True)
class Column:
    """What of a parcel stands in a column, and how; low ranks give way first, 0 never does."""

    word: str
    lettering: Lettering
    ink: Ink | None
    rank: int
    is_trailing: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("carrier", Lettering.TITLE, Ink.TEXT, 0),
    Column("number", Lettering.META_STRONG, Ink.TEXT2, 4, is_trailing=True),
    Column("content", Lettering.NAME, Ink.TEXT, 1),
    Column("promise", Lettering.META_STRONG, Ink.TEXT2, 8),
    Column("track", Lettering.META_STRONG, None, 3),
    Column("status", Lettering.TITLE, None, 0),
    Column("when", Lettering.META_STRONG, Ink.TEXT2, 0),
    Column("order", Lettering.META_STRONG, Ink.TEXT3, 5),
    Column("certainty", Lettering.META_STRONG, Ink.TEXT3, 6),
    Column("says", Lettering.META_STRONG, Ink.TEXT3, 2),
    Column("age", Lettering.META_STRONG, Ink.TEXT3, 7, is_trailing=True),
)
Place = tuple[Column, int, int]
"""A column, where it begins and how wide it is."""
CONTENT, ON_TRACK, WHEN = COLUMNS[2], COLUMNS[4], COLUMNS[6]
"""The content takes the room that is left, and is the first that gives way."""


class ParcelStrip(RowsView):
    """The parcels; `order_chosen` is the order's number, of Enter or a click on a row."""

    order_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("Parcels")
        self._theme = theme
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ParcelDelegate(theme, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen.connect(self._on_chosen)
        theme.changed.connect(self._fit)

    def show_parcels(self, rows: Sequence[ParcelRow]) -> None:
        """Show these parcels and take just their room."""
        place = self.place()
        self._model.show(rows)
        self._fit()
        self.restore(place)

    def parcels(self) -> tuple[ParcelRow, ...]:
        """Return what is shown."""
        return self._model.rows

    def _on_chosen(self, index: QModelIndex) -> None:
        if (number := index.data(RowRole.KEY)) is not None:
            self.order_chosen.emit(number)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(ROW) * self._model.rowCount())
        self.setVisible(self._model.rowCount() > 0)
        self.scheduleDelayedItemsLayout()


class ParcelDelegate(RowDelegate[ParcelRow]):
    """Paints a parcel: what it is, promise, way, state, day, certainty, source, age."""

    def __init__(self, theme: Theme, view: ParcelStrip) -> None:
        super().__init__(theme, view)
        self._view = view
        self._laid: tuple[object, list[Place]] = (None, [])

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint_row(self, line: RowPainter, row: ParcelRow, option: QStyleOptionViewItem) -> None:
        px, high, wide = self._theme.px, option.rect.height(), line.width()
        if option.state & QStyle.StateFlag.State_MouseOver:
            line.fill(line.box(0, 0, wide, high), Ink.HOVER)
        line.line(0, high - 1, wide)
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(line.box(px(4), 1, wide - px(8), high - 2), px(6))
        line.glyph(line.box(px(SIDE), (high - px(16)) // 2, px(16), px(16)), row.glyph, Ink.TEXT2)
        if not row.status:
            line.text(line.box(px(40), 0, wide, high), row.carrier, (Lettering.BODY, Ink.TEXT2))
            return
        self._paint_parcel(line, row, high)

    def _paint_parcel(self, line: RowPainter, row: ParcelRow, high: int) -> None:
        for column, x, wide in self.columns(line.width()):
            if column is not ON_TRACK:
                look = (column.lettering, _ink(column, row))
                side = TRAILING if column.is_trailing else LEADING
                line.text(line.box(x, 0, wide, high), getattr(row, column.word), look, side)
            elif row.track is not None:
                paint_track(line, self._theme, QRect(x, 0, wide, high), row.track)

    def columns(self, wide: int) -> list[Place]:
        """Return the columns there is room for, with their places, as wide as their words."""
        laid_for = (self._view.parcels(), wide, self._theme.scale())
        if self._laid[0] != laid_for:
            self._laid = (laid_for, self._columns(wide))
        return self._laid[1]

    def _columns(self, wide: int) -> list[Place]:
        widest = {column: self._widest(column) for column in COLUMNS}
        widths = dict(widest)
        widths[CONTENT] = min(widest[CONTENT], self._theme.px(CONTENT_LEAST))
        kept = self._kept([column for column in COLUMNS if widths[column]], widths, wide)
        left = self._left(kept, widths, wide)
        if CONTENT in kept:
            grown = min(left, widest[CONTENT] - widths[CONTENT])
            widths[CONTENT] += grown
            left -= grown
        return self._placed(kept, widths, left)

    def _kept(
        self, columns: Sequence[Column], widths: Mapping[Column, int], wide: int
    ) -> list[Column]:
        """Leave out what gives way, and take back what has room beside what stays."""
        kept = list(columns)
        given_way: list[Column] = []
        for column in sorted(filter(_gives_way, columns), key=_rank):
            if self._left(kept, widths, wide) < 0:
                kept.remove(column)
                given_way.append(column)
        for column in reversed(given_way):
            more = [one for one in columns if one in kept or one is column]
            kept = more if self._left(more, widths, wide) >= 0 else kept
        return kept

    def _left(self, kept: Sequence[Column], widths: Mapping[Column, int], wide: int) -> int:
        px = self._theme.px
        return wide - px(BEGIN) - px(SIDE) - sum(widths[one] + px(GAP) for one in kept) + px(GAP)

    def _placed(
        self, kept: Sequence[Column], widest: Mapping[Column, int], rest: int
    ) -> list[Place]:
        """Place the columns; the meta words stand at the end, after the room that is left."""
        px, placed = self._theme.px, []
        x = px(BEGIN)
        for column in kept:
            if column.ink is Ink.TEXT3:
                x, rest = x + max(rest, 0), 0
            placed.append((column, x, widest[column]))
            x += widest[column] + px(GAP)
        return placed

    def _track_wide(self) -> int:
        tracks = (row.track for row in self._view.parcels())
        has_any = any(one is not None and one.has_aim() for one in tracks)
        return self._theme.px(TRACK) if has_any else 0

    def _widest(self, column: Column) -> int:
        if column is ON_TRACK:
            return self._track_wide()
        words = (getattr(row, column.word) for row in self._view.parcels() if row.status)
        measure = partial(self._theme.words.width, column.lettering)
        wide = max(map(measure, words), default=0)
        return min(wide, self._theme.px(CARRIER_WIDEST)) if column.word == "carrier" else wide


def _rank(column: Column) -> int:
    return column.rank


def _gives_way(column: Column) -> bool:
    return column.rank > 0


def _ink(column: Column, row: ParcelRow) -> Ink:
    """Return how a column is coloured; a day that misses its promise also says so in words."""
    return Ink.WARN if row.is_late and column is WHEN else column.ink or row.ink
