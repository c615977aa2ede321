"""How long it takes until the board of the radar is painted, with many parcels and with few."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.queries.desk import Desk
from agent_console.storage.watching.concerns import StoredRadar
from agent_console.ui.screens.radar.board import RadarBoard
from tests.bench import painting
from tests.bench.places import desk
from tests.bench.samples import Compared, samples
from tests.bench.watching import NOW, POLICY, Yard, yard
from tests.fakes.clock import FixedClock


@dataclass(frozen=True, slots=True)
class Tower:
    """Parcels that all stand still, looked at from the window."""

    yard: Yard

    def desk(self) -> Desk:
        """Return what questions are asked of."""
        radar = StoredRadar(self.yard.store, lambda: POLICY)
        return replace(desk(self.yard.store), radar=radar, clock=FixedClock(NOW))


@contextmanager
def tower(home: Path, parcels: int) -> Iterator[Tower]:
    """Make a store of which every parcel is at risk."""
    with yard(home, parcels, stands_every=1) as made:
        made.look()
        yield Tower(made)


def opened(app: QApplication, at: Tower) -> float:
    """Open the radar for the first time; return the milliseconds until its rows are painted."""
    with painting.window(app, at) as built:
        started = perf_counter()
        QTest.keyClick(built.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        [board] = built.window.findChildren(RadarBoard)
        rows = board.rows
        painting.Wait(rows.viewport(), lambda: rows.model().rowCount() > 0).for_it()
        taken = perf_counter() - started
        painting.settle(built)
    return taken * 1e3


def opening(app: QApplication, many: Tower, few: Tower, rounds: int) -> Compared:
    """Open the radar with many parcels at risk, and in turns with few."""
    both = [(opened(app, many), opened(app, few)) for _ in range(rounds)]
    ours, light = samples([one for one, _ in both]), samples([one for _, one in both])
    what = f"open the radar with {many.yard.parcels:,} parcels at risk: painted"
    return Compared(what, ours, light, f"with {few.yard.parcels}", "at most 100 ms", percent=0)
