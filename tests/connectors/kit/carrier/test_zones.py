"""Wall clocks in a zone: an instant where one is meant, a wall clock where it is not sure."""

from datetime import datetime

import pytest

from agent_console.connectors.kit.carrier.zones import in_fixed, in_zones
from agent_console.domain.moment import Moment, iso_z

BERLIN = ("Europe/Berlin",)
CANADA = ("America/Toronto", "America/Halifax")


def read(wall: str, zones: tuple[str, ...], called: str | None = None) -> Moment:
    return in_zones(datetime.fromisoformat(wall), zones, called)


@pytest.mark.parametrize(
    ("wall", "offset", "utc"),
    [
        ("2016-03-18T10:02:00", "+01:00", "2016-03-18T09:02:00Z"),
        ("2016-07-18T10:02:00", "+02:00", "2016-07-18T08:02:00Z"),
        ("2016-03-27T02:30:00", None, None),
        ("2016-10-30T02:30:00", None, None),
        ("2016-10-30T03:00:00", "+01:00", "2016-10-30T02:00:00Z"),
    ],
    ids=["winter", "summer", "skipped", "twice", "after"],
)
def test_an_hour_that_is_shown_once_is_an_instant(wall: str, offset: str | None, utc: str | None):
    moment = read(wall, BERLIN)
    assert (moment.local, moment.offset, iso_z(moment.utc)) == (wall, offset, utc)


@pytest.mark.parametrize(
    ("wall", "called", "offset"),
    [
        ("2016-01-20T18:22:43", "EST", "-05:00"),
        ("2016-01-20T18:22:43", "AST", "-04:00"),
        ("2016-07-20T18:22:43", "EDT", "-04:00"),
        ("2016-07-20T18:22:43", "EST", None),
        ("2016-11-06T01:30:00", "EST", "-05:00"),
        ("2016-11-06T01:30:00", "EDT", "-04:00"),
        ("2016-01-20T18:22:43", "XYZ", None),
    ],
)
def test_a_name_counts_on_days_that_go_by_it(wall: str, called: str, offset: str | None):
    assert read(wall, CANADA, called).offset == offset


def test_a_zone_this_computer_does_not_know_tells_wall_clocks():
    assert read("2016-03-18T10:02:00", ("Nowhere/Atall",)) == Moment(local="2016-03-18T10:02:00")


def test_half_an_hour_is_an_offset_too():
    assert in_fixed(datetime(2016, 1, 20, 18, 0), -3.5).offset == "-03:30"  # noqa: DTZ001 - a wall clock
