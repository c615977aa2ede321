"""What agents put down in the store itself, as the window asks for it; nothing of it leaves."""

from dataclasses import dataclass

from agent_console.ports.acting.notebook import NotePad
from agent_console.ports.acting.waiting import WaitingTray
from agent_console.ports.tracking.watching import RadarCrew


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The pad notes are written on, the tray of those who wait, the crew for parcels in trouble."""

    notes: NotePad
    waiting: WaitingTray
    radar: RadarCrew
