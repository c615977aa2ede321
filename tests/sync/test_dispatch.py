"""One turn of the outbox: what is sent, what waits behind it, and what is only looked for."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal, Unclear
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.dispatch import Dispatcher, WayOut
from tests.fakes.clock import FixedClock
from tests.fakes.records import at, people_page, person

SETTLE = timedelta(seconds=120)
STATES = IntentState


@dataclass
class FakeSender:
    """Answers as it is told to, in turn, and then with yes (port Sender)."""

    answers: list[Answer] = field(default_factory=list)
    finds: list[Done | Refusal | Unclear | Exception | None] = field(default_factory=list)
    repeats: bool = False
    sent: list[str] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)

    async def send(self, intent: Intent, until: float) -> Answer:
        self.sent.append(intent.key)
        return self.answers.pop(0) if self.answers else Done("sent")

    async def look(self, intent: Intent, now: datetime) -> Done | Refusal | Unclear | None:
        self.looked.append(intent.key)
        found = self.finds.pop(0) if self.finds else None
        if isinstance(found, Exception):
            raise found
        return found

    async def close(self) -> None:
        """Nothing is open."""


def wanted_at(now: datetime) -> Wanted:
    return Wanted(IntentKind.MESSAGE, "mail", ProfileId(1), "{}", now, SETTLE)


@dataclass
class House:
    """A store with an outbox, a clock, and a sender that can be told what to answer."""

    store: Store
    clock: FixedClock
    sender: FakeSender
    changed: str | None = None

    def want(self, *keys: str) -> None:
        for key in keys:
            wanted = wanted_at(self.clock.now())
            StoredOutbox(self.store).put(key, wanted, Statement("ann", self.clock.now(), ""))

    def turn(self, **after: float) -> None:
        self.clock.move(**after)
        dispatcher = Dispatcher(
            StoredDispatch(self.store), self.clock, "me:1", recheck=lambda _: self.changed
        )
        asyncio.run(dispatcher.turn(WayOut("mail", "email", lambda: self.sender, SETTLE)))

    def state(self, key: str = "k1") -> IntentState:
        return self.intent(key).state

    def intent(self, key: str = "k1") -> Intent:
        found = StoredOutbox(self.store).intent(key)
        assert found is not None
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = create_store(Place(tmp_path), "5e" * 32)
    StoredIntake(store).keep("web-shop", people_page(person()), at(0))
    yield House(store, FixedClock(at(10)), FakeSender())
    store.close()


def test_what_is_due_is_sent_in_the_order_it_was_wanted(house: House):
    house.want("k1", "k2", "k3")
    house.turn()
    assert house.sender.sent == ["k1", "k2", "k3"]
    assert {house.state(key) for key in ("k1", "k2", "k3")} == {STATES.DONE}


def test_where_nothing_leaves_the_others_wait_behind_it(house: House):
    house.want("k1", "k2")
    house.sender.answers = [NotGone("no network")]
    house.turn()
    assert house.sender.sent == ["k1"]
    assert (house.state("k1"), house.state("k2")) == (STATES.PENDING, STATES.PENDING)
    assert house.intent().outcome == "no network"
    assert house.intent().attempts == 0
    house.turn(seconds=61)
    assert house.sender.sent == ["k1", "k1", "k2"]


def test_a_refusal_ends_it_and_the_others_go_on(house: House):
    house.want("k1", "k2")
    house.sender.answers = [Refusal("no such address")]
    house.turn()
    assert (house.state("k1"), house.state("k2")) == (STATES.FAILED, STATES.DONE)
    assert house.intent().outcome == "no such address"


def test_what_is_unclear_is_looked_for_and_found(house: House):
    house.want("k1")
    house.sender.answers, house.sender.finds = [Unclear("no answer")], [Done("found")]
    house.turn()
    assert house.state() is STATES.UNKNOWN
    house.turn(seconds=1)
    assert house.sender.looked == []
    house.turn(seconds=12)
    assert house.state() is STATES.DONE
    assert house.sender.sent == ["k1"]


def test_looks_before_the_settle_window_mean_nothing_and_two_after_it_end_with_a_person(
    house: House,
):
    house.want("k1")
    house.sender.answers = [Unclear("no answer")]
    house.turn()
    for seconds in (12, 50, 57):
        house.turn(seconds=seconds)
        assert house.state() is STATES.UNKNOWN
    house.turn(seconds=1)
    assert (house.state(), house.intent().looks) == (STATES.UNKNOWN, 1)
    house.turn(seconds=61)
    assert house.state() is STATES.NEEDS_HUMAN
    assert house.sender.sent == ["k1"]
    house.turn(seconds=9999)
    assert house.sender.sent == ["k1"]


def test_where_two_looks_prove_that_nothing_was_done_it_is_sent_once_more_and_only_once(
    house: House,
):
    house.sender.repeats = True
    house.want("k1")
    house.sender.answers = [Unclear("?"), Unclear("?")]
    house.turn()
    for _ in range(12):
        house.turn(seconds=70)
    assert house.sender.sent == ["k1", "k1"]
    assert house.state() is STATES.NEEDS_HUMAN


def test_while_the_other_side_cannot_be_asked_it_stays_unknown(house: House):
    house.sender.repeats = True
    house.want("k1")
    house.sender.answers = [Unclear("?")]
    house.sender.finds = [TryLater("down")] * 20
    house.turn()
    for _ in range(20):
        house.turn(seconds=70)
    assert (house.state(), house.sender.sent) == (STATES.UNKNOWN, ["k1"])
    assert "cannot be looked for now: down" in (house.intent().outcome or "")


def test_what_changed_is_held_and_not_sent(house: House):
    house.want("k1")
    house.changed = "It was delivered meanwhile."
    house.turn()
    assert (house.state(), house.intent().outcome) == (STATES.DRAFT, house.changed)
    assert StoredOutbox(house.store).release("k1", Statement("bob", house.clock.now(), ""))
    house.turn()
    assert (house.state(), house.intent().released_by) == (STATES.DONE, "bob")


def test_without_its_secret_a_connection_waits_in_words(house: House):
    house.want("k1")
    dispatcher = Dispatcher(StoredDispatch(house.store), house.clock, "me:1")

    def closed() -> FakeSender:
        raise SignInAgain("mail has no password")

    asyncio.run(dispatcher.turn(WayOut("mail", "email", closed, SETTLE)))
    assert house.state() is STATES.PENDING
    assert house.intent().outcome == "mail has no password"


def test_every_step_is_in_the_audit_and_waiting_is_none(house: House):
    house.want("k1")
    house.sender.answers = [Unclear("no answer")]
    house.sender.finds = [None, TryLater("down"), Done("found")]
    house.turn()
    for _ in range(3):
        house.turn(seconds=70)
    steps = [(one.actor, one.what) for one in audit.steps(house.store, "k1")]
    assert steps == [
        ("ann", "pending"),
        *(("system", one) for one in ("sending", "unknown", "done")),
    ]
    assert audit.broken(house.store) == []


def test_chatwoot_9314_a_weak_network_is_one_message(house: House):
    """The same message was posted twice within 12 seconds, as no answer came to the first."""
    guarded = replace(wanted_at(house.clock.now()), guard="the answer to m1")
    outbox = StoredOutbox(house.store)
    outbox.put("k1", guarded, Statement("ann", house.clock.now(), ""))
    house.sender.answers = [Unclear("no answer")]
    house.turn()
    for _ in range(20):
        house.turn(seconds=12)
        again = outbox.put("k2", guarded, Statement("ann", house.clock.now(), ""))
        assert (again.is_new, again.intent.key) == (False, "k1")
    assert house.sender.sent == ["k1"]
    assert house.state() is STATES.NEEDS_HUMAN


@pytest.mark.parametrize("answer", [Refusal("mailbox unavailable"), Unclear("the line broke")])
def test_freescout_2873_what_failed_is_not_sent_again_by_itself(house: House, answer: Answer):
    """A reply whose sending failed was sent again from its draft, again and again."""
    house.want("k1")
    house.sender.answers = [answer]
    for _ in range(20):
        house.turn(seconds=70)
    assert house.sender.sent == ["k1"]
    is_failed = isinstance(answer, Refusal)
    assert house.state() is (STATES.FAILED if is_failed else STATES.NEEDS_HUMAN)
    assert not StoredOutbox(house.store).release("k1", Statement("ann", house.clock.now(), ""))
