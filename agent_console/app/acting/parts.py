"""Which part acts by which: made from a store, the connections and the clock."""

import sys
from dataclasses import dataclass
from functools import cached_property

from agent_console.actions.messages.posting import Post
from agent_console.actions.messages.writing import Desk
from agent_console.actions.returns.asking import Returns
from agent_console.app.setup import ConfiguredConnections
from agent_console.app.writing.correspondence import Templates
from agent_console.domain.acting.intent import Intent, IntentKind
from agent_console.machine.confinement import ConfinedProgram
from agent_console.machine.labels.folder import LabelFolder
from agent_console.machine.policies.returns import PolicyError, returns_policy
from agent_console.machine.processes import is_gone, own_name
from agent_console.machine.resources import resources
from agent_console.ports.clock import Clock
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.consents import StoredConsents
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.quotes import StoredQuotes
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from agent_console.storage.store import Store
from agent_console.sync.dispatch import Dispatcher, Outgoing
from agent_console.sync.labels import LabelFetcher
from agent_console.sync.prices import PriceTeller

PICTURE = (sys.executable, "-m", "agent_console.app.thumbnail", "1800")
"""Draws a label so large that a printer of 300 dots an inch loses nothing of six inches."""


@dataclass
class ActingParts:
    """What commands, worker and window act by (cli.command.Acting)."""

    store: Store
    setup: ConfiguredConnections
    clock: Clock
    language: str
    """That of the house."""

    def outbox(self) -> StoredOutbox:
        """Return the outbox."""
        return StoredOutbox(self.store)

    def consents(self) -> StoredConsents:
        """Return the ledger of who wants mail."""
        return StoredConsents(self.store)

    def notebook(self) -> StoredNotebook:
        """Return the notebook of the agents."""
        return StoredNotebook(self.store)

    def waiting_book(self) -> StoredWaitingBook:
        """Return where it is written down who takes care of whom."""
        return StoredWaitingBook(self.store)

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
            recheck=self._recheck,
        )

    def _recheck(self, intent: Intent) -> str | None:
        """Say what has changed since something was wanted; None lets it go."""
        if intent.wanted.kind is IntentKind.LABEL:
            try:
                return self.returns().recheck(intent, self.clock.now())
            except PolicyError as error:
                return str(error)
        return self.post().recheck(intent)

    def shelf(self) -> StoredShelf:
        """Return where the files of labels lie."""
        return StoredShelf(self.store)

    def label_folder(self) -> LabelFolder:
        """Return where labels are put as files for people."""
        return LabelFolder(self.setup.parts.home / "labels")

    def fetcher(self) -> LabelFetcher:
        """Return what brings the files of labels."""
        return LabelFetcher(self.shelf(), self.clock, ConfinedProgram(PICTURE))

    def counter(self) -> PriceTeller:
        """Return what tells those who must not call out what a label would cost."""
        return PriceTeller(StoredQuotes(self.store), self.clock)

    def returns(self) -> Returns:
        """Return where returns are asked for.

        Raises:
            PolicyError: the policy of the house cannot be used.
        """
        people = StoredCustomers(self.store)
        return Returns(
            returns_policy(resources("policies") / "returns.toml"), self.outbox(), people
        )

    def outgoing(self) -> Outgoing:
        """Return what carries intents out as long as the worker runs."""
        return Outgoing(self.dispatcher(), self.fetcher(), self.counter(), self.setup.ways_out())

    @cached_property
    def templates(self) -> Templates:
        """Return the templates and what fills them."""
        return Templates()

    @property
    def writing_desk(self) -> Desk:
        """Return the desk at which letters are written."""
        return self.templates.desk

    def close(self) -> None:
        """End the child that fills templates."""
        if (templates := self.__dict__.pop("templates", None)) is not None:
            templates.close()
