"""What an outbox has to do: one intent for a wish, one step at a time, and every step written."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from agent_console.domain.acting.intent import IntentKind, IntentState, Wanted
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.outbox import Step
from agent_console.ports.acting.sending import Done
from agent_console.ports.reading import TimelineWish
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import audit as audit_table
from tests.fakes.records import at, note, order_record, page, people_page, person

ANN = Statement("ann", at(0), "")
HELENA = ProfileId(1)
SETTLE = timedelta(seconds=120)


def wanted(guard: str | None = "delay of A-7", *, minutes: float = 0, **more: object) -> Wanted:
    return Wanted(
        IntentKind.MESSAGE, "support", HELENA, "{}", at(minutes), SETTLE, guard=guard, **more
    )


class OutboxContract:
    """Subclasses give the fixture `store`."""

    @pytest.fixture
    def outbox(self, store: Store) -> StoredOutbox:
        StoredIntake(store).keep("web-shop", page(order_record()), at(0))
        return StoredOutbox(store)

    def test_the_same_wish_is_one_intent(self, outbox: StoredOutbox):
        first = outbox.put("k1", wanted(), ANN)
        again = outbox.put("k1", wanted(), ANN)
        other = outbox.put("k2", wanted(), Statement("bob", at(1), ""))
        assert (first.is_new, again.is_new, other.is_new) == (True, False, False)
        assert other.intent.key == "k1"
        assert other.intent.actor == "ann"
        assert [one.key for one in outbox.intents()] == ["k1"]

    def test_many_at_once_make_one_intent(self, outbox: StoredOutbox):
        with ThreadPoolExecutor(8) as pool:
            puts = list(pool.map(lambda n: outbox.put(f"k{n}", wanted(), ANN), range(40)))
        assert sum(one.is_new for one in puts) == 1
        assert len({one.intent.key for one in puts}) == 1

    def test_what_was_taken_back_or_failed_may_be_wanted_again(
        self, outbox: StoredOutbox, store: Store
    ):
        outbox.put("k1", wanted(), ANN)
        assert outbox.cancel("k1", ANN)
        assert outbox.put("k2", wanted(), ANN).is_new
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(1))
        claimed = dispatch.claim(due, "me:1", at(1))
        dispatch.step(claimed, at(1), Step(IntentState.FAILED, "refused"))
        assert outbox.put("k3", wanted(), ANN).is_new
        assert outbox.guarding("delay of A-7").key == "k3"

    def test_what_is_done_stays_guarded(self, outbox: StoredOutbox, store: Store):
        outbox.put("k1", wanted(), ANN)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(1))
        dispatch.finish(dispatch.claim(due, "me:1", at(1)), at(2), Done("sent"))
        assert outbox.put("k2", wanted(), ANN).intent.state is IntentState.DONE

    def test_only_one_claims_an_intent_and_then_it_cannot_be_taken_back(
        self, outbox: StoredOutbox, store: Store
    ):
        outbox.put("k1", wanted(), ANN)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(1))
        with ThreadPoolExecutor(8) as pool:
            claims = list(pool.map(lambda n: dispatch.claim(due, f"me:{n}", at(1)), range(16)))
        [claimed] = [one for one in claims if one is not None]
        assert (claimed.state, claimed.attempts) == (IntentState.SENDING, 1)
        assert not outbox.cancel("k1", ANN)

    def test_due_is_what_is_pending_and_whose_time_has_come_in_order(
        self, outbox: StoredOutbox, store: Store
    ):
        outbox.put("later", wanted("a", minutes=10), ANN)
        outbox.put("first", wanted("b"), ANN)
        outbox.put("second", wanted("c"), ANN)
        outbox.put("draft", wanted("d", is_draft=True), ANN)
        dispatch = StoredDispatch(store)
        assert [one.key for one in dispatch.due("support", at(1))] == ["first", "second"]
        assert [one.key for one in dispatch.due("elsewhere", at(99))] == []
        assert outbox.release("draft", ANN)
        assert [one.key for one in dispatch.due("support", at(11))] == [
            *("later", "first", "second", "draft")
        ]

    def test_what_somebody_dead_was_sending_is_looked_for_and_nothing_else(
        self, outbox: StoredOutbox, store: Store
    ):
        outbox.put("k1", wanted(), ANN)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(0))
        claimed = dispatch.claim(due, "host:1", at(0))
        assert dispatch.unsettled("support", at(1), lambda _: False) == []
        assert [one.key for one in dispatch.unsettled("support", at(1), lambda _: True)] == ["k1"]
        assert [one.key for one in dispatch.unsettled("support", at(2), lambda _: False)] == ["k1"]
        dispatch.step(claimed, at(2), Step(IntentState.UNKNOWN, "?", look_at=at(5)))
        assert dispatch.unsettled("support", at(4), lambda _: True) == []
        assert [one.looks for one in dispatch.unsettled("support", at(5), lambda _: True)] == [0]

    def test_a_step_seen_from_an_earlier_attempt_is_stale(self, outbox: StoredOutbox, store: Store):
        outbox.put("k1", wanted(), ANN)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(0))
        first = dispatch.claim(due, "me:1", at(0))
        dispatch.step(first, at(1), Step(IntentState.UNKNOWN, "?", look_at=at(1)))
        [unknown] = dispatch.unsettled("support", at(1), lambda _: False)
        dispatch.step(unknown, at(2), Step(IntentState.PENDING, "again", due_at=at(2)))
        [again] = dispatch.due("support", at(3))
        assert dispatch.claim(due, "me:2", at(3)) is None
        second = dispatch.claim(again, "me:2", at(3))
        dispatch.step(first, at(4), Step(IntentState.FAILED, "late news"))
        assert outbox.intent("k1").state is IntentState.SENDING
        assert second.attempts == 2

    def test_the_end_and_its_facts_are_kept_together_and_once(
        self, outbox: StoredOutbox, store: Store
    ):
        outbox.put("k1", wanted(), ANN)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due("support", at(1))
        claimed = dispatch.claim(due, "me:1", at(1))
        said = order_record(None, None, note("7", "told her", external_id="n9"))
        for minute in (2, 3):
            dispatch.finish(claimed, at(minute), Done("sent", '{"id":1}', page(said)))
        done = outbox.intent("k1")
        assert (done.state, done.outcome, done.result) == (IntentState.DONE, "sent", '{"id":1}')
        kin = StoredCustomers(store).profiles(HELENA)
        entries = StoredTimelines(store).page(kin, TimelineWish(limit=50))
        assert [one.text for one in entries].count("told her") == 1
        assert [one.what for one in audit.steps(store, "k1")] == ["pending", "sending", "done"]

    def test_an_intent_belongs_to_the_profile_of_its_order_and_stays_there(
        self, outbox: StoredOutbox, store: Store
    ):
        other = person("2", "Nina Holm", "nina@holm.example", None)
        StoredIntake(store).keep("web-shop", people_page(other), at(1))
        link = StoredLinkBook(store).link(HELENA, ProfileId(2), ANN)
        made = Wanted(IntentKind.MESSAGE, "support", ProfileId(2), "{}", at(0), SETTLE, order="A-7")
        outbox.put("k1", made, ANN)
        outbox.put(
            "k2", Wanted(IntentKind.MESSAGE, "support", ProfileId(2), "{}", at(0), SETTLE), ANN
        )
        StoredLinkBook(store).unlink(link.id, ANN)
        assert [one.key for one in outbox.intents([HELENA])] == ["k1"]
        assert [one.key for one in outbox.intents([ProfileId(2)])] == ["k2"]

    def test_a_changed_row_breaks_the_chain_of_its_actor(self, outbox: StoredOutbox, store: Store):
        for number in range(3):
            outbox.put(f"k{number}", wanted(str(number)), ANN)
        assert audit.broken(store) == []
        with store.write() as connection:
            connection.execute(
                update(audit_table).where(audit_table.c.about == "k1").values(detail="nothing")
            )
        assert audit.broken(store) == [("ann", 2)]

    @pytest.mark.parametrize(
        ("is_done", "state", "words"),
        [
            (True, IntentState.DONE, "bob found out that it was done: she has it"),
            (False, IntentState.FAILED, "bob found out that it was not done: she has it"),
        ],
    )
    def test_of_what_nobody_can_tell_a_person_settles_once_how_it_ended(
        self, outbox: StoredOutbox, store: Store, *, is_done: bool, state: IntentState, words: str
    ):
        said = Statement("bob", at(9), "she has it")
        _stuck(outbox, store, wanted())
        assert outbox.settle("k1", said, is_done=is_done)
        assert not outbox.settle("k1", said, is_done=not is_done)
        ended = outbox.intent("k1")
        assert (ended.state, ended.outcome) == (state, words)
        last = audit.steps(store, "k1")[-1]
        assert (last.actor, last.what, last.detail) == ("bob", state.value, words)
        kin = StoredCustomers(store).profiles(HELENA)
        entries = StoredTimelines(store).page(kin, TimelineWish(limit=50))
        assert [one.text for one in entries if one.author == "bob"] == [
            f"Sending a message: {words}."
        ]
        assert outbox.put("k2", wanted(), ANN).is_new is not is_done

    def test_only_what_needs_somebody_is_settled(self, outbox: StoredOutbox):
        outbox.put("k1", wanted(), ANN)
        assert not outbox.settle("k1", ANN, is_done=True)
        assert not outbox.settle("k9", ANN, is_done=True)
        assert outbox.intent("k1").state is IntentState.PENDING

    def test_a_label_settled_as_bought_has_no_file_and_nothing_leaves_with_it(
        self, outbox: StoredOutbox, store: Store
    ):
        label = replace(wanted(), kind=IntentKind.LABEL)
        _stuck(outbox, store, label)
        outbox.put("k2", wanted(None, takes="k1"), ANN)
        assert outbox.settle("k1", Statement("bob", at(9), ""), is_done=True)
        assert "its file is not here" in outbox.intent("k1").outcome
        assert outbox.intent("k2").state is IntentState.CANCELLED
        assert StoredShelf(store).missing("support", at(99)) == []

    def test_intents_over_are_left_out_when_only_open_ones_are_wanted(self, outbox: StoredOutbox):
        outbox.put("k1", wanted("a"), ANN)
        outbox.put("k2", wanted("b"), ANN)
        outbox.cancel("k1", ANN)
        assert [one.key for one in outbox.intents(is_open=True)] == ["k2"]
        assert [one.key for one in outbox.intents()] == ["k2", "k1"]


def _stuck(outbox: StoredOutbox, store: Store, made: Wanted) -> None:
    """Have an intent end where nobody can tell what became of it."""
    outbox.put("k1", made, ANN)
    dispatch = StoredDispatch(store)
    claimed = dispatch.claim(outbox.intent("k1"), "me:1", at(1))
    dispatch.step(claimed, at(2), Step(IntentState.NEEDS_HUMAN, "nobody can tell"))
