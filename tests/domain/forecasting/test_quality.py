"""Forecasts hold what they say on histories nobody learned from, and say more than others do."""

from functools import cache

import pytest

from agent_console.domain.forecasting.calibration import Calibration, judged
from tests.bench.histories import REGIMES, Regime, history, split, walked

SEEDS = (11, 12)
NAMES = {regime.name: regime for regime in REGIMES}


@cache
def calibration(regime: Regime, seed: int) -> Calibration:
    parcels = history(regime, seed)
    _, later = split(parcels)
    _, said = walked(parcels, later[0].sent.shipped)
    assert len(said) == len(later), "each of them had enough before it"
    return judged(said)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
class TestOnWhatComesLater:
    def test_nine_of_ten_parcels_come_by_the_day_given_for_them(self, name, seed):
        assert 0.85 <= calibration(NAMES[name], seed).share() <= 0.95

    def test_it_is_sharper_than_the_median_of_the_way_and_the_carrier(self, name, seed):
        found = calibration(NAMES[name], seed)
        assert found.below_median is not None
        assert found.below_median >= 0.15
        if NAMES[name].estimated:
            assert found.below_estimate is not None
            assert found.below_estimate >= 0.15


def test_the_same_seed_tells_the_same_history():
    assert history(REGIMES[0], 3) == history(REGIMES[0], 3) != history(REGIMES[0], 4)


def test_nothing_that_comes_later_is_learned_from():
    parcels = history(Regime("short", days=120), 5)
    before, later = split(parcels)
    assert max(one.delivered for one in before) < min(one.sent.shipped for one in later)
