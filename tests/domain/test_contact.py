"""A message's time is kept as told, and sorts only where it can be true."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.contact import Contact
from agent_console.domain.moment import Moment, instant, microseconds
from agent_console.domain.observation import Channel, Direction

HEARD = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def mail(time: Moment | None) -> Contact:
    return Contact(Channel.EMAIL, Direction.INBOUND, time=time)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        datetime(1995, 3, 1, tzinfo=UTC),
        HEARD,
        HEARD + timedelta(hours=14),
    ],
)
def test_a_possible_time_sorts_a_message(at):
    assert mail(instant(at)).sort_key(HEARD) == microseconds(at)


@pytest.mark.parametrize(
    "at",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1980, 1, 1, tzinfo=UTC),
        HEARD + timedelta(days=3),
        datetime(2099, 12, 31, tzinfo=UTC),
    ],
)
def test_an_impossible_time_is_kept_but_sorts_nothing(at):
    found = mail(instant(at))
    assert found.sort_key(HEARD) == microseconds(HEARD)
    assert found.time == Moment(utc=at)


def test_without_a_time_it_sorts_by_when_it_was_heard():
    assert mail(None).sort_key(HEARD) == microseconds(HEARD)
    assert mail(Moment()).sort_key(HEARD) == microseconds(HEARD)


def test_a_wall_clock_without_zone_sorts_as_it_is():
    found = mail(Moment(local="2026-11-22T08:30:00"))
    assert found.sort_key(HEARD) == microseconds(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(8999, 1, 1)))  # noqa: DTZ001 - hypothesis adds the zone
def test_no_time_sorts_before_mail_or_after_now(at):
    key = mail(instant(at.replace(tzinfo=UTC))).sort_key(HEARD)
    assert microseconds(datetime(1982, 1, 1, tzinfo=UTC)) < key
    assert key <= microseconds(HEARD + timedelta(days=2))
