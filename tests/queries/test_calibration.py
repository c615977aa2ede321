"""How far forecasts can be trusted is said plainly, and only once it can be known."""

from datetime import date, timedelta

import pytest

from agent_console.domain.forecasting.calibration import CameTrue, judged
from agent_console.queries.calibration import how_true

MONDAY, DAY = date(2026, 3, 2), timedelta(days=1)


def came(took: int, **more: date | None) -> CameTrue:
    return CameTrue(MONDAY, MONDAY + DAY * took, MONDAY + DAY * 2, MONDAY + DAY * 4, **more)


@pytest.mark.parametrize("count", [0, 1, 29])
def test_with_few_parcels_nothing_is_judged(count):
    said = how_true(judged([came(2)] * count))
    assert said == f"{count} parcels with a forecast have come; 30 are needed to judge it"


def test_it_says_how_many_came_in_time_and_how_sharp_that_was():
    told = [came(2, median=MONDAY + DAY * 3, estimated=MONDAY + DAY)] * 27 + [came(5)] * 3
    said = how_true(judged(told))
    assert said.startswith("of 30 parcels with a forecast, 90% came by the later day given")
    assert "the error is 67% below that of taking the usual time of the route" in said
    assert "the error is 86% below that of the carrier's estimate" in said


def test_others_are_judged_by_the_same_parcels_as_we():
    late = came(9)
    assert (
        judged([came(2, estimated=MONDAY + DAY), late]).below_estimate
        == judged([came(2, estimated=MONDAY + DAY)]).below_estimate
    )


def test_whoever_did_better_than_we_is_named_as_such():
    said = how_true(judged([came(2, estimated=MONDAY + DAY * 2)] * 29 + [came(3, median=MONDAY)]))
    assert "carrier's estimate" not in said, "it was never wrong: there is no share of nothing"
    better = judged([came(3, estimated=MONDAY + DAY * 3)] * 29 + [came(4, estimated=MONDAY)])
    assert "above that of the carrier's estimate" in how_true(better)


def test_the_day_given_is_in_time_and_the_day_after_is_not():
    assert [judged([came(took)]).in_time for took in (4, 5)] == [1, 0]
