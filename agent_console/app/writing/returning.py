"""Returns of a home as its window orders them: by its policy, its store, its seller of labels."""

from dataclasses import dataclass
from functools import cache

from agent_console.actions.messages.posting import NotSentError, Post
from agent_console.actions.messages.writing import (
    CannotWriteError,
    Desk,
    LabelTopic,
    Writing,
    address_of,
    letter,
)
from agent_console.actions.returns.asking import Returns
from agent_console.actions.returns.counter import StoreReturning, Trade
from agent_console.actions.returns.judging import CannotReturnError, Judged
from agent_console.app.config import settings
from agent_console.app.parts import Parts
from agent_console.app.writing.mailboxes import Mailboxes
from agent_console.domain.acting.intent import Wanted
from agent_console.domain.acting.label import Rate
from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.profile import Statement
from agent_console.machine.policies.returns import returns_policy
from agent_console.machine.resources import resources
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.quotes import StoredQuotes
from agent_console.storage.repositories.acting.shelf import StoredShelf

TEMPLATE = "return_label"


def returning(parts: Parts, desk: Desk, language: str) -> StoreReturning:
    """Return what brings goods back, over a store that is open."""
    store, mailboxes = parts.store, Mailboxes(parts.home / settings.FILE)
    outbox, people = StoredOutbox(store), StoredCustomers(store)
    post = Post(outbox, people, StoredTimelines(store))
    writer = LabelWriter(parts, desk, post, mailboxes, language)

    @cache
    def returns() -> Returns:
        return Returns(returns_policy(resources("policies") / "returns.toml"), outbox, people)

    trade = Trade(parts.actor, mailboxes.seller, writer.address, writer.written)
    return StoreReturning(
        returns, outbox, StoredQuotes(store), StoredShelf(store), parts.clock, trade
    )


@dataclass(frozen=True, slots=True)
class LabelWriter:
    """Writes the letters that take labels along."""

    parts: Parts
    desk: Desk
    post: Post
    mailboxes: Mailboxes
    language: str

    def address(self, customer: Customer, known: KnownOrder) -> str | None:
        """Return where a label would be mailed, None where it cannot be."""
        return address_of(customer, known) if self.mailboxes.way() else None

    def written(self, customer: Customer, judged: Judged, key: str, rate: Rate) -> Wanted:
        """Write the letter for a label.

        Raises:
            CannotReturnError: it cannot be written, or must not be sent.
        """
        items = tuple((one.title, f"{one.quantity.normalize():f}") for one in judged.items)
        wish = Writing(
            template=TEMPLATE,
            language=self.language,
            signer=self.parts.signer,
            order=judged.known.order.number,
            label=LabelTopic(key, rate.carrier, items, judged.verdict.last_day),
        )
        way, now = self.mailboxes.way(), self.parts.clock.now()
        if way is None:
            raise CannotReturnError("No mailbox is connected that can send; press E to go without.")
        said = Statement(self.parts.actor, now, "")
        try:
            return self.post.along(letter(self.desk, customer, wish, now), customer, way, said)
        except (CannotWriteError, NotSentError) as error:
            told = "The label cannot be mailed; press E to go without."
            raise CannotReturnError(told, *error.reasons) from error
