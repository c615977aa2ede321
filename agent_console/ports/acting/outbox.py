"""The outbox: every outward action is written here before it happens, and followed to its end."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.domain.acting.intent import Intent, IntentState, Wanted
from agent_console.domain.observation import Observation
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import Done


@dataclass(frozen=True, slots=True)
class Put:
    """An intent in the outbox; not `is_new` when the same was wanted already, maybe by others."""

    intent: Intent
    is_new: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an intent: where to, why in words, and what else changes by it."""

    state: IntentState
    words: str
    due_at: datetime | None = None
    look_at: datetime | None = None
    looks: int = 0
    attempts: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of handing in: the key of the intent, or why nothing was written down."""

    key: str | None = None
    differs: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Along:
    """What is written with an intent, or not at all: what this console says of it, and others.

    `followers` are further intents by their keys, which were wanted in the same breath.
    """

    told: tuple[Observation, ...] = ()
    followers: tuple[tuple[str, Wanted], ...] = ()


ALONE = Along()


class NoSuchIntentError(Exception):
    """There is no intent of this key."""


class Outbox(Protocol):
    """Keeps intents. Each call is one transaction, and each step of an intent is in the audit.

    A call that changes the state of an intent does nothing, and says so, where the intent has gone
    on meanwhile.
    """

    def put(self, key: str, wanted: Wanted, said: Statement, along: Along = ALONE) -> Put:
        """Write down what somebody wants; the same key, or a living guard, is the same intent.

        What goes along is written only with a new one.
        """

    def cancel(
        self,
        key: str,
        said: Statement,
        told: Sequence[Observation] = (),
        *,
        only_held: bool = False,
    ) -> bool:
        """Take back what has not been sent yet, or only what is held, with what is said of that."""

    def release(self, key: str, said: Statement, told: Sequence[Observation] = ()) -> bool:
        """Let a draft go out now, with what this console says of that."""

    def settle(self, key: str, said: Statement, *, is_done: bool) -> bool:
        """Note what somebody found out of which nobody could tell whether it was done, and why.

        What was to leave with a label comes to nothing: a label settled so has no file here.
        """

    def intent(self, key: str) -> Intent | None:
        """Return an intent."""

    def intents(
        self, profiles: Collection[ProfileId] | None = None, *, is_open: bool = False
    ) -> Sequence[Intent]:
        """Return intents, newest first: of some profiles only, or those not over yet only."""

    def guarding(self, guard: str) -> Intent | None:
        """Return the intent that does, or did, what this guard names."""


class Dispatch(Protocol):
    """The outbox as those see it who carry intents out."""

    def due(self, connection: str, now: datetime | None) -> Sequence[Intent]:
        """Return what is to be sent by a connection in the order it was wanted; None: all of it."""

    def unsettled(
        self, connection: str, now: datetime, is_gone: Callable[[str], bool]
    ) -> Sequence[Intent]:
        """Return what is to be looked for now: unknown, or left behind by who died over it."""

    def elsewhere(self, connections: Collection[str]) -> Sequence[Intent]:
        """Return what is on its way by other connections than these."""

    def claim(self, intent: Intent, owner: str, now: datetime) -> Intent | None:
        """Take an intent to send it; None when somebody else has it, or it was taken back.

        A message to an address that wants no mail is made a draft instead, whoever released it.
        """

    def hold(self, intent: Intent, now: datetime, words: str) -> None:
        """Make a pending intent a draft again, for a person to look at it."""

    def finish(self, intent: Intent, now: datetime, done: Done) -> None:
        """Note that it is done, together with the facts that were told by it."""

    def step(self, intent: Intent, now: datetime, step: Step) -> None:
        """Go on to another state."""
