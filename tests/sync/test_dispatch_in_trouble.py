"""A queue keeps its order, no clock strands anything, a second try says nothing of the first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.acting.intent import IntentState
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import NotGone, Refusal, Unclear
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.sync.stranded import Stranded
from tests.fakes.records import at, people_page, person
from tests.sync.test_dispatch import SETTLE, House, house, wanted_at  # noqa: F401 - a fixture

STATES = IntentState
LOST = Unclear("the answer got lost")


def test_nothing_overtakes_what_was_put_back(house: House):  # noqa: F811
    house.want("k1", "k2")
    house.sender.answers = [NotGone("no network")]
    house.turn()
    house.turn(seconds=1)
    assert house.sender.sent == ["k1"]
    house.turn(seconds=5)
    assert house.sender.sent == ["k1", "k1", "k2"]


def test_a_countdown_of_its_own_holds_nobody_up(house: House):  # noqa: F811
    later = wanted_at(house.clock.now() + timedelta(seconds=10))
    StoredOutbox(house.store).put("k1", later, Statement("ann", house.clock.now(), ""))
    house.want("k2")
    house.turn()
    assert house.sender.sent == ["k2"]


def test_a_refusal_of_a_second_try_is_not_the_end_of_the_first(house: House):  # noqa: F811
    house.want("k1")
    house.sender.repeats = True
    house.sender.answers = [LOST, Refusal("no such shipment")]
    house.turn()
    for seconds in (13, 110, 70, 0):
        house.turn(seconds=seconds)
    assert len(house.sender.sent) == 2
    assert house.state() is STATES.UNKNOWN
    for seconds in (13, 110, 70, 70):
        house.turn(seconds=seconds)
    assert house.state() is STATES.NEEDS_HUMAN


def test_a_look_that_proves_nothing_leads_to_a_person_and_to_no_second_try(
    house: House,  # noqa: F811
):
    house.want("k1")
    house.sender.repeats = True
    house.sender.answers, house.sender.finds = [LOST], [Unclear("not known there")] * 9
    house.turn()
    for seconds in (13, 110, 70, 70):
        house.turn(seconds=seconds)
    assert house.sender.sent == ["k1"]
    assert house.state() is STATES.NEEDS_HUMAN


def test_what_was_planned_by_a_clock_that_was_ahead_leaves_after_its_countdown(
    house: House,  # noqa: F811
):
    tomorrow = house.clock.now() + timedelta(days=1)
    ahead = wanted_at(tomorrow + timedelta(seconds=10))
    StoredOutbox(house.store).put("k1", ahead, Statement("ann", tomorrow, ""))
    house.turn()
    assert house.sender.sent == []
    house.turn(seconds=11)
    assert house.sender.sent == ["k1"]


def test_what_was_sent_by_a_clock_that_was_ahead_is_looked_for_in_time(house: House):  # noqa: F811
    house.clock.move(days=1)
    house.want("k1")
    house.sender.answers = [LOST]
    house.turn()
    house.clock.move(days=-1)
    for seconds in (0, 1, 121, 70, 70):
        house.turn(seconds=seconds)
    assert house.sender.looked != []
    assert house.state() is STATES.NEEDS_HUMAN


@pytest.fixture
def stranded(house: House) -> Stranded:  # noqa: F811
    return Stranded(StoredDispatch(house.store), house.clock)


def test_what_waits_for_a_connection_that_is_off_says_so_and_leaves_once_it_is_on(
    house: House,  # noqa: F811
    stranded: Stranded,
):
    house.want("k1")
    assert stranded.turn(["mail"]) == 0
    assert house.intent().outcome is None
    assert stranded.turn(["parcels"]) == 1
    assert house.intent().outcome == "waits for the connection mail, which is not switched on"
    house.turn()
    assert house.state() is STATES.DONE


def test_of_what_nobody_can_look_for_a_person_finds_out(
    house: House,  # noqa: F811
    stranded: Stranded,
):
    house.want("k1")
    house.sender.answers = [LOST]
    house.turn()
    assert stranded.turn([]) == 1
    assert house.state() is STATES.UNKNOWN
    assert "mail is not switched on" in (house.intent().outcome or "")
    house.clock.move(seconds=SETTLE.total_seconds() + 3_601)
    stranded.turn([])
    assert house.state() is STATES.NEEDS_HUMAN
    assert StoredOutbox(house.store).settle(
        "k1", Statement("ann", house.clock.now(), "she has it"), is_done=True
    )


def test_one_full_mailbox_holds_up_nobody_else(house: House):  # noqa: F811
    other = ProfileId(2)
    StoredIntake(house.store).keep(
        "web-shop", people_page(person("2", "Bob", "bob@brandt.example", None)), at(1)
    )
    house.want("k1")
    wanted = replace(wanted_at(house.clock.now()), profile=other)
    StoredOutbox(house.store).put("k2", wanted, Statement("ann", house.clock.now(), ""))
    house.want("k3")
    house.sender.answers = [NotGone("mailbox full", is_of_one=True)]
    house.turn()
    assert house.sender.sent == ["k1", "k2"]
    house.turn(seconds=1)
    assert house.sender.sent == ["k1", "k2"]
    house.turn(seconds=5)
    assert house.sender.sent == ["k1", "k2", "k1", "k3"]
