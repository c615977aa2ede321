"""The moments of a story hold on any day and at any hour at which the demo starts."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from agent_console.sandbox.plans.moments import SUNDAY, day, moment

FRIDAY = datetime(2026, 11, 20, 14, 5, 9, tzinfo=UTC)
WEEK = [FRIDAY + timedelta(days=days) for days in range(7)]
AGO = [
    "-12d 23:00",
    "-7d 00:10",
    "-2d 20:15",
    "-1d 06:00",
    "-1d 23:59",
    "-9h",
    "-270m",
    "-1h",
    "-5m",
]


def test_days_are_counted_as_people_work():
    assert day("-1d", FRIDAY).date().isoformat() == "2026-11-19"
    assert day("-4d", FRIDAY).date().isoformat() == "2026-11-16"
    assert day("-5d", FRIDAY).date().isoformat() == "2026-11-14"
    assert day("+2d", FRIDAY).date().isoformat() == "2026-11-23"
    assert day("0d", FRIDAY).date() == FRIDAY.date()


@pytest.mark.parametrize("now", WEEK, ids=lambda now: f"{now:%A}")
def test_nothing_is_ever_planned_for_a_sunday(now):
    days = [day(f"{days}d", now) for days in range(-30, 31) if days]
    assert SUNDAY not in {at.weekday() for at in days}
    assert all(a < b for a, b in pairwise(days))


@pytest.mark.parametrize("hour", [0, 4, 9, 14, 23])
@pytest.mark.parametrize("now", WEEK, ids=lambda now: f"{now:%A}")
def test_a_story_keeps_its_order_at_any_hour(now, hour):
    now = now.replace(hour=hour, minute=3)
    moments = [moment(text, now) for text in AGO]
    assert all(a < b for a, b in pairwise(moments))
    assert moments[-1] < now
    assert moment("-9h", now).date() == now.date()


def test_hours_are_hours_on_a_day_old_enough():
    assert moment("-3h", FRIDAY) == FRIDAY - timedelta(hours=3)
    assert moment("+25m", FRIDAY) == FRIDAY + timedelta(minutes=25)
    early = FRIDAY.replace(hour=5, minute=0, second=0)
    assert moment("-3h", early) == early - timedelta(minutes=90)
    assert moment("+3h", early) == early + timedelta(hours=3)
