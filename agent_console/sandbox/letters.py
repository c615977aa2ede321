"""Mails as people write them: who to whom, in which words, in answer to what."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from agent_console.sandbox.shop import NEVER, Order


class Form(StrEnum):
    """What kind of mail it is."""

    PLAIN = "plain"
    HTML = "html"
    AUTOMATIC = "automatic"
    NOTICE = "notice"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody at one end of a mail."""

    name: str
    address: str


SERVICE = Correspondent("Ridgeline Service", "service@ridgeline.example")
ORDERS = Correspondent("Ridgeline", "orders@ridgeline.example")
DAEMON = Correspondent("Mail Delivery System", "mailer-daemon@ridgeline.example")


OURS = "thunderbird"
"""The program in which the service answers, besides this one."""


@dataclass(slots=True, eq=False)
class Letter:
    """One mail; subject and text may hold facts in braces until it is written."""

    key: str
    sender: Correspondent
    to: Correspondent
    subject: str
    text: str
    order: Order | None = None
    answers: "Letter | None" = None
    form: Form = Form.PLAIN
    language: str = "en"
    program: str = "gmail"
    charset: str = "utf-8"
    zone: tzinfo | None = None
    files: tuple[str, ...] = ()
    at: datetime = NEVER

    @property
    def is_ours(self) -> bool:
        """Whether the shop's service wrote it."""
        return self.sender.address == SERVICE.address

    @property
    def message_id(self) -> str:
        """The id it is known by all over the world, the same in every run."""
        mark = hashlib.sha256(self.key.encode()).hexdigest()[:24]
        return f"<{mark}@{self.sender.address.partition('@')[2]}>"

    @property
    def thread(self) -> list[str]:
        """The ids of all it answers to, oldest first."""
        return [] if self.answers is None else [*self.answers.thread, self.answers.message_id]


def signed(text: str, by: str) -> str:
    """Add the signature of someone of the service."""
    return f"{text.strip()}\n\n-- \n{by}\n{SERVICE.name}, {SERVICE.address}\n"
