"""Paints the way of a parcel as a tiny line: promise a tick, estimate a ring, now a dot."""

from PySide6.QtCore import QRect

from agent_console.ui.screens.customer.parcels.way import Track
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.rows.painter import RowPainter

LINE, TICK, DOT, RING = 2, 12, 10, 12


def paint_track(line: RowPainter, theme: Theme, box: QRect, track: Track) -> None:
    """Paint a way into a box that is given from where the row begins."""
    px = theme.px
    begin, wide = box.x() + px(RING) // 2, box.width() - px(RING)

    def at(share: float | None) -> int:
        return begin + round((share or 0.0) * wide)

    def along(start: int, end: int, ink: Ink) -> None:
        line.fill(line.box(start, _top(box, px(LINE)), max(end - start, 0), px(LINE)), ink)

    def disc(share: float, size: int, ground: Ink, edge: Ink | None = None) -> None:
        shape = line.box(at(share) - size // 2, _top(box, size), size, size)
        line.rounded(shape, ground, size / 2, edge=edge, width=px(LINE))

    news = Ink.WARN if track.is_late else Ink.TEXT2
    along(begin, at(1.0), Ink.BORDER2)
    along(begin, at(track.now), Ink.TEXT2)
    if track.promise is not None:
        if track.is_late:
            along(at(track.promise), at(max(track.now, track.estimate or 0.0)), Ink.WARN)
        tick = line.box(at(track.promise) - px(1), _top(box, px(TICK)), px(LINE), px(TICK))
        line.fill(tick, Ink.TEXT2)
    if track.estimate is not None:
        disc(track.estimate, px(RING), Ink.SURFACE, news)
    disc(track.now, px(DOT), Ink.TEXT)


def _top(box: QRect, high: int) -> int:
    return box.y() + (box.height() - high) // 2
