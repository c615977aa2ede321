"""What is wanted with something else: told, followed and waited for with it, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from agent_console.domain.acting.intent import IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import LabelFile, LabelFormat
from agent_console.domain.moment import instant
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.outbox import Along, Step
from agent_console.ports.acting.sending import Done
from agent_console.ports.reading import TimelineWish
from agent_console.storage.failures import StoreError
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.outbox_contract import ANN, HELENA, SETTLE
from tests.fakes.records import at, order_record, page

SHOP, MAIL = "easypost", "support"
PDF = LabelFile(LabelFormat.PDF, b"%PDF-1.4 label")
GUARD = "return of A-7"
PRESSES = 5


def label(guard: str | None = GUARD, **more: object) -> Wanted:
    return Wanted(IntentKind.LABEL, SHOP, HELENA, "{}", at(0), SETTLE, guard=guard, **more)


def letter(takes: str, **more: object) -> Wanted:
    return Wanted(IntentKind.MESSAGE, MAIL, HELENA, "{}", at(0), SETTLE, takes=takes, **more)


def saying(key: str, words: str = "requested") -> Observation:
    return Observation(
        Subject(SubjectKind.PERSON, "?"),
        EntryKind.RETURN,
        words,
        instant(at(0)),
        external_id=f"{key}:{words}",
        text=f"{words} by {key}",
        direction=Direction.INTERNAL,
    )


def along(key: str) -> Along:
    return Along((saying(key),), ((f"{key}-mail", letter(key)),))


class AlongContract:
    """Subclasses give the fixture `store`."""

    @pytest.fixture
    def desk(self, store: Store) -> StoredOutbox:
        StoredIntake(store).keep("web-shop", page(order_record()), at(0))
        return StoredOutbox(store)

    def told(self, store: Store) -> list[str]:
        kin = StoredCustomers(store).profiles(HELENA)
        entries = StoredTimelines(store).page(kin, TimelineWish(limit=50))
        return [one.text or "" for one in entries if one.kind is EntryKind.RETURN]

    def due(self, store: Store) -> list[str]:
        return [one.key for one in StoredDispatch(store).due(MAIL, at(1))]

    def bought(self, store: Store, key: str = "k1") -> None:
        dispatch = StoredDispatch(store)
        [due] = [one for one in dispatch.due(SHOP, at(1)) if one.key == key]
        dispatch.finish(dispatch.claim(due, "me:1", at(1)), at(1), Done("bought"))

    @pytest.mark.parametrize("is_same_key", [True, False], ids=["one window", "five windows"])
    def test_five_quick_presses_are_one_label_and_one_letter(
        self, store: Store, desk: StoredOutbox, is_same_key
    ):
        keys = ["k1" if is_same_key else f"k{number}" for number in range(PRESSES)]
        with ThreadPoolExecutor(PRESSES) as pool:
            puts = list(pool.map(lambda key: desk.put(key, label(), ANN, along(key)), keys))
        assert sum(one.is_new for one in puts) == 1
        [winner] = {one.intent.key for one in puts}
        assert {one.intent.actor for one in puts} == {"ann"}
        assert sorted(one.key for one in desk.intents()) == [winner, f"{winner}-mail"]
        assert self.told(store) == [f"requested by {winner}"]

    def test_what_takes_a_label_waits_for_its_file(self, store: Store, desk: StoredOutbox):
        desk.put("k1", label(), ANN, along("k1"))
        assert self.due(store) == []
        self.bought(store)
        assert self.due(store) == [], "it is bought, but its file is not here"
        StoredShelf(store).keep("k1", PDF)
        assert self.due(store) == ["k1-mail"]
        [due] = StoredDispatch(store).due(MAIL, at(1))
        assert due.wanted.takes == "k1"

    def test_what_takes_a_label_that_is_none_never_leaves(self, store: Store, desk: StoredOutbox):
        desk.put("m1", letter("nothing"), ANN)
        assert StoredDispatch(store).due(MAIL, None) == []

    @pytest.mark.parametrize("end", ["cancelled", "failed"])
    def test_a_label_that_comes_to_nothing_takes_its_letter_with_it(
        self, store: Store, desk: StoredOutbox, end: str
    ):
        desk.put("k1", label(), ANN, along("k1"))
        desk.put("draft", letter("k1", is_draft=True), ANN)
        desk.put("other", letter("k9"), ANN)
        if end == "cancelled":
            assert desk.cancel("k1", ANN, (saying("k1", "taken back"),))
        else:
            dispatch = StoredDispatch(store)
            [due] = dispatch.due(SHOP, at(1))
            claimed = dispatch.claim(due, "me:1", at(1))
            dispatch.step(claimed, at(1), Step(IntentState.FAILED, "no such address"))
        for key in ("k1-mail", "draft"):
            ended = desk.intent(key)
            assert (ended.state, ended.outcome) == (
                *(IntentState.CANCELLED, "there is no label to send any more"),
            )
        assert desk.intent("other").state is IntentState.PENDING
        said = ["taken back by k1"] if end == "cancelled" else []
        assert sorted(self.told(store)) == ["requested by k1", *said]

    def test_what_has_left_already_is_not_taken_back_with_its_label(
        self, store: Store, desk: StoredOutbox
    ):
        desk.put("k1", label(), ANN, along("k1"))
        self.bought(store)
        StoredShelf(store).keep("k1", PDF)
        dispatch = StoredDispatch(store)
        [due] = dispatch.due(MAIL, at(2))
        dispatch.finish(dispatch.claim(due, "me:1", at(2)), at(2), Done("sent"))
        assert not desk.cancel("k1", ANN)
        assert desk.intent("k1-mail").state is IntentState.DONE

    def test_what_goes_along_is_written_only_with_a_new_one(self, store: Store, desk: StoredOutbox):
        desk.put("k1", label(), ANN)
        again = desk.put("k2", label(), Statement("bob", at(1), ""), along("k2"))
        assert not again.is_new
        assert [one.key for one in desk.intents()] == ["k1"]
        assert self.told(store) == []

    def test_all_of_it_is_written_or_nothing(self, store: Store, desk: StoredOutbox):
        stray = replace(letter("k1"), profile=ProfileId(999))
        with pytest.raises((StoreError, AssertionError)):
            desk.put("k1", label(), ANN, Along((saying("k1"),), (("m1", stray),)))
        assert desk.intents() == []
        assert self.told(store) == []
        assert desk.put("k1", label(), ANN, along("k1")).is_new

    def test_what_is_released_is_told_with_it_and_once(self, store: Store, desk: StoredOutbox):
        desk.put("k1", label(is_draft=True), ANN)
        for is_done in (True, False):
            assert desk.release("k1", ANN, (saying("k1", "approved"),)) is is_done
        assert self.told(store) == ["approved by k1"]
