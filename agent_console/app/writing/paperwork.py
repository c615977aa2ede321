"""What agents of a home put down: notes in its store, and who takes care of whom."""

from agent_console.actions.notes.pad import StoreNotePad
from agent_console.actions.waiting.deciding import Tray
from agent_console.app.parts import Parts
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from agent_console.storage.repositories.writing.drafts import StoredDrafts


def paperwork(parts: Parts) -> Paperwork:
    """Return the paperwork of a store that is open."""
    store = parts.store
    pad = StoreNotePad(StoredNotebook(store), StoredDrafts(store), parts.clock, parts.actor)
    return Paperwork(pad, Tray(StoredWaitingBook(store), parts.clock, parts.actor))
