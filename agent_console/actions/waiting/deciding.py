"""A decision about a contact that waits, in the name of whoever makes it."""

from dataclasses import dataclass

from agent_console.domain.acting.waiting import Care, DecisionKind
from agent_console.domain.profile import Statement
from agent_console.ports.acting.waiting import PutOffError, WaitingBook, Wanted
from agent_console.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class Tray:
    """Decides at one desk (port WaitingTray)."""

    book: WaitingBook
    clock: Clock
    actor: str

    def decide(self, wanted: Wanted) -> Care:
        """Write a decision down.

        Raises:
            TakenError, NotWaitingError, PutOffError: nothing was written.
        """
        now = self.clock.now()
        is_late = wanted.until is None or wanted.until <= now
        if wanted.kind is DecisionKind.SNOOZE and is_late:
            raise PutOffError("Name a time that is still to come; nothing was put off.")
        return self.book.decide(wanted, Statement(self.actor, now, ""))
