"""The strip of parcels: one row of 32 pixels each, across timeline and context."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agent_console.ui.screens.customer.viewmodel import ParcelRow
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.row_painter import TRAILING, RowPainter
from agent_console.ui.widgets.rows import RowRole, RowsView
from agent_console.ui.widgets.rows_model import RowsModel

ROW, SIDE, ROOMY = 32, 16, 860
NUMBER_AT, NUMBER_WIDE, CONTENT_AT = 80, 76, 172
STATUS_SHARE, WHEN_SHARE, ORDER_SHARE = 0.40, 0.56, 0.70
META = (Lettering.META_STRONG, Ink.TEXT3)


class ParcelStrip(RowsView):
    """The parcels; `chosen` is Enter or a click, its key the order's number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Parcels")
        self._theme = theme
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ParcelDelegate(theme, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)

    def show_parcels(self, rows: Sequence[ParcelRow]) -> None:
        """Show these parcels and take just their room."""
        self._model.show(rows)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(ROW) * self._model.rowCount())
        self.setVisible(self._model.rowCount() > 0)
        self.scheduleDelayedItemsLayout()


class ParcelDelegate(QStyledItemDelegate):
    """Paints a parcel: carrier, number, content, status, day, source, age."""

    def __init__(self, theme: Theme, parent: RowsView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        try:
            line = RowPainter(painter, self._theme, option.rect, option.direction)
            self._paint(line, index.data(RowRole.ROW), option)
        finally:
            painter.restore()

    def _paint(self, line: RowPainter, row: ParcelRow, option: QStyleOptionViewItem) -> None:
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
        px, wide = self._theme.px, line.width()
        status, when, order = (int(wide * s) for s in (STATUS_SHARE, WHEN_SHARE, ORDER_SHARE))
        number, content, end = px(NUMBER_AT), px(CONTENT_AT), wide - px(SIDE)

        def put(start: int, stop: int, words: str, look: tuple[Lettering, Ink]) -> None:
            line.text(line.box(start, 0, max(0, stop - start - px(8)), high), words, look)

        put(px(40), number, row.carrier, (Lettering.TITLE, Ink.TEXT))
        spot = line.box(number, 0, px(NUMBER_WIDE), high)
        line.text(spot, row.number, (Lettering.META_STRONG, Ink.TEXT2), TRAILING)
        put(content, status, row.content, (Lettering.NAME, Ink.TEXT))
        put(status, when, row.status, (Lettering.TITLE, row.ink))
        is_roomy = wide >= px(ROOMY)
        put(when, order if is_roomy else end - px(56), row.when, (Lettering.META_STRONG, Ink.TEXT2))
        if is_roomy:
            put(order, end - px(170), row.order, META)
            line.text(line.box(end - px(170), 0, px(110), high), row.says, META, TRAILING)
        line.text(line.box(end - px(56), 0, px(56), high), row.age, META, TRAILING)
