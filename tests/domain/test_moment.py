"""Times as told: nothing invented, sorted as well as is known."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.moment import (
    Moment,
    Precision,
    from_microseconds,
    instant,
    iso_z,
    microseconds,
)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AWARE = st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "precision"),
    [
        (Moment(), Precision.HEARD),
        (Moment(local="2026-11-22"), Precision.DAY),
        (Moment(local="2026-11-22T10:00:00"), Precision.WALL_CLOCK),
        (Moment(local="2026-11-22T10:00:00", offset="+01:00"), Precision.WALL_CLOCK),
        (instant(NOON), Precision.INSTANT),
        (Moment(NOON, "2026-11-22T13:00:00", "+01:00"), Precision.INSTANT),
    ],
)
def test_a_moment_knows_how_exact_it_is(moment, precision):
    assert moment.precision() is precision


def test_an_instant_is_kept_in_utc():
    vienna = timezone(timedelta(hours=1))
    assert instant(NOON.astimezone(vienna)) == Moment(utc=NOON)
    assert instant(NOON).local is None


def test_the_sort_key_takes_the_best_there_is():
    told = [
        instant(NOON),
        Moment(local="2026-11-22T12:00:01"),
        Moment(local="2026-11-22"),
        Moment(),
    ]
    keys = [one.sort_key(NOON + timedelta(days=1)) for one in told]
    assert keys[2] < keys[0] < keys[1] < keys[3]
    assert keys[0] == microseconds(NOON)


@given(AWARE)
def test_microseconds_go_there_and_back(at):
    assert from_microseconds(microseconds(at)) == at
    assert instant(at).sort_key(NOON) == microseconds(at)


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (None, None),
        (NOON, "2026-11-22T12:00:00Z"),
        (NOON.replace(microsecond=579_000), "2026-11-22T12:00:00.579Z"),
        (NOON.replace(microsecond=579_999), "2026-11-22T12:00:00.579Z"),
        (NOON.astimezone(timezone(timedelta(hours=-8))), "2026-11-22T12:00:00Z"),
    ],
)
def test_an_instant_is_written_with_a_z(at, written):
    assert iso_z(at) == written


@given(AWARE)
def test_what_is_written_can_be_read_back(at):
    text = iso_z(at)
    assert text is not None
    assert text.endswith("Z")
    assert abs(datetime.fromisoformat(text) - at) < timedelta(milliseconds=1)
