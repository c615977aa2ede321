"""Decisions about who waits, made over what is in memory."""

import pytest

from agent_console.actions.waiting.deciding import Tray
from agent_console.domain.acting.waiting import DecisionKind
from agent_console.ports.acting.waiting import PutOffError, WaitingWish, Wanted
from tests.contracts.contact_contract import HELENA
from tests.contracts.waiting_contract import MemoryHall, WaitingContract
from tests.fakes.clock import FixedClock
from tests.fakes.records import at


class TestMemoryWaiting(WaitingContract):
    @pytest.fixture
    def hall(self) -> MemoryHall:
        return MemoryHall()


def test_nothing_is_put_off_to_a_time_that_has_passed():
    hall = MemoryHall()
    hall.ask(HELENA, 10)
    tray = Tray(hall.book, FixedClock(at(60)), "mira")
    for until in (None, at(59), at(60)):
        with pytest.raises(PutOffError):
            tray.decide(Wanted(1, DecisionKind.SNOOZE, until))
    assert tray.decide(Wanted(1, DecisionKind.SNOOZE, at(61))).snoozed_until == at(61)
    [one] = hall.reader.contacts(WaitingWish())
    assert one.snoozed_until(at(60)) == at(61)
