"""When an intent is due for a worker that runs: by its own steady clock, not by the wall's.

A wall clock that jumps ahead would take the time to undo away, one that jumps back would keep a
message for hours. So the wait is reckoned once, when an intent is first seen, and counted down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from agent_console.domain.acting.intent import Intent
from agent_console.domain.profile import ProfileId

AT_MOST, BETWEEN_TRIES = timedelta(minutes=1), timedelta(hours=1)
"""The longest countdown, and the longest pause after a try that let nothing out."""

Seen = tuple[str, datetime]
"""The key of an intent and for when it was planned: a later plan is another wait."""


@dataclass(slots=True)
class Countdown:
    """Remembers for how long each pending intent has still to wait."""

    _ends: dict[Seen, float] = field(default_factory=dict)

    def ready(self, pending: Iterable[Intent], now: datetime) -> list[Intent]:
        """Return those of all pending intents of a connection whose wait is over."""
        seen = {(one.key, one.wanted.due_at): one for one in pending}
        for gone in self._ends.keys() - seen.keys():
            del self._ends[gone]
        at = monotonic()
        for known, one in seen.items():
            if known not in self._ends:
                self._ends[known] = at + _wait(one, now).total_seconds()
        return [one for known, one in seen.items() if self._ends[known] <= at]


def is_beyond(intent: Intent, now: datetime) -> bool:
    """Say that no countdown is so long: the clock was ahead when it was planned."""
    return intent.wanted.due_at - now > _most(intent)


def planned_anew(intent: Intent, now: datetime) -> datetime:
    """Return when to send what was planned by a clock that was ahead."""
    return now + min(max(timedelta(0), intent.wanted.due_at - intent.created_at), AT_MOST)


def in_turn(pending: Iterable[Intent], ready: Iterable[Intent]) -> list[Intent]:
    """Return those that are ready, none of a customer whose earlier one was put back and waits."""
    keys, found, held = {one.key for one in ready}, list[Intent](), set[ProfileId]()
    for one in pending:
        if one.key not in keys and one.outcome:
            held.add(one.customer)
        elif one.key in keys and one.customer not in held:
            found.append(one)
    return found


def _wait(intent: Intent, now: datetime) -> timedelta:
    return min(max(timedelta(0), intent.wanted.due_at - now), _most(intent))


def _most(intent: Intent) -> timedelta:
    return BETWEEN_TRIES if intent.outcome else AT_MOST
