"""Which part is used where: the one place that knows all of them."""

import sys
from functools import cached_property

from agent_console.app import reading
from agent_console.app.acting.parts import ActingParts
from agent_console.app.opening.quick import front_door
from agent_console.app.parts import Parts
from agent_console.app.setup import ConfiguredConnections
from agent_console.app.upkeep import StoreUpkeep
from agent_console.connectors.kit.carrier.tokens import Wallet
from agent_console.connectors.registry import RegisteredExplainer
from agent_console.machine.confinement import ConfinedProgram
from agent_console.machine.processes import is_gone, own_name
from agent_console.machine.window.door import WindowDoor
from agent_console.ports.linking import People
from agent_console.queries.desk import Desk
from agent_console.storage.repositories.connections import StoredPasses
from agent_console.storage.repositories.contacts.files import StoredShelf
from agent_console.storage.repositories.forecasting.journeys import StoredJourneys
from agent_console.storage.repositories.forecasting.lessons import StoredGaps
from agent_console.storage.repositories.identities.handing import StoredHandOffs
from agent_console.storage.repositories.identities.numbers import StoredNumbers
from agent_console.storage.repositories.identities.pairs import StoredPairBook
from agent_console.storage.repositories.identities.verifying import StoredVerifications
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.repositories.quarantine import StoredQuarantine
from agent_console.storage.watching.book import StoredRadarBook, StoredWatchBook
from agent_console.sync.files import FileErrands
from agent_console.sync.learning import Learning
from agent_console.sync.turn import Bench
from agent_console.sync.watching import Lookout, Watching

THUMBNAIL = (sys.executable, "-m", "agent_console.app.thumbnail")


class Wiring(Parts):
    """The parts as commands, the worker and the window see them (cli.command.Console)."""

    def desk(self) -> Desk:
        """Return what questions are asked of."""
        return reading.desk(self, self.store)

    def front_door(self) -> WindowDoor:
        """Return the way to the window of this home."""
        return front_door(self.home)

    def people(self) -> People:
        """Return the books of who is one person, who is two, and who proved to be whom."""
        store = self.store
        return People(
            StoredLinkBook(store),
            StoredPairBook(store),
            StoredVerifications(store),
            StoredNumbers(store),
            StoredHandOffs(store),
        )

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

    @cached_property
    def _wallet(self) -> Wallet:
        return Wallet()

    def learning(self) -> Learning:
        """Return what learns from parcels that have come."""
        return Learning(StoredJourneys(self.new_store), self.clock)

    def setup(self) -> ConfiguredConnections:
        """Return the connections as configured."""
        return ConfiguredConnections(self, self._wallet)

    @cached_property
    def acting(self) -> ActingParts:
        """Return what acts; makes the store at the first time."""
        return ActingParts(self.new_store, self.setup(), self.clock, self.settings.language)

    def close(self) -> None:
        """Let go of the store, and of the children."""
        if (acting := self.__dict__.pop("acting", None)) is not None:
            acting.close()
        super().close()

    def watching(self) -> Watching:
        """Return what finds parcels in trouble, and keeps who takes care of them.

        Raises:
            PolicyError: the policy of the house cannot be used.
        """
        store = self.new_store
        book, habits = StoredWatchBook(store), StoredGaps(store)
        lookout = Lookout(book, reading.watched(), self.clock, habits)
        return Watching(lookout, StoredRadarBook(store))

    def upkeep(self) -> StoreUpkeep:
        """Return what keeps the store whole."""
        return StoreUpkeep(self)
