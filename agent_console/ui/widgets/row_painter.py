"""Paints the pieces of a row along the line, mirrored where people read right to left."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from agent_console.ui.theme.glyphs import MIRRORED, Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

LEADING = Qt.AlignmentFlag.AlignLeft
TRAILING = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter
ON_SCREEN = Qt.AlignmentFlag.AlignAbsolute
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextDontClip
UNCLIPPED = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


class RowPainter:
    """A painter for one row: x counts from where reading begins, in pixels of the drawings."""

    def __init__(
        self, painter: QPainter, theme: Theme, row: QRect, direction: Qt.LayoutDirection
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._row = row
        self._direction = direction
        # What is written decides how it runs; only the places of the pieces are mirrored.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def width(self) -> int:
        """Return the width of the row in real pixels."""
        return self._row.width()

    def box(self, x: int, y: int, width: int, height: int) -> QRect:
        """Return a box, given in real pixels from the row's beginning, where it is on screen."""
        logical = QRect(self._row.topLeft() + QPoint(x, y), QSize(width, height))
        return QStyle.visualRect(self._direction, self._row, logical)

    def moved(self, box: QRect) -> QRect:
        """Return where a box is on screen that is given from the row's beginning."""
        return self.box(box.x(), box.y(), box.width(), box.height())

    def text(
        self,
        box: QRect,
        text: str,
        look: tuple[Lettering, Ink],
        align: Qt.AlignmentFlag = LEADING,
    ) -> int:
        """Paint one line, elided in the box, and return how wide it became."""
        kind, ink = look
        metrics = self._theme.metrics(kind)
        if (wide := metrics.horizontalAdvance(text)) <= box.width():
            shown = text
        else:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            wide = min(wide, box.width())
        painter = self._painter
        painter.setFont(self._theme.font(kind))
        painter.setPen(self._theme.colour(ink))
        side = QStyle.visualAlignment(self._direction, align)
        painter.drawText(box, side | MIDDLE | ON_SCREEN | UNCLIPPED, shown)
        return wide

    def words(
        self,
        box: QRect,
        text: str,
        look: tuple[Lettering, Ink],
        align: Qt.AlignmentFlag = LEADING,
    ) -> None:
        """Paint words over as many lines as the box has, never shortened."""
        kind, ink = look
        self._painter.setFont(self._theme.font(kind))
        self._painter.setPen(self._theme.colour(ink))
        side = QStyle.visualAlignment(self._direction, align)
        self._painter.drawText(box, side | MIDDLE | ON_SCREEN | WRAPPED, text)

    def glyph(self, box: QRect, glyph: Glyph, ink: Ink) -> None:
        """Paint a glyph; one that points along the line turns round with the direction."""
        if glyph in MIRRORED and self._direction is Qt.LayoutDirection.RightToLeft:
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
        return self._theme.metrics(Lettering.CAP).horizontalAdvance(text) + self._theme.px(16)

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
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
