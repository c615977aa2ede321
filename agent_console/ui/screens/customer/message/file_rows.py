"""Paints a file of a message as a row: glyph or small picture, name, size, what Enter does."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyleOptionViewItem

from agent_console.ui.screens.customer.message.viewmodel import FileWords
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.fact_places import FactPlaces, FactWords, place
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.rows.painter import TRAILING, RowPainter

LINE, SIDE, GLYPH, GAP = 28, 8, 16, 8
PICTURE = 96
CENTRED = Qt.AlignmentFlag.AlignCenter.value


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in words, and its picture where there is one."""

    words: FileWords
    picture: QPixmap | None = None


class FileDelegate(RowDelegate[FileRow]):
    """Paints files from the theme; what is said of one takes the lines it needs."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: FileRow = row_of(index)
        px = self._theme.px
        tall = self._places(row, self._view.viewport().width()).tall
        return QSize(0, max(tall, px(PICTURE + GAP)) if row.picture else tall)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        row: FileRow = row_of(index)
        if row.picture:
            px, box = self._theme.px, option.rect
            room = QRect(box.left() + px(SIDE), box.top(), px(PICTURE), box.height())
            spot = QStyle.visualRect(option.direction, box, room)
            QApplication.style().drawItemPixmap(painter, spot, CENTRED, fitted(row.picture, spot))

    def paint_row(self, line: RowPainter, row: FileRow, option: QStyleOptionViewItem) -> None:
        px, high = self._theme.px, option.rect.height()
        box = line.box(0, 0, line.width(), high)
        if option.state & QStyle.StateFlag.State_MouseOver:
            line.rounded(box, Ink.HOVER, px(6))
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(box, px(6))
        if not row.picture:
            top = (px(LINE) - px(GLYPH)) // 2
            line.glyph(line.box(px(SIDE), top, px(GLYPH), px(GLYPH)), Glyph.FILE, Ink.TEXT2)
        self._paint_words(line, row, high)

    def _paint_words(self, line: RowPainter, row: FileRow, high: int) -> None:
        places, start = self._places(row, line.width()), self._start(row)
        top, words = (high - places.tall) // 2, row.words
        name = places.name.translated(start, top)
        size = places.quiet.translated(start, top)
        said = places.value.translated(start, top)
        line.words(line.moved(name), words.name, (Lettering.NAME, Ink.TEXT))
        line.words(line.moved(size), words.size, (Lettering.META, Ink.TEXT3))
        line.words(line.moved(said), words.said, (Lettering.META, Ink.TEXT2), TRAILING)

    def _start(self, row: FileRow) -> int:
        return self._theme.px(SIDE + (PICTURE if row.picture else GLYPH) + GAP)

    def _places(self, row: FileRow, wide: int) -> FactPlaces:
        px, wrapped = self._theme.px, self._theme.words.wrapped
        words = FactWords(
            row.words.name,
            row.words.size,
            row.words.said,
            partial(wrapped, Lettering.NAME),
            partial(wrapped, Lettering.META),
            partial(wrapped, Lettering.META),
            is_name_whole=True,
        )
        room = wide - self._start(row) - px(SIDE)
        return place(words, max(room, px(PICTURE)), px(LINE), px(GAP))


def fitted(picture: QPixmap, room: QRect) -> QPixmap:
    """Return a picture no larger than its room, in its own proportions."""
    if room.size().expandedTo(picture.size()) == room.size():
        return picture
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(room.size(), keep, smooth)
