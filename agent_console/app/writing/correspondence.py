"""The correspondence of a home: letters by the templates, the outbox and drafts of its store."""

import sys
from dataclasses import dataclass, field

from agent_console.actions.messages.correspondence import House, StoreCorrespondence
from agent_console.actions.messages.posting import Post
from agent_console.actions.messages.received import Received
from agent_console.actions.messages.writing import Desk
from agent_console.app.config import settings
from agent_console.app.parts import Parts
from agent_console.app.writing.mailboxes import Mailboxes
from agent_console.app.writing.returning import returning
from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.renderer import ConfinedRenderer
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.messages import StoredMessages
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.writing.drafts import StoredDrafts

RENDERING = (sys.executable, "-m", "agent_console.app.rendering")
"""Starts the child that fills templates."""


@dataclass
class Templates:
    """The templates, and the child that fills them."""

    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        book = FolderBook()
        self._renderer = ConfinedRenderer(RENDERING, book)
        self.desk = Desk(book, self._renderer)

    def warm_up(self) -> None:
        """Start the child before anybody waits for it."""
        self._renderer.warm_up()

    def close(self) -> None:
        """End the child."""
        self._renderer.close()


def correspondence(parts: Parts, templates: Templates) -> StoreCorrespondence:
    """Return the correspondence of a store that is open."""
    store = parts.store
    timelines = StoredTimelines(store)
    language = settings.general(parts.home / settings.FILE).language
    return StoreCorrespondence(
        templates.desk,
        Post(StoredOutbox(store), StoredCustomers(store), timelines),
        Received(timelines, StoredMessages(store)),
        StoredDrafts(store),
        parts.clock,
        House(parts.actor, language, Mailboxes(parts.home / settings.FILE).way, parts.signer),
        returning(parts, templates.desk, language),
    )
