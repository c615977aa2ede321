"""What a customer wrote last, and whether anybody has answered it."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.domain.acting.mailing import CAME_BACK
from agent_console.domain.contact import Contact
from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.reading import MessageReader, TimelineReader, TimelineWish

MESSAGES = frozenset({EntryKind.MESSAGE})
LOOKED_AT = 50
RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Received:
    """Looks through the newest messages of a customer."""

    timelines: TimelineReader
    messages: MessageReader

    def last(self, profiles: Sequence[ProfileId]) -> Contact | None:
        """Return the newest message that a person wrote to us."""
        entry = next((one for one in self._newest(profiles) if _is_received(one)), None)
        kept = self.messages.message(entry.event_id) if entry is not None else None
        return kept.contact if kept else None

    def is_waiting(self, profiles: Sequence[ProfileId]) -> bool:
        """Say whether the last word of the conversation is the customer's."""
        for one in self._newest(profiles):
            if one.direction is Direction.OUTBOUND and one.status != CAME_BACK:
                return False
            if _is_received(one):
                return True
        return False

    def _newest(self, profiles: Sequence[ProfileId]) -> Sequence[TimelineEntry]:
        return self.timelines.page(profiles, TimelineWish(limit=LOOKED_AT, kinds=MESSAGES))


def _is_received(entry: TimelineEntry) -> bool:
    return entry.direction is Direction.INBOUND and entry.status == RECEIVED
