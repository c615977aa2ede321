"""Writing to customers as the window asks for it: what would leave, what is about to, drafts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agent_console.domain.acting.intent import IntentKind, IntentState
from agent_console.domain.acting.message import Letter
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Returning


@dataclass(frozen=True, slots=True)
class Choice:
    """A template that can be chosen; `is_own` when its words are the agent's."""

    name: str
    title: str
    languages: tuple[str, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written to whom; what is None is chosen by what fits, or by the draft."""

    profile: ProfileId
    order: str | None = None
    template: str | None = None
    language: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter exactly as it would leave, or why there is none.

    `wish` is whole, with what was chosen. `cannot` is in the way for good, against `differs`
    somebody may decide, `warnings` keep nothing back; each is a whole sentence.
    """

    wish: Wish
    choices: tuple[Choice, ...]
    letter: Letter | None = None
    cannot: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Live:
    """An intent that is under way, or that somebody has to know of.

    `template`, `to` and `language` are those of a message; `left_s` are the seconds until it goes;
    `is_escalated` says that it waits for somebody to decide, `waits` for what else it does.
    """

    key: str
    kind: IntentKind
    state: IntentState
    customer: ProfileId
    is_mine: bool
    created_at: datetime
    left_s: float
    template: str = ""
    to: str = ""
    language: str = ""
    outcome: str = ""
    connection: str = ""
    order: str = ""
    is_escalated: bool = False
    waits: str = ""


class Correspondence(Protocol):
    """Writes letters and follows them to their end."""

    @property
    def returns(self) -> Returning:
        """Return what brings goods back, in the same turn as letters."""

    def preview(self, wish: Wish) -> Preview:
        """Write what is wished for; nothing leaves."""

    def send(self, preview: Preview, *, anyway: bool = False) -> Handed:
        """Put a letter into the outbox exactly as it was previewed; `anyway` although it differs.

        What is in the way for good cannot be gone over. The draft is done with.
        """

    def live(self, profiles: Collection[ProfileId]) -> Sequence[Live]:
        """Return what is under way for anybody, and what failed lately for some; oldest first."""

    def cancel(self, key: str) -> bool:
        """Take back what has not left; False when it is too late."""

    def release(self, key: str) -> bool:
        """Let go what was held back; False when it is not held, or waits for a decision."""

    def why_not(self) -> str:
        """Say in a few words why nobody can be written to from here; empty when it can be done."""

    def keep_draft(self, profile: ProfileId, words: str) -> None:
        """Keep what is being written, or forget it where there are no words."""

    def drafts(self) -> Collection[ProfileId]:
        """Return for whom a draft is kept."""

    def settle(self, key: str, *, is_done: bool) -> bool:
        """Note what somebody found out of what needs them; False when it needs nobody any more."""


class Drafts(Protocol):
    """Keeps what somebody is writing, so that neither a switch nor a crash loses it."""

    def draft(self, profiles: Collection[ProfileId], kind: str) -> str:
        """Return the newest words kept for a customer, empty where there are none."""

    def keep(self, profile: ProfileId, kind: str, text: str, now: datetime) -> None:
        """Keep words in place of those that were kept before; without words none are kept."""

    def profiles(self, kind: str) -> Collection[ProfileId]:
        """Return for whom words are kept."""
