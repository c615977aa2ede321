"""The pad of the window: what is typed on it is kept at once, and becomes one note."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from agent_console.actions.notes.writing import Entry, write
from agent_console.domain.acting.note import NoteDraft
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.notebook import DRAFT, Notebook
from agent_console.ports.acting.writing import Drafts
from agent_console.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class StoreNotePad:
    """Keeps drafts of notes and saves them (port NotePad)."""

    book: Notebook
    kept: Drafts
    clock: Clock
    actor: str

    def draft(self, profiles: Sequence[ProfileId]) -> NoteDraft | None:
        """Return what somebody was writing; what cannot be read any more is none."""
        told = self.kept.draft(profiles, DRAFT)
        try:
            return msgspec.json.decode(told, type=NoteDraft) if told else None
        except msgspec.DecodeError:
            return None

    def keep(self, profiles: Sequence[ProfileId], draft: NoteDraft) -> None:
        """Keep what is being written; where it is bare, forget it under all the profiles."""
        now = self.clock.now()
        if draft.is_bare():
            for profile in profiles:
                self.kept.keep(profile, DRAFT, "", now)
        else:
            self.kept.keep(profiles[0], DRAFT, msgspec.json.encode(draft).decode(), now)

    def save(self, profile: ProfileId, draft: NoteDraft) -> bool:
        """Save the note and forget its draft in the same moment."""
        said = Statement(self.actor, self.clock.now(), "")
        return write(self.book, draft.key, Entry(profile, draft.note, said), ends_draft=True)
