"""How long a carrier is usually silent, and who is silent for longer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from agent_console.domain.forecasting.gaps import (
    Gaps,
    Journey,
    is_stalled,
    learned,
    silence,
    stalls_at,
)

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
WEEKEND = frozenset({5, 6})
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def journeys(count: int, *, hours: float = 10, lane: str = "AT>DE", scans: int = 4):
    """Yield parcels that are scanned every so many hours, on the working days of some weeks."""
    for at in range(count):
        start = MONDAY + DAY * (at % 3) + 7 * DAY * (at // 3)
        yield Journey("DHL", lane, [start + HOUR * hours * step for step in range(scans)])


@pytest.mark.parametrize(("count", "usual"), [(0, None), (29, None), (30, 10 * HOUR)])
def test_with_fewer_than_thirty_parcels_nothing_is_usual(count, usual):
    assert learned(journeys(count)).usual_gap("DHL", "AT>DE") == usual


def test_a_lane_with_too_few_parcels_goes_by_its_carrier():
    gaps = learned([*journeys(30), *journeys(29, hours=20, lane="AT>PL", scans=3)])
    assert gaps.usual_gap("DHL", "AT>DE") == 10 * HOUR
    assert gaps.usual_gap("DHL", "AT>PL") == gaps.usual_gap("DHL") == 20 * HOUR
    assert gaps.usual_gap("UPS", "AT>DE") is None


def test_the_longest_pause_of_a_way_is_learned_by_parcel_and_not_by_pause():
    def slow(count: int) -> Iterator[Journey]:
        for at in range(count):
            start = MONDAY + 7 * DAY * at
            times = [0, *range(20, 30), 30 + (60 if at % 10 == 0 else 1)]
            yield Journey("DHL", "", [start + HOUR * hours for hours in times])

    gap = learned(slow(40)).of("DHL")
    assert gap is not None
    assert gap.rare == 20 * HOUR, "one of eleven pauses of each"
    assert gap.longest == 61 * HOUR, "one of ten parcels once paused for so long"


def test_parcels_with_one_scan_teach_no_pause():
    assert learned(Journey("DHL", "", [MONDAY]) for _ in range(50)) == Gaps()


def test_days_of_rest_are_learned_and_do_not_count():
    def weekly(count: int) -> Iterator[Journey]:
        for at in range(count):
            start = MONDAY + DAY * (at % 5) + 7 * DAY * (at // 5)
            after = 3 if start.weekday() == 4 else 1
            yield Journey("DHL", "", [start, start + DAY * after])

    gaps = learned(weekly(60))
    assert gaps.days_of_rest("DHL") == WEEKEND
    assert gaps.usual_gap("DHL") == DAY
    assert gaps.days_of_rest("UPS") == frozenset()


def test_whoever_rests_on_no_day_is_silent_all_the_time():
    assert silence(MONDAY, MONDAY + 7 * DAY, frozenset()) == 7 * DAY
    assert silence(MONDAY, MONDAY + 7 * DAY, WEEKEND) == 5 * DAY
    saturday = MONDAY + 5 * DAY
    assert silence(saturday, saturday + DAY, WEEKEND) == timedelta(0)
    assert silence(MONDAY, MONDAY - DAY, WEEKEND) == timedelta(0)


def test_days_of_rest_lie_where_the_last_scan_was():
    friday = datetime(2026, 3, 6, 20, tzinfo=timezone(timedelta(hours=-8)))
    monday = datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert silence(friday, monday, WEEKEND) == 8 * HOUR, "four on Friday, four on Monday"


def test_an_hour_that_the_clocks_skip_is_no_trouble():
    vienna = ZoneInfo("Europe/Vienna")
    friday = datetime(2026, 3, 27, 12, tzinfo=vienna)
    monday = datetime(2026, 3, 30, 12, tzinfo=vienna)
    assert silence(friday, monday, WEEKEND) == DAY


@pytest.mark.parametrize(("hours", "stalled"), [(48, False), (48.01, True)])
def test_a_parcel_stalls_after_the_limit_and_not_at_it(hours, stalled):
    now = MONDAY + HOUR * hours
    assert is_stalled(MONDAY, now, 2 * DAY) is stalled


@pytest.mark.parametrize("start", [MONDAY + DAY * day for day in range(7)])
def test_when_it_will_stall_is_known_before(start):
    due = stalls_at(start, 2 * DAY, WEEKEND)
    assert silence(start, due, WEEKEND) == 2 * DAY
    assert not is_stalled(start, due, 2 * DAY, WEEKEND)
    assert is_stalled(start, due + 3 * DAY, 2 * DAY, WEEKEND)


def test_a_carrier_that_always_rests_does_not_hang_the_reckoning():
    assert stalls_at(MONDAY, DAY, frozenset(range(7))) == MONDAY + DAY
