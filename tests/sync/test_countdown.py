"""The countdown of a message, whatever the clock on the wall does meanwhile."""

from datetime import datetime, timedelta

import pytest

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.profile import ProfileId
from agent_console.sync import countdown as module
from agent_console.sync.countdown import Countdown
from tests.fakes.records import at


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The steady clock, as a list of one number."""
    told = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: told[0])
    return told


def intent(due: datetime, outcome: str | None = None) -> Intent:
    wanted = Wanted(IntentKind.MESSAGE, "support", ProfileId(1), "{}", due, timedelta(seconds=120))
    return Intent("k1", wanted, IntentState.PENDING, "ann", ProfileId(1), at(0), outcome=outcome)


IN_TEN = intent(at(0) + timedelta(seconds=10))


@pytest.mark.parametrize("jump", [timedelta(0), timedelta(hours=3), timedelta(hours=-3)])
def test_ten_seconds_stay_ten_seconds_when_the_clock_jumps(steady, jump):
    countdown = Countdown()
    assert countdown.ready([IN_TEN], at(0)) == []
    steady[0] += 9.9
    assert countdown.ready([IN_TEN], at(0) + jump) == []
    steady[0] += 0.2
    assert countdown.ready([IN_TEN], at(0) + jump) == [IN_TEN]


def test_what_was_planned_while_nobody_worked_leaves_at_once():
    assert Countdown().ready([IN_TEN], at(5)) == [IN_TEN]


def test_a_clock_that_was_set_back_before_it_was_seen_keeps_it_a_minute_at_most(steady):
    countdown = Countdown()
    assert countdown.ready([IN_TEN], at(-600)) == []
    steady[0] += 60
    assert countdown.ready([IN_TEN], at(-600)) == [IN_TEN]


def test_a_later_try_is_another_wait(steady):
    countdown = Countdown()
    countdown.ready([IN_TEN], at(0))
    steady[0] += 11
    later = intent(at(30), "waits for the connection")
    assert countdown.ready([later], at(0)) == []
    steady[0] += 1800
    assert countdown.ready([later], at(0)) == [later]
