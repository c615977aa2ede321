"""How old the data is, connection by connection, at the top right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from agent_console.ports.desktop import Progress
from agent_console.ports.failures import SignInAgain
from agent_console.ports.reading import ConnectionHealth
from agent_console.queries.freshness import set_aside
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import PaintedButton
from agent_console.ui.widgets.rows.painter import RowPainter
from agent_console.ui.widgets.times import Times
from agent_console.ui.widgets.tips import tip

WHY_OLD = "what it told may be old by now; F5 reads it again"
WHY_ASIDE = "What could not be read was kept as it came; the settings (Ctrl+,) say why"
SIGN_IN = "The settings (Ctrl+,) take another one"
LOOK = Lettering.META_STRONG
GAP = "  ·  "


@dataclass(frozen=True, slots=True)
class Lamp:
    """What is said of one connection."""

    words: str
    is_failing: bool = False
    more: str = ""

    def whole(self) -> str:
        """Say all there is to say."""
        more = self.more.strip()
        words = f"{self.words}: {more}" if more else self.words
        return words if words.endswith((".", "?", "!")) else f"{words}."


def lamps(
    health: Sequence[ConnectionHealth], progress: Mapping[str, Progress], times: Times
) -> tuple[Lamp, ...]:
    """Word the connections: good ones first, those that need somebody at the end."""
    told = [_lamp(one, progress.get(one.name), times) for one in health]
    known = {one.name for one in health}
    told += [Lamp(_reading(one)) for name, one in progress.items() if name not in known]
    return tuple(sorted(told, key=lambda lamp: lamp.is_failing))


def _lamp(one: ConnectionHealth, progress: Progress | None, times: Times) -> Lamp:
    is_failing = one.name in silent((one,), times)
    if progress is not None and progress.is_running and (progress.done or not is_failing):
        return Lamp(_reading(progress))
    lamp = _told(one, times)
    if not one.quarantined:
        return lamp
    more = f"{lamp.more.rstrip(' .')}. {WHY_ASIDE}" if lamp.more else WHY_ASIDE
    return Lamp(f"{lamp.words}, {set_aside(one.quarantined)}", True, more)


def _told(one: ConnectionHealth, times: Times) -> Lamp:
    if one.failing_since is not None:
        since = times.since(one.failing_since)
        more = one.failure_message or ""
        if one.failure_kind == SignInAgain.kind:
            more = f"{more.rstrip(' .')}. {SIGN_IN}"
        return Lamp(f"{one.name} failing since {since}", True, more)
    if one.last_ok is None:
        return Lamp(f"{one.name} not read yet")
    if silent((one,), times):
        return Lamp(f"{one.name} not read since {times.since(one.last_ok)}", True, WHY_OLD)
    return Lamp(f"{one.name} {times.age(one.last_ok)}")


def silent(health: Sequence[ConnectionHealth], times: Times) -> dict[str, datetime]:
    """Return who does not answer, or was not read in time, and since when."""
    now = times.clock.now()
    return {
        one.name: since
        for one in health
        if (since := one.failing_since or (one.last_ok if _is_old(one, now) else None))
    }


def _is_old(one: ConnectionHealth, now: datetime) -> bool:
    return one.fresh_until is not None and one.fresh_until < now


def how_far(progress: Progress) -> str:
    """Say how far a pass is; mostly nobody knows how much there is."""
    if progress.total:
        return f"{progress.done} of {progress.total}"
    return f"{progress.done} so far" if progress.done else "nothing so far"


def _reading(progress: Progress) -> str:
    return f"{progress.connection} reading, {how_far(progress)}"


class Freshness(PaintedButton):
    """The connections in one line, failing ones in the warning colour with a sign.

    Pressing it asks for the whole story: `told` is why the failing ones fail, and what helps.
    """

    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Connections: none")
        self._lamps: tuple[Lamp, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._with_keyboard = self.focusPolicy()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)

    def show_lamps(self, lamps: Sequence[Lamp]) -> None:
        """Show these connections."""
        if self._lamps == tuple(lamps):
            return
        self._lamps = tuple(lamps)
        self.setFocusPolicy(self._with_keyboard if lamps else Qt.FocusPolicy.NoFocus)
        words = ", ".join(lamp.words for lamp in lamps)
        self.setAccessibleName(f"Connections: {words or 'none'}")
        self.setAccessibleDescription(self.story())
        self.setToolTip(tip("\n".join(lamp.whole() for lamp in lamps)))
        self.updateGeometry()
        self.update()

    def is_failing(self) -> bool:
        """Say whether a connection fails."""
        return any(lamp.is_failing for lamp in self._lamps)

    def story(self) -> str:
        """Say why the failing connections fail and what helps; else how all of them are."""
        failing = [lamp for lamp in self._lamps if lamp.is_failing]
        return "  ".join(lamp.whole() for lamp in failing or self._lamps)

    def sizeHint(self) -> QSize:
        metrics = self.theme.metrics(LOOK)
        signs = sum(self.theme.px(20) for lamp in self._lamps if lamp.is_failing)
        words = GAP.join(lamp.words for lamp in self._lamps)
        return QSize(metrics.horizontalAdvance(words) + signs + self.theme.px(20), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.theme.px(160)), 0)

    def paint_row(self, row: RowPainter) -> None:
        px, high, wide = self.theme.px, self.height(), self.width()
        room = wide - px(16)
        x = max(0, room - (self.sizeHint().width() - px(20)))
        gap = self.theme.metrics(LOOK).horizontalAdvance(GAP)
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

    def _on_clicked(self) -> None:
        self.told.emit(self.story() or "Nothing is connected.")

    def _first_that_fits(self, room: int) -> int:
        metrics = self.theme.metrics(LOOK)
        for first in range(len(self._lamps)):
            words = GAP.join(lamp.words for lamp in self._lamps[first:])
            if metrics.horizontalAdvance(words) <= room:
                return first
        return max(0, len(self._lamps) - 1)
