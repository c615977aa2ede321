"""The notebook of the agents: what is written there is on the disk when it is shown as saved."""

from typing import Protocol

from agent_console.domain.acting.note import Note
from agent_console.domain.profile import ProfileId, Statement


class Notebook(Protocol):
    """Keeps notes."""

    def write(self, key: str, profile: ProfileId, note: Note, said: Statement) -> bool:
        """Write a note down; False when one of this key is there already."""
