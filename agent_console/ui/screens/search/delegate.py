"""Paints the rows of the list at the left: avatar, name, why, age; 52 pixels each."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from agent_console.ui.screens.search.viewmodel import ResultRow
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.painter import TRAILING, RowPainter
from agent_console.ui.widgets.times import Times

ROW, AVATAR, SIDE, TEXT_AT = 52, 32, 16, 60


class ResultDelegate(RowDelegate[ResultRow]):
    """Paints result rows from the theme."""

    def __init__(self, theme: Theme, times: Times, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._times = times

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint_row(self, line: RowPainter, row: ResultRow, option: QStyleOptionViewItem) -> None:
        self._paint_ground(line, option)
        self._paint_words(line, row, option)

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
        room = self._theme.words.width(Lettering.META, age)
        start, end = px(TEXT_AT), line.width() - px(SIDE)
        line.text(
            line.box(end - room, px(8), room, px(18)), age, (Lettering.META, Ink.TEXT3), TRAILING
        )
        name = line.box(start, px(8), end - room - px(8) - start, px(18))
        line.text(name, row.name, (Lettering.TITLE, Ink.TEXT))
        why = line.box(start, px(26), end - start, px(18))
        line.text(why, row.why, (Lettering.META, Ink.TEXT2))
