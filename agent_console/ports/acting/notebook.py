"""The notebook of the agents: what is written there is on the disk when it is shown as saved."""

from collections.abc import Sequence
from typing import Protocol

from agent_console.domain.acting.note import Note, NoteDraft
from agent_console.domain.profile import ProfileId, Statement

DRAFT = "note"
"""The kind of draft that becomes a note (port Drafts)."""


class Notebook(Protocol):
    """Keeps notes."""

    def write(
        self,
        key: str,
        profile: ProfileId,
        note: Note,
        said: Statement,
        *,
        ends_draft: bool = False,
    ) -> bool:
        """Write a note down; False when one of this key is there already.

        With `ends_draft` the customer's draft of a note is gone in the same moment.
        """


class NotePad(Protocol):
    """Writes notes as a window does: kept while they are typed, then saved once."""

    def draft(self, profiles: Sequence[ProfileId]) -> NoteDraft | None:
        """Return what somebody was writing on a customer, None where nothing was."""

    def keep(self, profiles: Sequence[ProfileId], draft: NoteDraft) -> None:
        """Keep what is being written, on the first of a customer's profiles."""

    def save(self, profile: ProfileId, draft: NoteDraft) -> bool:
        """Save the note and forget its draft; False when it was saved before.

        Raises:
            NoteRefusedError: nothing was saved, and the message says why.
        """


class NoteRefusedError(Exception):
    """A note that is not kept; the message says why."""


class KeyTakenError(NoteRefusedError):
    """Another note was saved under the same key."""
