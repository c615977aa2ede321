from datetime import UTC, datetime, timedelta, timezone

import pytest

from agent_console.domain.moment import Moment, instant
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, StillClock

VIENNA = timezone(timedelta(hours=1))
TIMES = Times(StillClock(), VIENNA)
AGES = (
    (timedelta(seconds=5), "now", "just now"),
    (timedelta(minutes=6), "6 min", "6 min ago"),
    (timedelta(hours=23, minutes=59), "23 h", "23 h ago"),
    (timedelta(days=3), "3 d", "3 d ago"),
    (timedelta(days=60), "22 Sep", "on 22 Sep"),
    (timedelta(days=600), "Mar 2025", "on Mar 2025"),
)


@pytest.mark.parametrize(("since", "age", "ago"), AGES)
def test_an_age_is_said_in_few_letters(since: timedelta, age: str, ago: str):
    assert TIMES.age(NOW - since) == age
    assert TIMES.ago(NOW - since) == ago


def test_an_instant_is_shown_in_the_zone_of_the_desk():
    late = instant(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))

    assert TIMES.time(late) == "00:30"
    assert TIMES.heading(TIMES.day(late)) == "Today, Saturday 21 November"


def test_a_wall_clock_is_shown_as_it_was_told():
    told = Moment(local="2026-11-20T23:45:00")

    assert TIMES.time(told) == "23:45"
    assert TIMES.heading(TIMES.day(told)) == "Friday 20 November"


def test_a_day_alone_is_given_no_time():
    assert ":" not in TIMES.time(Moment(local="2026-11-20"))
    assert ":" not in TIMES.time(Moment())


def test_other_years_are_said_with_the_day():
    assert TIMES.heading(datetime(2025, 3, 1, tzinfo=UTC).date()) == "Saturday 1 March 2025"


def test_since_today_is_a_clock_and_before_a_day():
    assert TIMES.since(NOW) == "14:08"
    assert TIMES.since(NOW - timedelta(days=2)) == "Thu 19 Nov"
