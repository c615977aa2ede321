"""What agents of a home put down: notes in its store, and who takes care of whom."""

from agent_console.actions.identities.tray import Registry
from agent_console.actions.notes.pad import StoreNotePad
from agent_console.actions.waiting.deciding import Tray
from agent_console.actions.watching.taking import Crew
from agent_console.app.parts import Parts
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.linking import People
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from agent_console.storage.repositories.identities.handing import StoredHandOffs
from agent_console.storage.repositories.identities.numbers import StoredNumbers
from agent_console.storage.repositories.identities.pairs import StoredPairBook
from agent_console.storage.repositories.identities.verifying import StoredVerifications
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.repositories.writing.drafts import StoredDrafts
from agent_console.storage.watching.book import StoredRadarBook


def paperwork(parts: Parts) -> Paperwork:
    """Return the paperwork of a store that is open."""
    store = parts.store
    pad = StoreNotePad(StoredNotebook(store), StoredDrafts(store), parts.clock, parts.actor)
    tray = Tray(StoredWaitingBook(store), parts.clock, parts.actor)
    crew = Crew(StoredRadarBook(store), parts.clock, parts.actor)
    books = People(
        StoredLinkBook(store),
        StoredPairBook(store),
        StoredVerifications(store),
        StoredNumbers(store),
        StoredHandOffs(store),
    )
    registry = Registry(books, parts.clock, parts.actor, parts.region)
    return Paperwork(pad, tray, crew, registry)
