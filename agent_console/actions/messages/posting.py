"""Putting a letter into the outbox: gated, guarded, and with time to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from agent_console.actions.messages.gate import against, forbidden, guard_of, twice
from agent_console.domain.acting.intent import Intent, IntentKind, Wanted, new_key
from agent_console.domain.acting.message import Letter
from agent_console.domain.customer import Customer
from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import Statement
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.acting.outbox import Outbox
from agent_console.ports.acting.sending import Way
from agent_console.ports.reading import CustomerReader, TimelineReader, TimelineWish

COUNTDOWN = timedelta(seconds=10)
LOOKED_AT = 100
"""The newest messages of a customer, among which the same may have been told."""
MESSAGES = frozenset({EntryKind.MESSAGE})


class NotSentError(Exception):
    """The gate keeps a letter back; `reasons` say why, each a whole sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Post:
    """Where letters are handed in."""

    outbox: Outbox
    people: CustomerReader
    timelines: TimelineReader

    def hand_in(self, letter: Letter, customer: Customer, way: Way, said: Statement) -> Intent:
        """Put a letter into the outbox; it leaves after the countdown.

        Raises:
            NotSentError: the gate keeps it back; nothing was written.
        """
        reasons = self.against(letter, customer)
        if reasons:
            raise NotSentError(*reasons)
        put = self.outbox.put(new_key(), _wanted(letter, customer, way, said), said)
        if not put.is_new:
            raise NotSentError(twice(put.intent))
        return put.intent

    def hand_in_anyway(
        self, letter: Letter, customer: Customer, way: Way, said: Statement
    ) -> Intent:
        """Put a letter into the outbox although facts differ; it leaves now.

        Raises:
            NotSentError: it must not be sent to this address at all; nothing was written.
        """
        if reasons := self.forbidden(letter, customer):
            raise NotSentError(*reasons)
        key = new_key()
        wanted = replace(
            _wanted(letter, customer, way, said), guard=guard_of(letter, again=key), is_draft=True
        )
        put = self.outbox.put(key, wanted, said)
        self.outbox.release(key, said)
        return self.outbox.intent(key) or put.intent

    def forbidden(self, letter: Letter, customer: Customer) -> list[str]:
        """Return why a letter must not leave, whatever anybody decides."""
        return list(forbidden(letter, customer, self._messages(customer)))

    def against(self, letter: Letter, customer: Customer) -> list[str]:
        """Return why a letter must not leave now."""
        return against(letter, customer, self._messages(customer))

    def along(self, letter: Letter, customer: Customer, way: Way, said: Statement) -> Wanted:
        """Return what is wanted of a letter that goes out beside a label.

        Raises:
            NotSentError: the gate keeps it back.
        """
        if reasons := self.against(letter, customer):
            raise NotSentError(*reasons)
        return replace(_wanted(letter, customer, way, said), takes=letter.label)

    def recheck(self, intent: Intent) -> str | None:
        """Say what has changed since a message was handed in; None lets it go."""
        if intent.wanted.kind is not IntentKind.MESSAGE:
            return None
        letter = msgspec.json.decode(intent.wanted.request, type=Letter)
        customer = self.people.customer(intent.customer)
        if customer is None:
            return "The customer is not known any more."
        return " ".join(self.against(letter, customer)) or None

    def _messages(self, customer: Customer) -> Sequence[TimelineEntry]:
        wish = TimelineWish(limit=LOOKED_AT, kinds=MESSAGES)
        return self.timelines.page(customer.profiles, wish)


def _wanted(letter: Letter, customer: Customer, way: Way, said: Statement) -> Wanted:
    return Wanted(
        IntentKind.MESSAGE,
        way.connection,
        customer.id,
        msgspec.json.encode(letter).decode(),
        due_at=said.when + COUNTDOWN,
        settle=way.settle,
        guard=guard_of(letter),
        order=letter.order,
    )
