"""Every worklist, a line each, in the order of the rail."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_console.ui.screens.escalations.worklist import Escalations
from agent_console.ui.screens.radar.presenter import Radar
from agent_console.ui.screens.waiting.presenter import Waiting
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.worklist import Around, Worklist


@dataclass(frozen=True, slots=True)
class Waits:
    """A worklist: the command that shows it, how it stands on the rail, and what fills it."""

    command: str
    glyph: Glyph
    name: str
    fill: Callable[[Around], Worklist]


WORKLISTS: tuple[Waits, ...] = (
    Waits("waiting", Glyph.WAITING, "Waiting", Waiting),
    Waits("radar", Glyph.RADAR, "Radar", Radar),
    Waits("escalations", Glyph.SCALES, "Escalations", Escalations),
)
