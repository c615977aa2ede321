"""What agents put down in the store itself, as the window asks for it; nothing of it leaves."""

from dataclasses import dataclass

from agent_console.ports.acting.notebook import NotePad


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The pad notes are written on."""

    notes: NotePad
