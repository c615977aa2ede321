"""Who waits for an answer of ours: what asks, what answers, and what people decided about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from agent_console.domain.observation import Channel, Direction, EntryKind
from agent_console.domain.profile import ProfileId

Saying = tuple[EntryKind, Direction]

ASKS: Mapping[Saying, frozenset[str]] = {
    (EntryKind.MESSAGE, Direction.INBOUND): frozenset({"received"}),
    (EntryKind.CALL, Direction.INBOUND): frozenset({"follow_up"}),
}
"""By their status: what machines send has another one, and a call that was settled asks nothing."""
ANSWERS: Mapping[Saying, frozenset[str]] = {
    (EntryKind.MESSAGE, Direction.OUTBOUND): frozenset({"sent"}),
    (EntryKind.CALL, Direction.INBOUND): frozenset({"inbound", "resolved"}),
    (EntryKind.CALL, Direction.OUTBOUND): frozenset({"outbound", "resolved", "voicemail"}),
}
"""A call that reached nobody is no answer, nor one after which we still owe something."""
REPLY = re.compile(
    r"\s*(?:re|r|aw|antw|sv|vs|fw|fwd|wg|tr|rif|ynt|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)
"""A subject that only says what the conversation began with; the words say more."""
GREETING_WORDS = 4
LONGEST_WHY = 160


class WaitingState(StrEnum):
    """Whose turn it is: ours, the customer's, or nobody's."""

    OPEN = "open"
    CUSTOMER = "waiting_for_customer"
    DONE = "done"


class DecisionKind(StrEnum):
    """What a person decides about somebody who waits; all else follows from what was said.

    `reopen` takes the last `done` or `snooze` back.
    """

    CLAIM = "claim"
    RELEASE = "release"
    SNOOZE = "snooze"
    DONE = "done"
    REOPEN = "reopen"


LEAVES = frozenset({DecisionKind.SNOOZE, DecisionKind.DONE})
"""After these it is not our turn, for now or for good."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided when, having seen what was asked until `seen` (a sort key)."""

    kind: DecisionKind
    who: str
    when: datetime
    seen: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """How a contact is taken care of: who has it since when, and until when it is put off.

    What was asked until `done_to` (a sort key) needs nothing more, as was said at `done_when`.
    """

    owner: str | None = None
    since: datetime | None = None
    snoozed_until: datetime | None = None
    snoozed_at: int = 0
    done_to: int = 0
    done_when: datetime | None = None

    def taken_from(self, who: str) -> bool:
        """Say whether somebody else has it."""
        return self.owner is not None and self.owner != who

    def is_off(self, asked_at: int) -> bool:
        """Say whether what was asked then was put off, or needs nothing more."""
        is_put_off = self.snoozed_until is not None and self.snoozed_at >= asked_at
        return is_put_off or self.done_to >= asked_at


def care_of(decisions: Iterable[Decision]) -> Care:
    """Follow decisions, oldest first, to how it stands."""
    care, before = Care(), list[Care]()
    for one in decisions:
        if one.kind is DecisionKind.REOPEN:
            care = before.pop() if before else Care()
        else:
            before = [*before, care] if one.kind in LEAVES else []
            care = _after(care, one)
    return care


def _after(care: Care, one: Decision) -> Care:
    if one.kind is DecisionKind.SNOOZE:
        return replace(care, snoozed_until=one.until, snoozed_at=one.seen)
    if one.kind is DecisionKind.DONE:
        return Care(done_to=max(one.seen, care.done_to), done_when=one.when)
    owner = one.who if one.kind is DecisionKind.CLAIM else None
    return Care(owner, one.when if owner else None)


@dataclass(frozen=True, slots=True)
class WaitingContact:
    """The newest thing a customer asked: `id` is its event, `asked_at` and `answered_at` sort keys.

    `subject` is its title on the timeline, `text` the words of it.
    """

    id: int
    customer: ProfileId
    name: str
    channel: Channel | None
    subject: str
    text: str
    received_at: datetime | None
    asked_at: int
    answered_at: int = 0
    care: Care = Care()

    def state(self) -> WaitingState:
        """Say whose turn it is."""
        if self.care.done_to >= self.asked_at:
            return WaitingState.DONE
        is_answered = self.answered_at >= self.asked_at
        return WaitingState.CUSTOMER if is_answered else WaitingState.OPEN

    def snoozed_until(self, now: datetime) -> datetime | None:
        """Return until when it is put off; a newer mail of the customer brings it back at once."""
        until = self.care.snoozed_until
        is_off = until is not None and until > now and self.care.snoozed_at >= self.asked_at
        return until if is_off and self.state() is WaitingState.OPEN else None

    def why(self) -> str:
        """Return in one line what it is about: the subject, or the words of a reply to ours."""
        lines = [" ".join(line.split()) for line in self.text.splitlines() if line.strip()]
        if len(lines) > 1 and _greets(lines[0]):
            lines = lines[1:]
        is_own = self.channel is not Channel.PHONE and not REPLY.match(self.subject)
        first = self.subject if is_own or not lines else lines[0]
        first = first[:1].upper() + first[1:]
        return first if len(first) <= LONGEST_WHY else f"{first[:LONGEST_WHY].rstrip()}…"


def _greets(line: str) -> bool:
    return len(line.split()) <= GREETING_WORDS and line[-1] in ",!.:"
