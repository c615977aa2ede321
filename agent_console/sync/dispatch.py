"""One turn of the outbox of a connection: look for what is unknown, then send what is due.

What is not clear is never sent again blindly. A queue keeps its order: where nothing leaves, what
was wanted later waits behind it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from time import monotonic

from agent_console.domain.acting.intent import AGAIN, Intent, IntentState
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.labels import LabelSeller
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.outbox import Dispatch, Step
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal, Sender, Unclear
from agent_console.ports.clock import Clock
from agent_console.ports.failures import RemoteFailure
from agent_console.sync.countdown import Countdown, in_turn, is_beyond, planned_anew
from agent_console.sync.labels import LabelFetcher
from agent_console.sync.prices import PriceTeller
from agent_console.sync.stranded import Stranded

log = logging.getLogger(__name__)

LONGEST_SEND = timedelta(seconds=40)
OF_SETTLING = 0.5
"""A send gives up well before anybody begins to believe that it never happened."""
ENOUGH_LOOKS = 2
SOONEST, LATEST = timedelta(seconds=5), timedelta(seconds=60)
"""How long to wait before trying again what did not leave."""
LOOK_EVERY_S = 0.5
"""A look at the empty queue of a connection is one small read."""
ANSWER_EVERY_S = 0.1
"""Somebody looks at the pane and waits for a price."""
STRANDED_EVERY_S = 60.0
OF_WAITING = 0.1
"""Of the time since it was wanted: the longer the line is down, the more rarely it is tried."""
EARLY = 0.1
"""Of the settle window: the first look, which can only bring good news."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A connection that carries intents out; `open` raises RemoteFailure without its secret.

    What it does is known for sure after `settle`; `is_ready` says whether it is set up for it;
    `sell` opens what tells the prices and the files of labels.
    """

    name: str
    kind: str
    open: Callable[[], Sender]
    settle: timedelta
    is_ready: bool = True
    sell: Callable[[], LabelSeller] | None = None


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Carries intents to their end.

    `recheck` says what has changed since an intent was wanted, so that it must not leave.
    """

    outbox: Dispatch
    clock: Clock
    owner: str
    is_gone: Callable[[str], bool] = lambda _: False
    recheck: Callable[[Intent], str | None] = lambda _: None
    on_change: Callable[[frozenset[ProfileId]], None] = lambda _: None

    async def turn(self, way: WayOut, countdown: Countdown | None = None) -> int:
        """Do what can be done now; return how many intents went a step.

        What is due the wall clock tells, or for who works on and on the countdown.
        """
        now = self.clock.now()
        unsettled = self.outbox.unsettled(way.name, now, self.is_gone)
        due = self._due(way.name, countdown)
        if not unsettled and not due:
            return 0
        try:
            sender = way.open()
        except RemoteFailure as failure:
            return self._all_wait(due, NotGone(failure.message))
        try:
            steps = 0
            for intent in unsettled:
                steps += await self._settle(sender, intent)
            return steps + await self._send_all(sender, due)
        finally:
            await sender.close()

    async def _send_all(self, sender: Sender, due: Sequence[Intent]) -> int:
        """Send one after the other; behind what is put back its customer waits, or everybody."""
        steps, held = 0, set[ProfileId]()
        for place, intent in enumerate(due):
            if intent.customer in held:
                continue
            steps += 1
            put_back = await self._send(sender, intent)
            if put_back is not None and not put_back.is_of_one:
                return steps + self._all_wait(due[place + 1 :], put_back)
            if put_back is not None:
                held.add(intent.customer)
        return steps

    def _due(self, name: str, countdown: Countdown | None) -> list[Intent]:
        """Return what may leave now: nothing overtakes what was put back and still waits."""
        now = self.clock.now()
        pending = self.outbox.due(name, None)
        if countdown is None:
            for one in filter(partial(is_beyond, now=now), pending):
                words = "the clock was set back; the time to undo began anew"
                step = Step(IntentState.PENDING, words, due_at=planned_anew(one, now))
                self.outbox.step(one, now, step)
            ready = [one for one in pending if one.wanted.due_at <= now]
        else:
            ready = countdown.ready(pending, now)
        return in_turn(pending, ready)

    def _all_wait(self, due: Sequence[Intent], answer: NotGone) -> int:
        for intent in due:
            self._wait(intent, answer)
        return len(due)

    async def _send(self, sender: Sender, intent: Intent) -> NotGone | None:
        """Send an intent; return why it did not leave, where it was put back."""
        changed = None if intent.released_by else self.recheck(intent)
        if changed is not None:
            self.outbox.hold(intent, self.clock.now(), changed)
            self._told(intent)
            return None
        claimed = self.outbox.claim(intent, self.owner, self.clock.now())
        if claimed is None:
            self._told(intent)
            return None
        self._told(claimed)
        patience = min(LONGEST_SEND, claimed.wanted.settle * OF_SETTLING)
        passing("send: before")
        answer = await sender.send(claimed, monotonic() + patience.total_seconds())
        passing("send: after")
        if isinstance(answer, Refusal) and claimed.attempts > 1:
            # It says nothing of the try before, of which nobody knows what came.
            answer = Unclear(f"sent once more it was refused: {answer.words}")
        self._keep(claimed, answer)
        return answer if isinstance(answer, NotGone) else None

    def _keep(self, intent: Intent, answer: Answer) -> None:
        now = self.clock.now()
        match answer:
            case Done():
                self.outbox.finish(intent, now, answer)
            case Refusal(words):
                self.outbox.step(intent, now, Step(IntentState.FAILED, words))
            case Unclear(words):
                early = (intent.sent_at or now) + intent.wanted.settle * EARLY
                step = Step(IntentState.UNKNOWN, words, look_at=max(early, now))
                self.outbox.step(intent, now, step)
            case NotGone():
                self._wait(intent, answer)
        self._told(intent)

    def _wait(self, intent: Intent, answer: NotGone) -> None:
        """Put back what surely never left."""
        now = self.clock.now()
        waited = (now - intent.created_at) * OF_WAITING
        pause = max(SOONEST, min(waited, LATEST), timedelta(seconds=answer.retry_after_s or 0))
        step = Step(
            IntentState.PENDING,
            answer.words,
            due_at=now + pause,
            attempts=intent.attempts - (intent.state is IntentState.SENDING),
        )
        self.outbox.step(intent, now, step)

    async def _settle(self, sender: Sender, intent: Intent) -> bool:
        """Look what became of an intent; True when it went a step."""
        now = self.clock.now()
        if intent.is_ahead(now):
            words = "the clock was set back; the time to look for it begins anew"
            step = Step(IntentState.UNKNOWN, words, look_at=now, sent_at=now)
            self.outbox.step(intent, now, step)
            return True
        if intent.state is IntentState.SENDING:
            left = Step(
                IntentState.UNKNOWN,
                "the program ended while it was being sent",
                look_at=now,
            )
            self.outbox.step(intent, now, left)
            return True
        try:
            passing("look: before")
            found = await sender.look(intent, now)
            passing("look: after")
        except RemoteFailure as failure:
            again = now + min(SOONEST, intent.wanted.settle * EARLY)
            words = f"it cannot be looked for now: {failure.message}"
            step = Step(IntentState.UNKNOWN, words, look_at=again, looks=intent.looks)
            self.outbox.step(intent, now, step)
            return False
        if isinstance(found, Done | Refusal):
            self._keep(intent, found)
            return True
        self._in_vain(intent, can_repeat=sender.repeats and found is None)
        return True

    def _in_vain(self, intent: Intent, *, can_repeat: bool) -> None:
        now = self.clock.now()
        looks = intent.looks + intent.counts(now)
        if looks < ENOUGH_LOOKS:
            words = "not found there yet; it is looked for again"
            step = Step(IntentState.UNKNOWN, words, look_at=intent.next_look(now), looks=looks)
        elif can_repeat and intent.attempts < AGAIN:
            step = Step(IntentState.PENDING, "it did not arrive, and is sent again", due_at=now)
        else:
            words = "nobody can tell whether it arrived; please find out before sending it again"
            step = Step(IntentState.NEEDS_HUMAN, words)
        self.outbox.step(intent, now, step)
        self._told(intent)

    def _told(self, intent: Intent) -> None:
        self.on_change(frozenset({intent.customer}))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Carries out the intents of all connections for as long as it is let."""

    dispatcher: Dispatcher
    fetcher: LabelFetcher
    teller: PriceTeller
    ways: Sequence[WayOut]

    def started(
        self, on_change: Callable[[frozenset[ProfileId]], None]
    ) -> list[asyncio.Task[None]]:
        """Start one queue for each connection; none holds up another."""
        told = replace(self.dispatcher, on_change=on_change)
        fetcher = replace(self.fetcher, on_change=on_change)
        queues = [asyncio.create_task(_queue(told, fetcher, way)) for way in self.ways]
        sellers = [(way.name, way.sell) for way in self.ways if way.sell is not None]
        asked = [asyncio.create_task(_prices(self.teller, name, sell)) for name, sell in sellers]
        names = [way.name for way in self.ways]
        stranded = Stranded(told.outbox, told.clock)
        return [*queues, *asked, asyncio.create_task(_stranded(stranded, names))]


async def _queue(dispatcher: Dispatcher, fetcher: LabelFetcher, way: WayOut) -> None:
    countdown = Countdown()
    while True:
        await dispatcher.turn(way, countdown)
        if way.sell is not None:
            await fetcher.turn(way.name, way.sell)
        await asyncio.sleep(LOOK_EVERY_S)


async def _stranded(stranded: Stranded, names: Sequence[str]) -> None:
    while True:
        stranded.turn(names)
        await asyncio.sleep(STRANDED_EVERY_S)


async def _prices(teller: PriceTeller, name: str, sell: Callable[[], LabelSeller]) -> None:
    while True:
        await teller.turn(name, sell)
        await asyncio.sleep(ANSWER_EVERY_S)
