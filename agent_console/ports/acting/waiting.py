"""Who waits for an answer: read newest first, and what people decide about it, written once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.domain.acting.waiting import (
    Care,
    DecisionKind,
    WaitingContact,
    WaitingState,
)
from agent_console.domain.profile import Statement

EVERY = frozenset(WaitingState)


@dataclass(frozen=True, slots=True)
class WaitingWish:
    """Which contacts to read, newest first: older than `before`, asked since, of one owner only.

    `before` is (sort key, event) of the last one that was read.
    """

    states: frozenset[WaitingState] = EVERY
    limit: int = 100
    before: tuple[int, int] | None = None
    since: datetime | None = None
    owner: str | None = None


class WaitingReader(Protocol):
    """Reads who asked something, each customer once, by the newest thing they asked."""

    def contacts(self, wish: WaitingWish) -> Sequence[WaitingContact]:
        """Return who asked, newest first."""

    def contact(self, contact: int) -> WaitingContact | None:
        """Return how the customer stands who asked this; None where it asks nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is decided about a contact; `anyway` although a colleague has it."""

    contact: int
    kind: DecisionKind
    until: datetime | None = None
    anyway: bool = False


class WaitingBook(Protocol):
    """Keeps what people decide about contacts; each decision stays, with who and when."""

    def decide(self, wanted: Wanted, said: Statement) -> Care:
        """Write a decision down, and return how the contact is taken care of then.

        What is as it is wanted already is not written again.

        Raises:
            TakenError: a colleague has it; nothing was written.
            NotWaitingError: nothing is asked by it.
        """


class WaitingTray(Protocol):
    """What the window decides about contacts, in the name of who sits before it."""

    @property
    def actor(self) -> str:
        """Return who that is."""

    def decide(self, wanted: Wanted) -> Care:
        """Decide as WaitingBook does.

        Raises:
            TakenError, NotWaitingError, PutOffError: nothing was written.
        """


class DecisionRefusedError(Exception):
    """A decision that was not written down; the message says why, and what to do."""


class NotWaitingError(DecisionRefusedError):
    """Nothing is asked by what was named."""


class PutOffError(DecisionRefusedError):
    """A contact cannot be put off to a time that has passed."""


class TakenError(DecisionRefusedError):
    """A colleague has it."""

    def __init__(self, owner: str, since: datetime | None = None) -> None:
        when = f" since {since:%Y-%m-%d %H:%M} UTC" if since else ""
        super().__init__(f"{owner} has it{when}. Only when {owner} releases it, it can be taken.")
        self.owner = owner
        self.since = since
