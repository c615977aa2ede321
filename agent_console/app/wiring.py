"""Which part is used where: the one place that knows all of them."""

import sys
from functools import cached_property

from agent_console.actions.messages.posting import Post
from agent_console.actions.messages.writing import Desk as WritingDesk
from agent_console.app import reading
from agent_console.app.parts import Parts
from agent_console.app.setup import ConfiguredConnections
from agent_console.app.upkeep import StoreUpkeep
from agent_console.connectors.registry import RegisteredExplainer
from agent_console.machine.confinement import ConfinedProgram
from agent_console.machine.processes import is_gone, own_name
from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.renderer import ConfinedRenderer
from agent_console.queries.desk import Desk
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.connections import StoredPasses
from agent_console.storage.repositories.contacts.files import StoredShelf
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.repositories.quarantine import StoredQuarantine
from agent_console.sync.dispatch import Dispatcher, Outgoing
from agent_console.sync.files import FileErrands
from agent_console.sync.turn import Bench

RENDERING = (sys.executable, "-m", "agent_console.app.rendering")
THUMBNAIL = (sys.executable, "-m", "agent_console.app.thumbnail")


class Wiring(Parts):
    """The parts as commands, the worker and the window see them (cli.command.Console)."""

    def desk(self) -> Desk:
        """Return what questions are asked of."""
        return reading.desk(self, self.store)

    def links(self) -> StoredLinkBook:
        """Return the book of links."""
        return StoredLinkBook(self.store)

    def quarantine(self) -> StoredQuarantine:
        """Return the quarantine."""
        return StoredQuarantine(self.store)

    def explainer(self) -> RegisteredExplainer:
        """Return the reader of raw answers."""
        return RegisteredExplainer(self.settings.region)

    def bench(self) -> Bench:
        """Return what sync works with; makes the store at the first time."""
        store = self.new_store
        store.check_pages()
        store.fold_early()
        return Bench(StoredIntake(store), StoredPasses(store, is_gone), self.clock, own_name())

    def files(self) -> FileErrands:
        """Return what fetches files of messages; they are drawn in a confined process."""
        return FileErrands(StoredShelf(self.new_store), ConfinedProgram(THUMBNAIL))

    def setup(self) -> ConfiguredConnections:
        """Return the connections as configured."""
        return ConfiguredConnections(self)

    def outbox(self) -> StoredOutbox:
        """Return the outbox."""
        return StoredOutbox(self.store)

    def post(self) -> Post:
        """Return where letters are handed in."""
        return Post(self.outbox(), StoredCustomers(self.store), StoredTimelines(self.store))

    def dispatcher(self) -> Dispatcher:
        """Return what carries intents out."""
        return Dispatcher(
            StoredDispatch(self.store),
            self.clock,
            own_name(),
            is_gone=is_gone,
            recheck=self.post().recheck,
        )

    def outgoing(self) -> Outgoing:
        """Return what carries intents out as long as the worker runs."""
        return Outgoing(self.dispatcher(), self.setup().ways_out())

    @cached_property
    def writing_desk(self) -> WritingDesk:
        """Return the templates and what fills them."""
        book = FolderBook()
        return WritingDesk(book, ConfinedRenderer(RENDERING, book))

    def close(self) -> None:
        """Let go of the store, and end the child that fills templates."""
        if (desk := self.__dict__.pop("writing_desk", None)) is not None:
            desk.renderer.close()
        super().close()

    @property
    def language(self) -> str:
        """Return the language of the house."""
        return self.settings.language

    def upkeep(self) -> StoreUpkeep:
        """Return what keeps the store whole."""
        return StoreUpkeep(self)
