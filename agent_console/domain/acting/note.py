"""What an agent writes down: a note, or how a call or a visit went."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.observation import Direction

LONGEST = 50_000


class Disposition(StrEnum):
    """How a contact ended."""

    RESOLVED = "resolved"
    FOLLOW_UP = "follow_up"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class Note:
    """A note of an agent on a customer, perhaps on an order.

    With a `call` it is the record of a call, which came in or went out.
    """

    text: str
    order: str | None = None
    call: Direction | None = None
    disposition: Disposition | None = None


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note that is being written; it will be saved under its `key`, so never twice."""

    key: str
    note: Note

    def is_bare(self) -> bool:
        """Say whether there is nothing yet that could be lost."""
        return not (self.note.text.strip() or self.note.disposition)
