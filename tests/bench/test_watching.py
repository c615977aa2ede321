"""Looking at parcels: as fast for many as for few, and at nothing where nothing happened.

`python -m tests.bench.watching` says how long 100,000 take.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.watching import Yard, yard

FEW, MANY, TRIES = 2_000, 20_000, 3


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    with yard(tmp_path_factory.mktemp("yard") / "home", MANY) as made:
        yield made


def test_ten_times_the_parcels_take_no_longer_each(many: Yard, tmp_path: Path):
    with yard(tmp_path / "home", FEW) as few:
        each_of_few = least(few, FEW) / FEW
    whole = least(many, MANY)
    assert whole / MANY <= each_of_few * 3
    assert least(many, 0) <= whole / 50, "nothing is due any more"
    assert least(many, MANY // 100) <= whole / 10, "one of a hundred"
    assert min(many.open_radar() for _ in range(TRIES)) / 1e3 <= whole / 10


def least(made: Yard, stirred: int) -> float:
    """Return the least seconds it took to look where so many had something happen to them."""

    def once() -> float:
        made.stir(stirred)
        return made.look()

    made.look()
    return min(once() for _ in range(TRIES))
