"""Some wishes carried out by a process that is killed again and again, and the judge of it.

A warm parent forks the process under test, which kills itself at a chosen moment (killing.py).
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.profile import Statement
from agent_console.machine.clock import SystemClock
from agent_console.machine.processes import is_gone, own_name
from agent_console.ports.acting.sending import Sender
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.events import timeline_entry
from agent_console.sync.dispatch import Dispatcher, WayOut
from tests.fakes.records import at, people_page, person
from tests.faults.acting.killing import killed_in

KEY = "5e" * 32
LONGEST_S = 60.0
"""What did not leave at once is tried again after five seconds, and after ten."""
Make = Callable[[StoredDispatch], Dispatcher]


@dataclass
class Verdict:
    """What is wrong at the end; all zeros is right."""

    double: int = 0
    lost: int = 0
    stuck: int = 0
    torn: int = 0
    kills: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(
            self.double + other.double,
            self.lost + other.lost,
            self.stuck + other.stuck,
            self.torn + other.torn,
            self.kills + other.kills,
            self.ends + other.ends,
            self.points + other.points,
        )

    def is_clean(self) -> bool:
        return not (self.double or self.lost or self.stuck or self.torn)


@dataclass
class Scenario:
    """A home, a ledger, and so many wishes."""

    home: Path
    sender: Callable[[], Sender]
    ledger: Callable[[], Counter[str]]
    request: Callable[[int], str] = lambda _: "{}"
    kind: IntentKind = IntentKind.MESSAGE
    deed: Callable[[Intent], str] = lambda intent: intent.key
    """What the ledger calls the deed of an intent."""
    entry: str = "message"
    """Of which kind the one line on the timeline is that tells of a deed."""
    wishes: int = 4
    settle_s: float = 1.0
    again: bool = True
    """Whether what failed is wanted once more; not where its deed could not be told apart."""
    want: Callable[[StoredOutbox, int], None] | None = None
    """Wants one of the wishes in another way than by putting it into the outbox itself."""
    before: Callable[[Store], None] = lambda _: None
    """Puts into the store what has to be there."""
    also: Callable[[Store], int] = lambda _: 0
    """Counts what else does not fit together at the end."""
    make: Make = lambda outbox: Dispatcher(outbox, SystemClock(), own_name(), is_gone=is_gone)

    def prepare(self) -> None:
        """Make the store, with the customer all wishes are for."""
        store = create_store(Place(self.home), KEY)
        StoredIntake(store).keep("web-shop", people_page(person()), at(0))
        self.before(store)
        store.close()

    def run(self, rng: random.Random, most_kills: int) -> Verdict:
        """Kill and begin again, then let it come to its end, and judge."""
        verdict = Verdict()
        until = monotonic() + LONGEST_S
        while monotonic() < until:
            step = rng.randrange(1, 60) if verdict.kills < most_kills else None
            point = killed_in(partial(self._work, until), step)
            if point is None:
                break
            verdict.kills += 1
            verdict.points[point] += 1
        return verdict + self.judge()

    def _work(self, until: float) -> None:
        store = open_store(Place(self.home), KEY)
        self._wish(StoredOutbox(store))
        way = WayOut("peer", "peer", self.sender, timedelta(seconds=self.settle_s))
        asyncio.run(self._turns(store, way, until))

    def _wish(self, outbox: StoredOutbox) -> None:
        if self.want is not None:
            for number in range(self.wishes):
                self.want(outbox, number)
            return
        wanted_before = {one.key.partition("x")[0] for one in outbox.intents()}
        for number in range(self.wishes):
            if not self.again and f"wish{number}" in wanted_before:
                continue
            now = datetime.now(UTC)
            wanted = Wanted(
                self.kind,
                "peer",
                1,
                self.request(number),
                now,
                timedelta(seconds=self.settle_s),
                guard=f"wish {number}",
            )
            if outbox.guarding(f"wish {number}") is None:
                outbox.put(f"wish{number}x{os.getpid()}", wanted, Statement("ann", now, ""))

    async def _turns(self, store: Store, way: WayOut, until: float) -> None:
        dispatcher = self.make(StoredDispatch(store))
        outbox = StoredOutbox(store)
        while monotonic() < until:
            await dispatcher.turn(way)
            left = [one for one in outbox.intents(is_open=True) if one.wanted.kind is self.kind]
            if all(one.state is IntentState.NEEDS_HUMAN for one in left):
                return
            await asyncio.sleep(0.02)

    def judge(self) -> Verdict:
        """Compare the ledger with the store."""
        done = self.ledger()
        store = open_store(Place(self.home), KEY)
        found = [one for one in StoredOutbox(store).intents() if one.wanted.kind is self.kind]
        with store.read() as connection:
            told = connection.execute(
                select(func.count())
                .select_from(timeline_entry)
                .where(timeline_entry.c.kind == self.entry)
            ).scalar_one()
        verdict = Verdict()
        for one in found:
            verdict.ends[one.state] += 1
            times = done[self.deed(one)]
            verdict.double += max(0, times - 1)
            verdict.lost += one.state is IntentState.DONE and not times
            verdict.lost += one.state is IntentState.FAILED and times > 0
            verdict.stuck += not one.is_over() and one.state is not IntentState.NEEDS_HUMAN
        verdict.lost += max(0, self.wishes - len(found))
        by_wish = Counter(self._wish_of(one) for one in found if done[self.deed(one)])
        verdict.double += sum(times - 1 for times in by_wish.values())
        verdict.torn += told != verdict.ends[IntentState.DONE]
        verdict.torn += len(audit.broken(store)) + self.also(store)
        store.close()
        return verdict

    def _wish_of(self, intent: Intent) -> str:
        """Name the wish of an intent: the beginning of its key, unless that was made elsewhere."""
        return self.deed(intent) if self.want else intent.key.partition("x")[0]
