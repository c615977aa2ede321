"""How old the data is, connection by connection, at the top right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_console.ports.desktop import Progress
from agent_console.ports.reading import ConnectionHealth
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import tip
from agent_console.ui.widgets.row_painter import RowPainter
from agent_console.ui.widgets.times import Times

LOOK = Lettering.META_STRONG
GAP = "  ·  "


@dataclass(frozen=True, slots=True)
class Lamp:
    """What is said of one connection."""

    words: str
    is_failing: bool = False
    more: str = ""


def lamps(
    health: Sequence[ConnectionHealth], progress: Mapping[str, Progress], times: Times
) -> tuple[Lamp, ...]:
    """Word the connections: good ones first, failing ones at the end with since when."""
    told = [_lamp(one, progress.get(one.name), times) for one in health]
    known = {one.name for one in health}
    told += [Lamp(_syncing(one)) for name, one in progress.items() if name not in known]
    return tuple(sorted(told, key=lambda lamp: lamp.is_failing))


def _lamp(one: ConnectionHealth, progress: Progress | None, times: Times) -> Lamp:
    if progress is not None and progress.is_running and progress.total:
        return Lamp(_syncing(progress))
    if one.failing_since is not None:
        since = times.since(one.failing_since)
        return Lamp(f"{one.name} failing since {since}", True, one.failure_message or "")
    if one.last_ok is None:
        return Lamp(f"{one.name} not read yet")
    return Lamp(f"{one.name} {times.age(one.last_ok)}")


def _syncing(progress: Progress) -> str:
    count = f" {progress.done} of {progress.total}" if progress.total else ""
    return f"{progress.connection} syncing{count}"


class Freshness(QWidget):
    """Paints the connections in one line, failing ones in the warning colour with a sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lamps: tuple[Lamp, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def show_lamps(self, lamps: Sequence[Lamp]) -> None:
        """Show these connections."""
        self._lamps = tuple(lamps)
        words = ", ".join(lamp.words for lamp in lamps)
        self.setAccessibleName(f"Connections: {words or 'none'}")
        self.setToolTip(tip("\n".join(f"{x.words} {x.more}".strip() for x in lamps)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(LOOK)
        signs = sum(self._theme.px(20) for lamp in self._lamps if lamp.is_failing)
        words = GAP.join(lamp.words for lamp in self._lamps)
        return QSize(metrics.horizontalAdvance(words) + signs + self._theme.px(20), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(160)), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        px, high, wide = self._theme.px, self.height(), self.width()
        room = wide - px(16)
        x = max(0, room - (self.sizeHint().width() - px(20)))
        gap = self._theme.metrics(LOOK).horizontalAdvance(GAP)
        first = self._first_that_fits(room)
        for number, lamp in enumerate(self._lamps[first:]):
            if number:
                row.text(row.box(x, 0, gap, high), GAP, (LOOK, Ink.TEXT3))
                x += gap
            if lamp.is_failing:
                sign = row.box(x, (high - px(14)) // 2, px(14), px(14))
                row.glyph(sign, Glyph.WARNING, Ink.WARN)
                x += px(20)
            ink = Ink.WARN if lamp.is_failing else Ink.TEXT2
            x += row.text(row.box(x, 0, max(0, room - x), high), lamp.words, (LOOK, ink))

    def _first_that_fits(self, room: int) -> int:
        metrics = self._theme.metrics(LOOK)
        for first in range(len(self._lamps)):
            words = GAP.join(lamp.words for lamp in self._lamps[first:])
            if metrics.horizontalAdvance(words) <= room:
                return first
        return max(0, len(self._lamps) - 1)
