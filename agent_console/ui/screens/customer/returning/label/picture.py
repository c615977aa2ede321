"""A label as a sheet of paper: its picture once it is bought, until then what it will say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

SHEET = QSize(248, 372)
"""Four by six inches, as most labels are."""
MARGIN, LEAST = 12, 160
WHITE, BLACK, GREY = QColor("white"), QColor("black"), QColor("#c9ccd2")
BARS = (3, 1, 1, 2, 1, 3, 2, 1, 1, 1, 3, 1, 2, 2, 1, 1, 3, 2, 1, 2, 1, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a label that is not bought yet will say."""

    carrier: str
    sender: Sequence[str] = ()
    house: Sequence[str] = ()
    order: str = ""


class LabelPicture(QWidget):
    """Paints a label in the middle of its room, black on white in every appearance."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draft: Draft | None = None
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST)

    def show_draft(self, draft: Draft | None) -> None:
        """Show what would be bought; None shows an empty sheet."""
        self._draft, self._image = draft, None
        self.setAccessibleName("Label preview, a sample: nothing is bought yet")
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show a label as it will be printed."""
        self._draft, self._image = None, image
        self.setAccessibleName("Label as it will be printed")
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(SHEET.width() + 2 * MARGIN), px(SHEET.height() + 2 * MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour(Ink.NEUTRAL_BG))
        size = SHEET if self._image is None else self._image.size()
        margin = self._theme.px(MARGIN)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        sheet = QRect(0, 0, 0, 0)
        sheet.setSize(size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        sheet.moveCenter(room.center())
        painter.fillRect(sheet, WHITE)
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        elif self._draft is not None:
            _Sheet(painter, sheet, self._theme).draw(self._draft)
        painter.setPen(QPen(self._theme.colour(Ink.BORDER2)))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))


class _Sheet:
    """Draws a sample from the top down; what has no room any more is left out."""

    def __init__(self, painter: QPainter, sheet: QRect, theme: Theme) -> None:
        self._painter = painter
        self._font = theme.font(Lettering.BODY)
        self._unit = sheet.height() / SHEET.height()
        inset = round(MARGIN * self._unit)
        self._box = sheet.adjusted(inset, inset, -inset, -inset)
        self._top = self._box.top()

    def draw(self, draft: Draft) -> None:
        self._words(draft.carrier, 17, bold=True)
        self._words("RETURN, a sample", 11)
        self._rule()
        self._block("From", draft.sender)
        self._rule()
        self._block("To", draft.house, is_large=True)
        self._rule()
        self._words(f"Order {draft.order}" if draft.order else "", 12, bold=True)
        self._bars()
        self._words("Number after purchase", 11, Qt.AlignmentFlag.AlignHCenter)

    def _block(self, title: str, lines: Sequence[str], *, is_large: bool = False) -> None:
        self._words(title, 10)
        for line in lines:
            self._words(line, 13 if is_large else 11, bold=is_large)

    def _words(
        self,
        words: str,
        pixels: int,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> None:
        high = round((pixels + 6) * self._unit)
        if not words or self._top + high > self._box.bottom():
            return
        font = QFont(self._font)
        font.setPixelSize(max(6, round(pixels * self._unit)))
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(BLACK)
        box = QRect(self._box.left(), self._top, self._box.width(), high)
        metrics = self._painter.fontMetrics()
        fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, fitted)
        self._top += high

    def _rule(self) -> None:
        self._top += round(3 * self._unit)
        self._painter.fillRect(self._box.left(), self._top, self._box.width(), 1, BLACK)
        self._top += round(4 * self._unit)

    def _bars(self) -> None:
        high = min(round(70 * self._unit), self._box.bottom() - self._top - round(20 * self._unit))
        for left, wide in _stripes(self._box.width(), self._unit) if high > 0 else ():
            self._painter.fillRect(self._box.left() + left, self._top, wide, high, GREY)
        self._top += max(0, high) + round(4 * self._unit)


def _stripes(room: int, unit: float) -> Iterator[tuple[int, int]]:
    """Yield where bars stand; they say nothing, and are grey so that no scanner tries."""
    left, number = 0, 0
    while True:
        wide, gap = (max(1, round(BARS[(number + n) % len(BARS)] * 1.4 * unit)) for n in (0, 1))
        if left + wide > room:
            return
        yield left, wide
        left, number = left + wide + gap, number + 2
