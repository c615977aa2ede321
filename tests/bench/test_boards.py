"""The board of the radar in the real window: as soon there with many parcels as with few."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench import boards
from tests.bench.samples import best_of


def test_two_thousand_parcels_at_risk_are_painted_like_fifty(app: QApplication, tmp_path: Path):
    with (
        boards.tower(tmp_path / "many", 2_000) as many,
        boards.tower(tmp_path / "few", 50) as few,
    ):
        assert many.yard.standing() == 2_000
        assert best_of(3, partial(boards.opening, app, many, few, 2), 5).ratio() <= 5
