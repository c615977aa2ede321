"""Dispatchers with one mistake each: the proof has to catch every one of them."""

from time import monotonic

from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.machine.clock import SystemClock
from agent_console.machine.processes import is_gone, own_name
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.outbox import Step
from agent_console.ports.acting.sending import Answer, Done, Sender, Unclear
from agent_console.ports.source import Page
from agent_console.storage.repositories import intake
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.people import Telling
from agent_console.sync.dispatch import Dispatcher


class BlindRetry(Dispatcher):
    """Sends again whatever it did not understand."""

    def _keep(self, intent: Intent, answer: Answer) -> None:
        if isinstance(answer, Unclear):
            now = self.clock.now()
            self.outbox.step(intent, now, Step(IntentState.PENDING, "again", due_at=now))
        else:
            Dispatcher._keep(self, intent, answer)


class PostBeforeClaim(Dispatcher):
    """Sends first and claims afterwards."""

    async def _send(self, sender: Sender, intent: Intent) -> bool:
        answer = await sender.send(intent, monotonic() + intent.wanted.settle.total_seconds() / 2)
        passing("mutant: sent, not claimed")
        claimed = self.outbox.claim(intent, self.owner, self.clock.now())
        if claimed is not None:
            self._keep(claimed, answer)
        return True


class TimeoutIsFailure(Dispatcher):
    """Takes silence for a no."""

    def _keep(self, intent: Intent, answer: Answer) -> None:
        if isinstance(answer, Unclear):
            self.outbox.step(intent, self.clock.now(), Step(IntentState.FAILED, answer.words))
        else:
            Dispatcher._keep(self, intent, answer)


class NoSettle(Dispatcher):
    """Believes at once that what it does not find was not done."""

    def _in_vain(self, sender: Sender, intent: Intent) -> None:
        now = self.clock.now()
        self.outbox.step(intent, now, Step(IntentState.PENDING, "again", due_at=now))


class EventOutside(StoredDispatch):
    """Keeps the end of an intent and its facts in two transactions."""

    def finish(self, intent: Intent, now, done: Done) -> None:
        super().finish(intent, now, Done(done.words, done.result, Page("sent")))
        passing("mutant: between")
        with self.store.write() as connection:
            name = intent.wanted.connection
            told = Telling(connection_row(connection, name), name, now)
            intake.keep_within(connection, told, done.page)


def _with(kind: type[Dispatcher]):
    return lambda outbox: kind(outbox, SystemClock(), own_name(), is_gone=is_gone)


MUTANTS = {
    "blind retry": _with(BlindRetry),
    "post before claim": _with(PostBeforeClaim),
    "timeout is failure": _with(TimeoutIsFailure),
    "no settle": _with(NoSettle),
    "event outside": lambda outbox: Dispatcher(
        EventOutside(outbox.store), SystemClock(), own_name(), is_gone=is_gone
    ),
}
