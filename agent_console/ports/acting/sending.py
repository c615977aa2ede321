"""A connection that carries intents out: what can come of trying, and how to find out later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from agent_console.domain.acting.intent import Intent
from agent_console.domain.observation import Observation
from agent_console.ports.source import Page

NOTHING_TOLD = Page("sent")


@dataclass(frozen=True, slots=True)
class Way:
    """The connection an intent leaves by, and how long until its outcome must be known."""

    connection: str
    settle: timedelta


@dataclass(frozen=True, slots=True)
class Done:
    """The other side has done it: in words, as JSON, and the facts that it told by it.

    `page` are records of its own, `said` what it told about the order that the intent is about.
    """

    words: str
    result: str = "{}"
    page: Page = NOTHING_TOLD
    said: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A definite no; trying the same again is useless."""

    words: str


@dataclass(frozen=True, slots=True)
class NotGone:
    """Nothing left this computer, for sure: it may be tried again later.

    `is_of_one` says that only this one does not leave, as where a mailbox is full.
    """

    words: str
    retry_after_s: float | None = None
    is_of_one: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have been done or not; only a look at the other side can tell."""

    words: str


Answer = Done | Refusal | NotGone | Unclear


class Sender(Protocol):
    """What the dispatcher needs of a connector; send() never raises what the outside did wrong."""

    @property
    def repeats(self) -> bool:
        """Say whether it may be sent once more after two looks that found nothing."""

    async def send(self, intent: Intent, until: float) -> Answer:
        """Carry it out once; gives up before `until`, in seconds of the monotonic clock."""

    async def look(self, intent: Intent, now: datetime) -> Done | Refusal | Unclear | None:
        """Look what became of it; None when nothing is there. Raises RemoteFailure.

        Unclear where looking proves nothing: after that it is never sent again.
        """

    async def close(self) -> None:
        """Let go of the connection."""
