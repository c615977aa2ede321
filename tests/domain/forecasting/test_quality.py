"""Forecasts hold what they say on histories nobody learned from, and say more than others do."""

import pytest

from agent_console.domain.forecasting.calibration import Calibration, judged
from tests.bench.histories import REGIMES, Regime, history, split, walked

SEEDS = (11, 12)
ON_THE_WAY = 4
LEAST, MOST, SHARPER = 0.85, 0.95, 0.15
REGIME = pytest.mark.parametrize("regime", REGIMES, ids=lambda one: one.name)


def calibration(regime: Regime, seed: int, after: int = 0) -> Calibration:
    """Judge what is said of parcels that left after all that was learned from at first."""
    parcels = history(regime, seed)
    _, later = split(parcels)
    return judged(walked(parcels, later[0].sent.shipped, after))


@pytest.mark.parametrize("seed", SEEDS)
@REGIME
def test_nine_of_ten_come_by_their_day_and_it_is_sharper_than_others_are(regime, seed):
    found = calibration(regime, seed)
    assert found.parcels == len(split(history(regime, seed))[1]), "each had enough before it"
    assert LEAST <= found.share() <= MOST
    assert found.below_median is not None
    assert found.below_median >= SHARPER
    assert (found.below_estimate is None) == (not regime.estimated)
    if found.below_estimate is not None:
        assert found.below_estimate >= SHARPER


@REGIME
def test_it_holds_for_parcels_that_are_under_way_for_days(regime):
    assert LEAST <= calibration(regime, SEEDS[0], ON_THE_WAY).share() <= MOST


def test_the_same_seed_tells_the_same_history():
    assert history(REGIMES[0], 3) == history(REGIMES[0], 3) != history(REGIMES[0], 4)


def test_nothing_that_comes_later_is_learned_from():
    parcels = history(Regime("short", days=120), 5)
    before, later = split(parcels)
    assert max(one.delivered for one in before) < min(one.sent.shipped for one in later)
