"""A day is that of the place, and says so where it is another day at this desk."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from agent_console.domain.moment import Moment
from agent_console.queries.days import on_day

EAST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        (Moment(utc=datetime(2026, 11, 30, 3, 57, tzinfo=UTC)), UTC, "Mon 30 Nov"),
        (
            Moment(datetime(2026, 11, 30, 3, 57, tzinfo=UTC), "2026-11-29T20:57:00", "-07:00"),
            UTC,
            "Sun 29 Nov local time",
        ),
        (
            Moment(datetime(2026, 11, 30, 3, 57, tzinfo=UTC), "2026-11-30T04:57:00", "+01:00"),
            EAST,
            "Mon 30 Nov",
        ),
        (Moment(local="2026-11-29"), EAST, "Sun 29 Nov"),
        (None, UTC, None),
    ],
)
def test_a_day_in_words(moment: Moment | None, zone: timezone, said: str | None):
    assert on_day(moment, zone) == said
