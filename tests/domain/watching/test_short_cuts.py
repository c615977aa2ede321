"""What is not looked at for speed would have found nothing: all rules of all parcels agree."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest

from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.watching.facts import Report, Sighted, Watched
from agent_console.domain.watching.looking import AT_LEAST, look
from agent_console.domain.watching.policy import Kind
from agent_console.domain.watching.rules import BY_STATUS, OF_ORDERS, Case
from agent_console.domain.watching.working import DAY, after
from tests.domain.watching.test_rules import HOUR, MONDAY, POLICY

WORDS = (
    "",
    "departed facility",
    "held in customs",
    "severe weather",
    "parcel damaged",
    "parcel lost",
    "address incomplete",
    "i have not received it",
)
NEVER = datetime.max.replace(tzinfo=MONDAY.tzinfo)


def some_time(dice: Random, days: float = 12) -> datetime | None:
    return None if dice.random() < 0.2 else MONDAY + dice.uniform(-days, 2) * DAY


def some_parcel(dice: Random) -> Sighted:
    return Sighted(
        "N1",
        dice.choice([None, "DHL"]),
        "N1",
        dice.choice(list(ParcelStatus)),
        is_tracked=dice.random() < 0.8,
        words=dice.choice(WORDS),
        fault=dice.choice([None, None, None, *Fault]),
        made=some_time(dice),
        shipped=some_time(dice),
        first_scan=some_time(dice),
        last_scan=some_time(dice),
        said_at=some_time(dice),
        promised=some_time(dice, 3),
        estimated=some_time(dice, 3),
        delivered=some_time(dice),
        expected=some_time(dice, 3),
        had_attempt=dice.random() < 0.1,
        is_abroad=dice.random() < 0.2,
        usual_gap=dice.choice([None, None, timedelta(hours=dice.uniform(1, 80))]),
    )


def some_order(dice: Random) -> Watched:
    parcels = tuple(some_parcel(dice) for _ in range(dice.choice([0, 1, 1, 2])))
    written = Report(1, MONDAY - dice.uniform(0, 5) * DAY, dice.choice(WORDS))
    reports = (written,) if dice.random() < 0.2 else ()
    is_open, unsent = dice.random() < 0.8, dice.random() < 0.3
    return Watched(1, "A-7", some_time(dice), is_open, parcels, unsent, reports)


def every_rule(order: Watched, now: datetime) -> Iterator[tuple[Kind, datetime]]:
    for one in (None, *order.parcels):
        for rule in BY_STATUS[one.status] if one else OF_ORDERS:
            case = Case(order, one, POLICY.provisions[rule.kind], POLICY, now, NEVER)
            if (since := rule.since(case)) is not None:
                yield rule.kind, since


@pytest.mark.parametrize("seed", range(8))
def test_short_cuts_find_what_all_rules_find(seed: int):
    dice, seen = Random(seed), set[Kind]()
    for _ in range(600):
        order = some_order(dice)
        looked, told = look(order, POLICY, MONDAY), list(every_rule(order, MONDAY))
        found = [(kind, since) for kind, since in told if since <= MONDAY]
        assert [(one.kind, one.since) for one in looked.findings] == found
        due = min([since for _, since in told if since > MONDAY], default=NEVER)
        assert looked.due in {min(due, MONDAY + AT_LEAST), None}
        assert (looked.due is None) == (not told and not order.is_open)
        seen |= {kind for kind, _ in found}
    assert seen >= set(Kind) - {Kind.AREA, Kind.NOT_RECEIVED}


def step_by_step(start: datetime, wait: timedelta, rest: frozenset[int]) -> datetime:
    """Wait a quarter of an hour at a time, but not on days of rest."""
    at, step = start, timedelta(minutes=15)
    while wait:
        wait -= step if at.weekday() not in rest else timedelta(0)
        at += step
    return at


@pytest.mark.parametrize("rest", [frozenset(), {6}, {5, 6}, {2, 6}, {0, 1, 2, 3, 4, 5}])
def test_working_time_is_that_of_a_clock_that_stands_still_on_days_of_rest(rest: frozenset[int]):
    dice = Random(3)
    for _ in range(300):
        start = MONDAY + dice.randrange(7 * 24 * 4) * timedelta(minutes=15)
        wait = dice.randrange(1, 15 * 24 * 4) * timedelta(minutes=15)
        assert after(start, wait, rest) == step_by_step(start, wait, frozenset(rest)), (start, wait)
    assert after(MONDAY, 4 * HOUR, rest) == step_by_step(MONDAY, 4 * HOUR, frozenset(rest))
