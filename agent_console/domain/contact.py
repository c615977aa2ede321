"""What a message says: who wrote to whom, when and in which words, whatever way it came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment, microseconds
from agent_console.domain.observation import Channel, Direction

MAIL_BEGAN = datetime(1982, 8, 13, tzinfo=UTC)
"""The day of the standard for mail; what claims to be older has a clock that was never set."""
FAST_CLOCK = timedelta(days=2)
"""How far ahead of us an honest clock, of any zone, may be."""
WORD = re.compile(r"[^\W_](?:[\w./#-]{0,60}[^\W_])?")
PARTS = re.compile(r"[./#-]+")
MOST, SHORTEST, FEWEST_DIGITS, LONGEST = 20, 2, 3, 40
"""Words looked at; two digits alone count something, and no store has longer numbers."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at one end of a message, as the message names them."""

    name: str | None
    address: str | None

    def named(self) -> str | None:
        """Return the name; beside one that looks like an address stands the real one."""
        if not self.name or not self.address:
            return self.name or self.address
        is_posing = "@" in self.name and self.name.casefold() != self.address.casefold()
        return f"{self.name} <{self.address}>" if is_posing else self.name


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; its name is safe to show, its bytes stay in the raw one."""

    name: str | None
    content_type: str
    size: int
    content_id: str | None = None
    is_inline: bool = False


class BounceKind(StrEnum):
    """What a machine has to say of a message sent earlier."""

    BOUNCE = "bounce"
    FEEDBACK = "feedback"
    VACATION = "vacation"
    DELIVERED = "delivered"
    READ = "read"


@dataclass(frozen=True, slots=True)
class FailedRecipient:
    """Whom a machine's message is about; `hard` says that trying again is useless.

    What is `delayed` is still on its way.
    """

    address: str
    status: str | None = None
    hard: bool = False
    delayed: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """A machine's message of what became of another; without recipients nobody could read whose.

    `message_id` is that of the message it is about, where it says so.
    """

    kind: BounceKind
    recipients: tuple[FailedRecipient, ...] = ()
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One message: `text` without quotation and signature, `plain` all of its words.

    `html` is safe to show: no picture, nothing remote, links to people and pages only.
    `automatic` says that no person wrote it.
    """

    channel: Channel
    direction: Direction
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    subject: str | None = None
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    time: Moment | None = None
    text: str = ""
    plain: str = ""
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = False
    bounce: Bounce | None = None
    html: str | None = None

    def sort_key(self, heard_at: datetime) -> int:
        """Return microseconds since 1970 to sort by: the time told if it can be, else when heard.

        A wrong clock tells 1970 or 2099; that stays in `time` as told, but sorts nothing.
        """
        if self.time is None:
            return microseconds(heard_at)
        told = self.time.sort_key(heard_at)
        is_possible = microseconds(MAIL_BEGAN) <= told <= microseconds(heard_at + FAST_CLOCK)
        return told if is_possible else microseconds(heard_at)


def mentions(subject: str | None) -> tuple[str, ...]:
    """Return what may be numbers of orders, normalised; whole words before their parts."""
    words = WORD.findall((subject or "")[:1000])
    found = dict.fromkeys(one for one in _candidates(words) if _may_be_number(one))
    return tuple(found)[:MOST]


def _candidates(words: list[str]) -> Iterator[str]:
    yield from map(reference, words)
    for word in words:
        yield from map(reference, PARTS.split(word))


def _may_be_number(word: str) -> bool:
    shortest = FEWEST_DIGITS if word.isdigit() else SHORTEST
    return shortest <= len(word) <= LONGEST and any(letter.isdigit() for letter in word)
