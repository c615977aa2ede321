"""A note on a customer, written once whatever breaks."""

from dataclasses import dataclass, replace

from agent_console.domain.acting.note import LONGEST, Note
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.notebook import Notebook, NoteRefusedError


@dataclass(frozen=True, slots=True)
class Entry:
    """A note, on whom, and who writes it when."""

    profile: ProfileId
    note: Note
    said: Statement


class EmptyNoteError(NoteRefusedError):
    """A note without words helps nobody."""


class TooLongNoteError(NoteRefusedError):
    """A note is longer than anybody reads; nothing was saved."""


def write(book: Notebook, key: str, entry: Entry, *, ends_draft: bool = False) -> bool:
    """Save a note under a key its maker chose; False when it was saved before.

    With `ends_draft` what was kept while it was typed is forgotten in the same moment.

    Raises:
        EmptyNoteError, TooLongNoteError: nothing was written.
    """
    text = entry.note.text.strip()
    if not text and entry.note.call is None:
        raise EmptyNoteError("Write what there is to note; an empty note is not kept.")
    if len(text) > LONGEST:
        raise TooLongNoteError(
            f"The note has {len(text)} characters; up to {LONGEST} are kept. Shorten it."
        )
    note = replace(entry.note, text=text)
    return book.write(key, entry.profile, note, entry.said, ends_draft=ends_draft)
