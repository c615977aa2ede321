"""A message that is to leave: every word of it frozen, so that what was previewed is what goes."""

from dataclasses import dataclass, field
from datetime import datetime

LINE_ENDS = ("\r", "\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message is for."""

    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail as it will be sent, in both its forms.

    `facts` are what it rests on, by what they are called: compared again before it leaves.
    `label` is the key of the return whose label goes along.
    """

    to: Addressee
    subject: str
    text: str
    html: str
    template: str
    language: str
    order: str | None = None
    shipment: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    is_answer: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    written_at: datetime | None = None
    label: str | None = None


def one_line(text: str) -> str:
    """Return a text as one line, fit for a header."""
    for end in LINE_ENDS:
        text = text.replace(end, " ")
    return " ".join(text.split())
