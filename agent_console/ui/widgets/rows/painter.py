"""Paints the pieces of a row along the line, mirrored where people read right to left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agent_console.ui.theme.glyphs import MIRRORED, Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.theme.unbroken import unbroken

LEADING = Qt.AlignmentFlag.AlignLeft
TRAILING = Qt.AlignmentFlag.AlignRight
CENTRED = Qt.AlignmentFlag.AlignHCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
AT_END, IN_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle

# Numbers, not flags: putting flags together costs as much as painting a short word.
_SIDES = {
    (False, LEADING): LEADING,
    (False, TRAILING): TRAILING,
    (True, LEADING): TRAILING,
    (True, TRAILING): LEADING,
    (False, CENTRED): CENTRED,
    (True, CENTRED): CENTRED,
}
_IN_LINE = {key: side.value | MIDDLE.value | ONE_LINE.value for key, side in _SIDES.items()}
_IN_LINES = {
    key: side.value | MIDDLE.value | Qt.TextFlag.TextDontClip.value for key, side in _SIDES.items()
}
_IN_CENTRE = Qt.AlignmentFlag.AlignCenter.value


class RowPainter:
    """A painter for one row: x counts from where reading begins, in pixels of the drawings."""

    def __init__(
        self, painter: QPainter, theme: Theme, row: QRect, direction: Qt.LayoutDirection
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._left, self._top, self._width = row.left(), row.top(), row.width()
        self._is_mirrored = direction is Qt.LayoutDirection.RightToLeft
        # What is written decides how it runs; only the places of the pieces are mirrored.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def width(self) -> int:
        """Return the width of the row in real pixels."""
        return self._width

    def box(self, x: int, y: int, width: int, height: int) -> QRect:
        """Return a box, given in real pixels from the row's beginning, where it is on screen."""
        begin = self._width - x - width if self._is_mirrored else x
        return QRect(self._left + begin, self._top + y, width, height)

    def moved(self, box: QRect) -> QRect:
        """Return where a box is on screen that is given from the row's beginning."""
        return self.box(box.x(), box.y(), box.width(), box.height())

    def text(
        self,
        box: QRect,
        text: str,
        look: tuple[Lettering, Ink],
        align: Qt.AlignmentFlag = LEADING,
        *,
        elide: Qt.TextElideMode = AT_END,
    ) -> int:
        """Paint one line, elided in the box, and return how wide it became."""
        kind, ink = look
        measured, room = self._theme.words, box.width()
        if (wide := measured.width(kind, text)) > room:
            text, wide = measured.fitted(kind, text, room, elide), room
        painter = self._painter
        painter.setFont(self._theme.font(kind))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(box, _IN_LINE[self._is_mirrored, align], text)
        return wide

    def words(
        self,
        box: QRect,
        text: str,
        look: tuple[Lettering, Ink],
        align: Qt.AlignmentFlag = LEADING,
    ) -> None:
        """Paint words over as many lines as the box has, never shortened."""
        if not text:
            return
        kind, ink = look
        self._painter.setFont(self._theme.font(kind))
        self._painter.setPen(self._theme.colour(ink))
        breaks = self._theme.words.breaks(kind, text, box.width()).value
        self._painter.drawText(box, _IN_LINES[self._is_mirrored, align] | breaks, unbroken(text))

    def glyph(self, box: QRect, glyph: Glyph, ink: Ink) -> None:
        """Paint a glyph; one that points along the line turns round with the direction."""
        if self._is_mirrored and glyph in MIRRORED:
            glyph = Glyph.BACKWARD if glyph is Glyph.FORWARD else Glyph.FORWARD
        self._theme.glyph(self._painter, box, glyph, ink)

    def pill(self, box: QRect, text: str, ink: Ink, ground: Ink) -> None:
        """Paint a word on its coloured ground."""
        self.rounded(box, ground, radius=box.height() / 2)
        self._centred(box, text, ink)

    def cap(self, box: QRect, key: str, ink: Ink = Ink.TEXT2, edge: Ink = Ink.BORDER2) -> None:
        """Paint a key cap."""
        self.rounded(box, None, radius=self._theme.px(4), edge=edge)
        self._centred(box, key, ink)

    def pill_width(self, text: str) -> int:
        """Return how wide a pill becomes."""
        return self._theme.words.width(Lettering.CAP, text) + self._theme.px(16)

    def line(self, x: int, y: int, width: int, ink: Ink = Ink.BORDER) -> None:
        """Paint a hairline along the row."""
        self._painter.fillRect(self.box(x, y, width, 1), self._theme.colour(ink))

    def fill(self, box: QRect, ink: Ink) -> None:
        """Fill a box."""
        self._painter.fillRect(box, self._theme.colour(ink))

    def rounded(
        self,
        box: QRect,
        ground: Ink | None,
        radius: float,
        *,
        edge: Ink | None = None,
        width: int = 1,
    ) -> None:
        """Paint a rounded box, filled, edged or both."""
        painter = self._painter
        inset = width / 2 if edge else 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        pen = QPen(self._theme.colour(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        shape = QRectF(box).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(shape, radius, radius)

    def focus(self, box: QRect, radius: float) -> None:
        """Paint the ring around what has the keyboard."""
        self.rounded(box, None, radius, edge=Ink.ACCENT, width=2)

    def avatar(self, box: QRect, initials: str, ground: Ink = Ink.NEUTRAL_BG) -> None:
        """Paint somebody's initials on a neutral disc."""
        self.rounded(box, ground, radius=box.height() / 2)
        self._centred(box, initials, Ink.NEUTRAL)

    def _centred(self, box: QRect, text: str, ink: Ink) -> None:
        self._painter.setFont(self._theme.font(Lettering.CAP))
        self._painter.setPen(self._theme.colour(ink))
        self._painter.drawText(box, _IN_CENTRE, text)
