"""Paints the rows of a timeline: 34 pixels each, more where people wrote something lately."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agent_console.ui.screens.customer.timeline.looks import Pill, glyph, pill
from agent_console.ui.screens.customer.timeline.rows import (
    Row,
    RowKind,
    body,
    group,
    source,
    title,
    where,
    with_age,
)
from agent_console.ui.screens.customer.timeline.whole_rows import DAY, LINE, ROW, tall
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.theme.unbroken import unbroken
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.painter import AT_END, IN_MIDDLE, TRAILING, RowPainter
from agent_console.ui.widgets.rows.pictures import RowPictures
from agent_console.ui.widgets.times import Times

TITLE_WITH_LINE = 30
TIME_AT, GLYPH_AT, TITLE_AT, EDGE = 24, 72, 100, 24
TIME_LOOK, META_LOOK = (Lettering.BODY, Ink.TEXT2), (Lettering.META_STRONG, Ink.TEXT3)
TITLE_LOOK, TEXT_LOOK = (Lettering.TITLE, Ink.TEXT), (Lettering.BODY, Ink.TEXT2)
LEAST_TEXT = 48
"""Pixels; what is shorter than that after a title says nothing."""
TOUCHED = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
)
MOST_LAID = 1000
MOST_SHOWN = 400
"""Characters of a text that two lines can hold at most."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What is painted of a row and does not change while it is the same row in the same room."""

    row: Row
    room: int
    time: str
    title: str
    group: str
    where: str
    source: str
    glyph: Glyph | None
    pill: Pill | None
    lines: tuple[str, ...]
    after_title: str


Look = tuple[Laid, str, Qt.LayoutDirection]
"""All that the picture of a row depends on: what is laid out, source and age, the direction."""


class TimelineDelegate(QStyledItemDelegate):
    """Paints rows from the theme; what was laid out is remembered until width or look change."""

    def __init__(self, theme: Theme, times: Times, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._times = times
        self._view = view
        self._laid: dict[object, Laid] = {}
        self._pictures = RowPictures(theme, Ink.GROUND)
        theme.changed.connect(self._on_theme)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = row_of(index)
        px = self._theme.px
        if row.kind is RowKind.DAY and not index.row():
            return QSize(0, 0)
        lines = len(self._lay(row).lines) if row.text_lines else 0
        return QSize(0, px(tall(row, lines)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = row_of(index)
        box, direction = option.rect, option.direction
        if row.entry is None:
            self._paint_day(RowPainter(painter, self._theme, box, direction), row)
            return
        laid = self._lay(row)
        meta = with_age(laid.source, row.entry, self._times)
        look = (laid, meta, direction)
        if option.state & TOUCHED:
            self._paint_touched(painter, option)
            self._paint_entry(look, painter, box)
        else:
            paint = partial(self._paint_entry, look)
            self._pictures.show(painter, box, (row.key, look), paint)

    def _paint_day(self, line: RowPainter, row: Row) -> None:
        px = self._theme.px
        words, start = self._times.heading(row.day), px(16)
        look = (Lettering.SECTION, Ink.TEXT2)
        wide = line.text(line.box(start, 0, line.width() - 2 * start, px(DAY)), words, look)
        begin = start + wide + px(12)
        line.line(begin, px(DAY) // 2, max(0, line.width() - begin - px(16)))

    def _paint_touched(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        px, state = self._theme.px, option.state
        line = RowPainter(painter, self._theme, option.rect, option.direction)
        box = line.box(px(8), 1, line.width() - px(16), option.rect.height() - 2)
        if state & QStyle.StateFlag.State_Selected:
            line.rounded(box, Ink.SELECTED, px(8))
        elif state & QStyle.StateFlag.State_MouseOver:
            line.rounded(box, Ink.HOVER, px(8))
        if state & QStyle.StateFlag.State_HasFocus:
            line.focus(box, px(8))

    def _paint_entry(self, look: Look, painter: QPainter, row: QRect) -> None:
        (laid, meta, direction), px = look, self._theme.px
        line = RowPainter(painter, self._theme, row, direction)
        high = px(TITLE_WITH_LINE if laid.lines else ROW)
        inset = px(16) if laid.row.is_member else 0
        line.text(line.box(px(TIME_AT), 0, px(44), high), laid.time, TIME_LOOK)
        if laid.glyph is not None:
            picture = line.box(px(GLYPH_AT) + inset, (high - px(16)) // 2, px(16), px(16))
            line.glyph(picture, laid.glyph, Ink.TEXT2)
        room = self._theme.words.width(META_LOOK[0], meta)
        end = line.width() - px(EDGE)
        line.text(line.box(end - room, 0, room, high), meta, META_LOOK, TRAILING)
        start = px(TITLE_AT) + inset
        self._paint_title(line, laid, start, (end - room - px(16) - start, high))
        for number, words in enumerate(laid.lines):
            box = line.box(start, px(24 + LINE * number), end - start, px(LINE))
            line.text(box, words, TEXT_LOOK)

    def _paint_title(self, line: RowPainter, laid: Laid, start: int, room: tuple[int, int]) -> None:
        px, (wide, high), mark = self._theme.px, room, laid.pill
        is_folded = laid.row.kind is RowKind.FOLDED
        kept = line.pill_width(mark.words) + px(9) if mark else px(21) if is_folded else 0
        box = line.box(start, 0, wide - kept, high)
        words, elide = self._title_in(laid, wide - kept)
        after = start + px(9) + line.text(box, words, TITLE_LOOK, elide=elide)
        if mark:
            spot = line.box(after, high // 2 - px(10), kept - px(9), px(20))
            line.pill(spot, mark.words, mark.ink, mark.ground)
        elif is_folded:
            arrow = Glyph.EXPANDED if laid.row.is_unfolded else Glyph.FORWARD
            line.glyph(line.box(after, high // 2 - px(6), px(12), px(12)), arrow, Ink.TEXT2)
        elif (free := start + wide - after) >= px(LEAST_TEXT):
            line.text(line.box(after, 0, free, high), laid.after_title, TEXT_LOOK)

    def _title_in(self, laid: Laid, room: int) -> tuple[str, Qt.TextElideMode]:
        """Say of a group less of its newest, or nothing, before its number would be cut."""
        if not laid.group:
            return self._with_place(laid, room), IN_MIDDLE
        left = room - self._theme.words.width(TITLE_LOOK[0], laid.group)
        has_room = left >= self._theme.px(LEAST_TEXT)
        return (laid.title, AT_END) if has_room else (laid.group, IN_MIDDLE)

    def _with_place(self, laid: Laid, room: int) -> str:
        """Shorten what happened before the city is."""
        measured, place = self._theme.words, laid.where
        if not place or measured.width(TITLE_LOOK[0], laid.title) <= room:
            return laid.title
        left = room - measured.width(TITLE_LOOK[0], place)
        if left < room // 2:
            return laid.title
        said = laid.title.removesuffix(place)
        return measured.fitted(TITLE_LOOK[0], said, left, IN_MIDDLE) + place

    def _on_theme(self) -> None:
        self._laid.clear()
        self._pictures.forget()

    def _lay(self, row: Row) -> Laid:
        width = self._view.viewport().width()
        known = self._laid.get(row.key)
        if known is not None and known.row is row and known.room == width:
            return known
        if len(self._laid) > MOST_LAID:
            self._laid.clear()
        laid = self._laid[row.key] = self._lay_out(row, width)
        return laid

    def _lay_out(self, row: Row, width: int) -> Laid:
        entry = row.entry
        words = unbroken(body(row)[:MOST_SHOWN])
        return Laid(
            row=row,
            room=width,
            time=self._times.time(entry.moment) if entry else "",
            title=title(row),
            group=group(row),
            where=where(row),
            source=source(row),
            glyph=glyph(entry) if entry else None,
            pill=pill(entry) if entry and row.kind is RowKind.ENTRY else None,
            lines=self._lines(words, row.text_lines, width),
            after_title="" if row.text_lines else words,
        )

    def _lines(self, words: str, most: int, width: int) -> tuple[str, ...]:
        if most <= 1:
            return (words,) * most
        room = width - self._theme.px(TITLE_AT + EDGE)
        return tuple(wrapped(words, room, self._theme.metrics(Lettering.BODY)))


def wrapped(words: str, room: int, metrics: QFontMetrics) -> list[str]:
    """Break words into at most two lines; each is elided on paint, the second has all the rest.

    A narrower room never makes fewer lines: the scroll bar would come and go without end.
    """
    if metrics.horizontalAdvance(words) <= room:
        return [words]
    first, *others = told = words.split(" ")
    if not others:
        return [first]

    def reach(count: int) -> int:
        return metrics.horizontalAdvance(" ".join(told[:count]))

    fitting = bisect_right(range(1, len(told)), room, key=reach)
    return [" ".join(told[: max(1, fitting)]), " ".join(told[max(1, fitting) :])]
