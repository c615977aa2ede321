"""What waits for a connection that is not switched on any more: said, and in the end a person's."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.ports.acting.outbox import Dispatch, Step
from agent_console.ports.clock import Clock

PATIENCE = timedelta(hours=1)
"""Beyond its settle window; by then whoever switched a connection off for a while has ended."""


@dataclass(frozen=True, slots=True)
class Stranded:
    """Looks for intents whose connection nobody serves."""

    outbox: Dispatch
    clock: Clock

    def turn(self, connections: Collection[str]) -> int:
        """Say of each what it waits for; return how many there are beside these connections."""
        found = self.outbox.elsewhere(connections)
        for one in found:
            self._say(one)
        return len(found)

    def _say(self, one: Intent) -> None:
        now, name = self.clock.now(), one.wanted.connection
        step = Step(
            one.state,
            f"waits for the connection {name}, which is not switched on",
            look_at=one.look_at,
            looks=one.looks,
        )
        if one.state is not IntentState.PENDING:
            words = f"nobody can look for it: the connection {name} is not switched on"
            step = replace(step, state=IntentState.UNKNOWN, words=words, look_at=now)
            if one.sent_at is None or now >= one.sent_at + one.wanted.settle + PATIENCE:
                words = f"{words}; find out there what became of it, then settle it"
                step = replace(step, state=IntentState.NEEDS_HUMAN, words=words)
        if (one.state, one.outcome) != (step.state, step.words):
            self.outbox.step(one, now, step)
