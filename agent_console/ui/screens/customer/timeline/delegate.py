"""Paints the rows of a timeline: 34 pixels each, more where people wrote something."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS, pill
from agent_console.ui.screens.customer.timeline.rows import (
    Row,
    RowKind,
    body,
    source_and_age,
    title,
)
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.row_painter import TRAILING, RowPainter
from agent_console.ui.widgets.rows import RowRole
from agent_console.ui.widgets.times import Times

ROW, DAY, BODY_TITLE, BODY_LINE, BODY_ONE = 34, 20, 30, 16, 44
TIME_AT, GLYPH_AT, TITLE_AT, EDGE = 24, 72, 100, 24
MOST_SHOWN = 400
"""Characters of a text that two lines can hold at most."""


class TimelineDelegate(QStyledItemDelegate):
    """Paints rows from the theme; heights are remembered until width or look change."""

    def __init__(self, theme: Theme, times: Times, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._times = times
        self._view = view
        self._lines: dict[tuple[object, int], list[str]] = {}
        theme.changed.connect(self._lines.clear)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(RowRole.ROW)
        px = self._theme.px
        if row.kind is RowKind.DAY:
            return QSize(0, px(DAY) if index.row() else 0)
        if not body(row):
            return QSize(0, px(ROW))
        lines = len(self._body_lines(row))
        return QSize(0, px(BODY_ONE + BODY_LINE * (max(lines, 1) - 1)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(RowRole.ROW)
        painter.save()
        try:
            line = RowPainter(painter, self._theme, option.rect, option.direction)
            if row.kind is RowKind.DAY:
                self._paint_day(line, row)
            else:
                self._paint_ground(line, option)
                self._paint_entry(line, row)
        finally:
            painter.restore()

    def _paint_day(self, line: RowPainter, row: Row) -> None:
        px = self._theme.px
        words, start = self._times.heading(row.day), px(16)
        look = (Lettering.SECTION, Ink.TEXT2)
        wide = line.text(line.box(start, 0, line.width() - 2 * start, px(DAY)), words, look)
        begin = start + wide + px(12)
        line.line(begin, px(DAY) // 2, max(0, line.width() - begin - px(16)))

    def _paint_ground(self, line: RowPainter, option: QStyleOptionViewItem) -> None:
        px = self._theme.px
        box = line.box(px(8), 1, line.width() - px(16), option.rect.height() - 2)
        if option.state & QStyle.StateFlag.State_Selected:
            line.rounded(box, Ink.SELECTED, px(8))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            line.rounded(box, Ink.HOVER, px(8))
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(box, px(8))

    def _paint_entry(self, line: RowPainter, row: Row) -> None:
        if row.entry is None:
            return
        px, entry = self._theme.px, row.entry
        high = px(BODY_TITLE if body(row) else ROW)
        inset = px(16) if row.is_member else 0
        clock = line.box(px(TIME_AT), 0, px(44), high)
        line.text(clock, self._times.time(entry.moment), (Lettering.BODY, Ink.TEXT2))
        picture = line.box(px(GLYPH_AT) + inset, (high - px(16)) // 2, px(16), px(16))
        line.glyph(picture, KIND_LOOKS[entry.kind].glyph, Ink.TEXT2)
        meta = source_and_age(row, self._times)
        room = self._theme.metrics(Lettering.META_STRONG).horizontalAdvance(meta)
        end = line.width() - px(EDGE)
        line.text(
            line.box(end - room, 0, room, high), meta, (Lettering.META_STRONG, Ink.TEXT3), TRAILING
        )
        start = px(TITLE_AT) + inset
        self._paint_title(line, row, line.box(start, 0, end - room - px(16) - start, high))
        for number, words in enumerate(self._body_lines(row)):
            box = line.box(start, px(24 + BODY_LINE * number), end - start, px(BODY_LINE))
            line.text(box, words, (Lettering.BODY, Ink.TEXT2))

    def _paint_title(self, line: RowPainter, row: Row, box: QRect) -> None:
        px = self._theme.px
        mark = pill(row.entry) if row.entry and row.kind is RowKind.ENTRY else None
        kept = line.pill_width(mark.words) + px(9) if mark else px(20)
        is_rtl = line.box(0, 0, 1, 1).x() > line.box(1, 0, 1, 1).x()
        room = box.adjusted(kept, 0, 0, 0) if is_rtl else box.adjusted(0, 0, -kept, 0)
        wide = line.text(room, title(row), (Lettering.TITLE, Ink.TEXT))
        after = px(TITLE_AT) + (px(16) if row.is_member else 0) + wide + px(9)
        middle = box.height() // 2
        if mark:
            spot = line.box(after, middle - px(10), kept - px(9), px(20))
            line.pill(spot, mark.words, mark.ink, mark.ground)
        elif row.kind is RowKind.FOLDED:
            arrow = Glyph.EXPANDED if row.is_unfolded else Glyph.FORWARD
            line.glyph(line.box(after, middle - px(6), px(12), px(12)), arrow, Ink.TEXT2)

    def _body_lines(self, row: Row) -> list[str]:
        words = body(row)
        if not words:
            return []
        width = self._view.viewport().width()
        key = (row.key, width)
        if key not in self._lines:
            room = width - self._theme.px(TITLE_AT + EDGE)
            metrics = self._theme.metrics(Lettering.BODY)
            self._lines[key] = wrapped(words[:MOST_SHOWN], room, metrics)
        return self._lines[key]


def wrapped(words: str, room: int, metrics: QFontMetrics) -> list[str]:
    """Break words into at most two lines; the second keeps all the rest and is elided on paint."""
    if metrics.horizontalAdvance(words) <= room:
        return [words]
    first: list[str] = []
    rest = words.split(" ")
    while rest and metrics.horizontalAdvance(" ".join([*first, rest[0]])) <= room:
        first.append(rest.pop(0))
    return [" ".join(first), " ".join(rest)] if first else [words]
