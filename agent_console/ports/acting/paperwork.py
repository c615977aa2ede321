"""What agents put down in the store itself, as the window asks for it; nothing of it leaves."""

from dataclasses import dataclass

from agent_console.ports.acting.notebook import NotePad
from agent_console.ports.acting.waiting import WaitingTray


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The pad notes are written on, and the tray of those who wait."""

    notes: NotePad
    waiting: WaitingTray
