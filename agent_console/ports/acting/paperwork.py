"""What agents put down in the store itself, as the window asks for it; nothing of it leaves."""

from dataclasses import dataclass

from agent_console.ports.acting.notebook import NotePad
from agent_console.ports.acting.waiting import WaitingTray
from agent_console.ports.linking import IdentityTray
from agent_console.ports.tracking.watching import RadarCrew


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The pad of notes, the tray of who waits, the crew for parcels, the registry of people."""

    notes: NotePad
    waiting: WaitingTray
    radar: RadarCrew
    people: IdentityTray
