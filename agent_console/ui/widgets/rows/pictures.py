"""Rows that were painted before, kept as pictures: scrolling shows most rows again and again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

MOST_KEPT = 96
"""A few screens of rows: some ten megabytes."""

Paint = Callable[[QPainter, QRect], None]


@dataclass(slots=True)
class _Seen:
    """What a row looked like when it was painted last, and its picture from the second time on."""

    looks: tuple[object, ...]
    picture: QPixmap | None = None


class RowPictures:
    """Paints a row the first time, takes a picture the second time, and then shows that."""

    def __init__(self, theme: Theme, ground: Ink) -> None:
        self._theme = theme
        self._ground = ground
        self._seen: dict[object, _Seen] = {}

    def forget(self) -> None:
        """Take all pictures anew: the look has changed."""
        self._seen.clear()

    def show(
        self,
        painter: QPainter,
        box: QRect,
        row: tuple[object, tuple[object, ...]],
        paint: Paint,
    ) -> None:
        """Show a row by its key and all that its looks depend on."""
        key, looks = row
        ratio = painter.device().devicePixelRatio()
        looks = (*looks, box.size(), ratio)
        seen = self._seen.get(key)
        if seen is None or seen.looks != looks:
            self._remember(key, looks)
            paint(painter, box)
            return
        if seen.picture is None:
            seen.picture = self._picture(box, ratio, paint)
        painter.drawPixmap(box.topLeft(), seen.picture)

    def _remember(self, key: object, looks: tuple[object, ...]) -> None:
        self._seen.pop(key, None)
        if len(self._seen) >= MOST_KEPT:
            del self._seen[next(iter(self._seen))]
        self._seen[key] = _Seen(looks)

    def _picture(self, box: QRect, ratio: float, paint: Paint) -> QPixmap:
        picture = QPixmap(box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        # A ground without holes, or letters would lose their smooth edges.
        picture.fill(self._theme.colour(self._ground))
        painter = QPainter(picture)
        paint(painter, QRect(QPoint(0, 0), box.size()))
        painter.end()
        return picture
