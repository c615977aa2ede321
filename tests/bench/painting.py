"""How long it takes until something is painted, in the real window without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import cycle
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, QStringListModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from agent_console.machine.clock import SystemClock
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.shell.start import Built, WindowParts, build
from agent_console.ui.theme.preferences import ForgetfulPreferences
from tests.bench.flat_out import command
from tests.bench.people import someone
from tests.bench.places import Town
from tests.bench.population import FEW_ORDERS, FIFTY
from tests.bench.samples import Compared, Samples, samples

FRAME_MS = 16.7
PATIENCE_MS, AGAIN_MS = 60_000, 500
STEPS, WARM_KEYS = 600, 3
STEP_PX = 90
BARE_ROWS = 2_000
SPARE_MS = 450
"""A moment later the window has built the page it will open next."""


class PatientLoop(QEventLoop):
    """An event loop that fails with its words when nobody ends it: nothing else could end it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def run(self) -> None:
        """Let the window live until `quit`; fails when that never comes."""
        late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        late.timeout.connect(lambda: self.exit(1))
        late.start()
        assert self.exec() == 0, self._words
        late.stop()


class Wait(QObject):
    """Lets the window live until a widget has painted itself and something is true."""

    def __init__(self, widget: QWidget, true: Callable[[], bool]) -> None:
        super().__init__()
        self._true, self._loop = true, PatientLoop("it was never painted")
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint and self._true():
            QTimer.singleShot(0, self._loop.quit)
        return False

    def _paint_again(self) -> None:
        if self._true():
            self._widget.update()

    def for_it(self) -> None:
        """Wait; fails when it never comes. What became true after the paint is painted again."""
        again = QTimer(self, interval=AGAIN_MS)
        again.timeout.connect(self._paint_again)
        again.start()
        self._loop.run()
        again.stop()
        self._widget.removeEventFilter(self)


@contextmanager
def window(app: QApplication, town: Town, worker: WorkerCommand | None = None) -> Iterator[Built]:
    """Show the real window over a populated store."""
    parts = WindowParts(
        town.desk, SystemClock(), worker, ForgetfulPreferences(), zone=UTC, open_url=lambda _: True
    )
    built = build(app, parts)
    built.window.show()
    built.session.start()
    settle(built)
    yield built
    built.session.stop()
    built.window.close()
    built.window.deleteLater()
    QTest.qWait(1)


def settle(built: Built, ms: int = SPARE_MS) -> None:
    """Let the window come to rest."""
    QTest.qWait(ms)
    while not built.session.is_settled():
        QTest.qWait(10)


def opened(built: Built, customer: int) -> float:
    """Open a customer; return the milliseconds until its newest page is painted."""
    started = perf_counter()
    built.session.open_customer(customer)
    page = built.session.customers.current()
    assert page is not None
    rows = page.view.timeline.list
    Wait(rows.viewport(), lambda: rows.model().rowCount() > 0).for_it()
    taken = perf_counter() - started
    settle(built)
    built.session.customers.close_current()
    settle(built, 1)
    return taken * 1e3


def opening(built: Built, rounds: int) -> Compared:
    """Open a customer with 10,000 events, and in turns one with 50."""
    for customer in (FEW_ORDERS, FIFTY):
        opened(built, customer)
    both = [(opened(built, FEW_ORDERS), opened(built, FIFTY)) for _ in range(rounds)]
    ours, light = samples([one for one, _ in both]), samples([one for _, one in both])
    what = "open a customer of 10,000 events: painted"
    return Compared(what, ours, light, "the customer with 50 events", "p95 at most 16.7 ms, 1.5 x")


def searched(built: Built, text: str) -> float:
    """Put a text into the search box; return the milliseconds until its results are painted."""
    search = built.window.search
    model, before = search.listing_rows(), search.listing_rows().rows
    started = perf_counter()
    search.field.setText(text)
    shown = Wait(search.results.viewport(), lambda: model.rows is not before)
    shown.for_it()
    taken = perf_counter() - started
    settle(built, 1)
    return taken * 1e3


def searching(built: Built, town: Town, bare: Samples, keys: int) -> Compared:
    """Search by e-mail, by the beginnings of names and of an order's number."""
    people = [someone(7 + 61 * at % town.size.customers) for at in range(keys)]
    kinds = cycle((lambda p: p.email, lambda p: p.name[:6], lambda p: f"W{p.number:08}"[:8]))
    texts = [text(person) for person, text in zip(people, kinds, strict=False)]
    ours = samples([searched(built, text) for text in texts][WARM_KEYS:])
    built.window.search.field.clear()
    settle(built)
    what, goal = "key stroke: results painted", "p95 at most 30 ms"
    return Compared(what, ours, bare, "a bare list shows 40 other rows", goal)


def scrolled(rows: QListView, steps: int) -> Samples:
    """Scroll down step by step; return how long each step took until it was painted."""
    bar, taken = rows.verticalScrollBar(), []
    for _ in range(steps):
        started = perf_counter()
        bar.setValue(bar.value() + STEP_PX)
        rows.viewport().repaint()
        QTest.qWait(0)
        taken.append((perf_counter() - started) * 1e3)
    return samples(taken)


def scrolling(built: Built) -> Compared:
    """Scroll through a history of 10,000 events, and through a bare list."""
    bare = bare_list()
    floor = scrolled(bare, STEPS)
    bare.close()
    built.session.open_customer(FEW_ORDERS)
    settle(built)
    page = built.session.customers.current()
    assert page is not None
    ours = scrolled(page.view.timeline.list, STEPS)
    settle(built)
    goal = "p99 at most 8 ms, none over 16.7 ms"
    return Compared("scroll, one of 600 steps", ours, floor, "a bare list of text", goal)


def bare_list() -> QListView:
    """Show what Qt does by itself: a list of lines."""
    rows = QListView()
    rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    rows.setUniformItemSizes(True)
    rows.setModel(QStringListModel([f"line {at}" for at in range(BARE_ROWS)], rows))
    rows.resize(700, 700)
    rows.show()
    QTest.qWait(50)
    return rows


def bare_results(keys: int) -> Samples:
    """Return how long a bare list takes to show other rows."""
    rows, taken = bare_list(), []
    for at in range(keys):
        started = perf_counter()
        rows.setModel(QStringListModel([f"row {at} {n}" for n in range(40)], rows))
        Wait(rows.viewport(), lambda: True).for_it()
        taken.append((perf_counter() - started) * 1e3)
    rows.close()
    return samples(taken)


@dataclass
class Frames(QObject):
    """Scrolls a list one step a frame and notes by how much each frame came late."""

    rows: QListView
    count: int

    def __post_init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._loop = PatientLoop("the frames never ended")
        self._due = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)

    def run(self) -> Samples:
        """Paint all frames; return how late they were."""
        self._due = perf_counter()
        self._next()
        self._loop.run()
        return samples(self._late)

    def _next(self) -> None:
        now = perf_counter()
        self._due = max(self._due + FRAME_MS / 1e3, now)
        self._timer.start(max(0, int((self._due - now) * 1e3)))

    def _frame(self) -> None:
        bar = self.rows.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        bar.setValue(0 if at_end else bar.value() + STEP_PX)
        self.rows.viewport().repaint()
        self._late.append(max(0.0, (perf_counter() - self._due) * 1e3))
        if len(self._late) < self.count:
            self._next()
        else:
            self._loop.quit()


def frames_while_syncing(app: QApplication, town: Town, start: int, frames: int) -> Compared:
    """Scroll for some seconds while the window's own worker writes flat out and tells of it."""
    runtime = town.home / "run"
    runtime.mkdir(exist_ok=True)
    worker = WorkerCommand(command(town.home, start, town.size.customers), {}, runtime)
    with window(app, town, worker) as built:
        built.session.open_customer(FEW_ORDERS)
        settle(built, 1000)
        page = built.session.customers.current()
        assert page is not None
        ours = Frames(page.view.timeline.list, frames).run()
        bare = bare_list()
        floor = Frames(bare, frames).run()
        bare.close()
    goal = "at most 1 % of frames over 16.7 ms late"
    what = "lateness of a frame while syncing flat out"
    late = f"{late_share(ours):.1%} late (bare list {late_share(floor):.1%})"
    by_itself = "a bare list of text, also while syncing"
    return Compared(what, ours, floor, by_itself, goal, note=late)


def late_share(lateness: Samples) -> float:
    """Return which share of frames missed its moment by a whole frame."""
    return sum(one > FRAME_MS for one in lateness.values) / len(lateness.values)
