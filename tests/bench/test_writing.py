"""Writing beside the bare driver; limits leave room for a busy machine."""

from functools import partial
from pathlib import Path

import pytest

from tests.bench import writing
from tests.bench.places import Town, town
from tests.bench.population import Size
from tests.bench.samples import best_of
from tests.bench.team import Team
from tests.peers.postgres.postgres import PostgresPeer

TRIES = 3
PAGES = 10


def test_new_pages_are_kept_near_bare_speed(original: Town, tmp_path: Path):
    starts = iter(range(1, 1_000, PAGES))
    with writing.embedded_pair(original, tmp_path) as pair:

        def measure() -> writing.Compared:
            start = next(starts)
            return writing.keeping(pair, range(start, start + PAGES), "sync")

        assert best_of(TRIES, measure, 4).ratio() <= 4


def test_pages_told_again_cost_little(original: Town, tmp_path: Path):
    starts = iter(range(0, 1_000, PAGES))
    with writing.embedded_pair(original, tmp_path) as pair:

        def measure() -> writing.Compared:
            start = next(starts)
            return writing.telling_again(pair, range(start, start + PAGES))

        assert best_of(TRIES, measure, 0.5).ratio() <= 0.5


def test_ten_times_the_data_costs_little_more(original: Town, tmp_path: Path):
    starts = iter(range(1, 1_000, PAGES))
    with (
        town(tmp_path / "small", original.size.tenth()) as small,
        writing.embedded_pair(small, tmp_path) as tenth,
        writing.embedded_pair(original, tmp_path) as full,
    ):

        def measure() -> writing.Compared:
            start = next(starts)
            return writing.beside_a_tenth(full, tenth, range(start, start + PAGES), "sync")

        assert best_of(TRIES, measure, 4).ratio() <= 4


def test_a_small_write_waits_no_longer_than_bare(place: Town):
    found = best_of(TRIES, partial(writing.linking_while_syncing, place, 1, 30), 3)
    assert found.ratio() <= 3


@pytest.mark.parametrize("size", [Size().tenth()], ids=["10,000 events"])
def test_a_team_store_is_kept_near_bare_speed(postgres: PostgresPeer, size: Size):
    starts = iter(range(1, 1_000, PAGES))
    with Team(postgres).pair(size) as pair:

        def measure() -> writing.Compared:
            start = next(starts)
            return writing.keeping(pair, range(start, start + PAGES), "sync")

        assert best_of(TRIES, measure, 6).ratio() <= 6
