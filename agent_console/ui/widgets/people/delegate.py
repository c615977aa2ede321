"""Paints the rows of the list at the left: avatar, name, why, age; 52 pixels each."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.people.listing import Heading, Line, ResultRow
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.painter import TRAILING, RowPainter
from agent_console.ui.widgets.times import Times

ROW, HEADING, AVATAR, SIDE, TEXT_AT = 52, 36, 32, 16, 60
MOST_ASIDE = 2
"""Of a line, at the most one part in so many is for what stands at its end."""


class ResultDelegate(RowDelegate[Line]):
    """Paints the lines of a listing from the theme."""

    def __init__(self, theme: Theme, times: Times, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._times = times

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(HEADING if isinstance(row_of(index), Heading) else ROW))

    def paint_row(self, line: RowPainter, row: Line, option: QStyleOptionViewItem) -> None:
        if isinstance(row, Heading):
            self._paint_heading(line, row, option)
            return
        self._paint_ground(line, option)
        self._paint_words(line, row, option)

    def _paint_heading(self, line: RowPainter, row: Heading, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        room = line.width() - 2 * px(SIDE)
        line.line(px(SIDE), 0, room)
        title = line.box(px(SIDE), px(2), room, high - px(2))
        wide = line.text(title, row.title, (Lettering.META_STRONG, Ink.TEXT2))
        count = line.box(px(SIDE) + wide + px(8), px(2), px(40), high - px(2))
        line.text(count, str(row.count), (Lettering.META, Ink.TEXT3))

    def _paint_ground(self, line: RowPainter, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        whole = line.box(0, 0, line.width(), high)
        if option.state & QStyle.StateFlag.State_Selected:
            line.fill(whole, Ink.SELECTED)
            line.fill(line.box(0, 0, px(3), high), Ink.ACCENT)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            line.fill(whole, Ink.HOVER)
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(whole.adjusted(1, 1, -1, -1), px(6))

    def _paint_words(self, line: RowPainter, row: ResultRow, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        disc = line.box(px(SIDE), (high - px(AVATAR)) // 2, px(AVATAR), px(AVATAR))
        line.avatar(disc, row.initials(), Ink.SURFACE if is_selected else Ink.NEUTRAL_BG)
        age = self._times.age(row.at)
        room = self._at_end(line, age, px(8))
        start, end = px(TEXT_AT), line.width() - px(SIDE)
        name = line.box(start, px(8), end - room - start, px(18))
        line.text(name, row.name, (Lettering.TITLE, Ink.TEXT))
        room = self._at_end(line, row.aside, px(26))
        why = line.box(start, px(26), end - room - start, px(18))
        line.text(why, row.why, (Lettering.META, Ink.TEXT2))

    def _at_end(self, line: RowPainter, words: str, top: int) -> int:
        """Paint quiet words at the end of a line of a row; return the room they take."""
        if not words:
            return 0
        px = self._theme.px
        start, end = px(TEXT_AT), line.width() - px(SIDE)
        room = min(self._theme.words.width(Lettering.META, words), (end - start) // MOST_ASIDE)
        box = line.box(end - room, top, room, px(18))
        line.text(box, words, (Lettering.META, Ink.TEXT3), TRAILING)
        return room + px(8)
