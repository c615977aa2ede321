"""How long acting takes in the real window: from M to the message, from Enter to the pinned row."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.app.window import PROGRAM, Rooms
from agent_console.machine.clock import SystemClock
from agent_console.machine.folders import runtime_folder
from agent_console.ports.acting.returning import ReturnWish
from agent_console.ports.acting.writing import Correspondence, Wish
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.writing import presenter
from agent_console.ui.shell.start import Built, WindowParts, build
from agent_console.ui.theme.preferences import ForgetfulPreferences
from tests.bench.painting import Wait, settle
from tests.bench.samples import Compared, samples

PATIENCE_MS, QUIET_MS = 20_000, 500


@dataclass
class Office:
    """A window with a customer open to whom there is something to tell."""

    built: Built
    page: CustomerPresenter
    desk: Correspondence

    def can_write(self) -> None:
        """Wait until the window knows that messages can be sent."""
        while self.built.session.outgoing.why_not:
            QTest.qWait(20)
        self.page.repaint_ages()

    def can_label(self) -> None:
        """Wait until the window knows that labels can be bought; before, R does nothing."""
        waited = 0
        while (why_not := self.built.session.outgoing.why_not_return) and waited < PATIENCE_MS:
            QTest.qWait(20)
            waited += 20
        assert not why_not, why_not
        self.page.repaint_ages()

    def write(self) -> float:
        """Press M; return the milliseconds until the message can be read."""
        pane = self.page.view.evidence.compose
        started = perf_counter()
        QTest.keyClick(self.built.window.focused() or self.built.window, Qt.Key.Key_M)
        Wait(pane.browser.viewport(), lambda: "Hello" in pane.browser.toPlainText()).for_it()
        return (perf_counter() - started) * 1e3

    def send(self) -> float:
        """Press Enter; return the milliseconds until the message stands over the timeline."""
        QTest.qWait(int(presenter.LEAST_S * 1000) + 50)
        pinned = self.page.view.timeline.pinned
        started = perf_counter()
        QTest.keyClick(self.page.view.evidence.compose.browser, Qt.Key.Key_Return)
        Wait(pinned, lambda: bool(pinned.rows)).for_it()
        return (perf_counter() - started) * 1e3

    def take_back(self) -> None:
        """Have nothing under way again, and no message in sight."""
        self.built.session.outgoing.undo()
        self._until_rest()
        settle(self.built, 100)

    def _until_rest(self) -> None:
        waited = 0
        while self.page.view.timeline.pinned.rows and waited < PATIENCE_MS:
            QTest.qWait(20)
            waited += 20

    def label(self) -> float:
        """Press R; return the milliseconds until the label that was bought is in sight."""
        picture = self.page.view.work.returning.side.picture
        picture.setAccessibleName("")
        started = perf_counter()
        QTest.keyClick(self.built.window.focused() or self.built.window, Qt.Key.Key_R)
        Wait(picture, lambda: "printed" in picture.accessibleName()).for_it()
        taken = (perf_counter() - started) * 1e3
        QTest.keyClick(self.built.window.focused() or self.built.window, Qt.Key.Key_Escape)
        settle(self.built, 100)
        return taken

    def label_alone(self) -> float:
        """Have the label that was bought read without a window."""
        [returned] = self.desk.returns.offer(ReturnWish(self.page.profile)).labels
        started = perf_counter()
        assert self.desk.returns.label(returned.key) is not None
        return (perf_counter() - started) * 1e3

    def alone(self) -> float:
        """Have the same message written without a window."""
        started = perf_counter()
        found = self.desk.preview(Wish(self.page.profile))
        assert found.letter is not None, found.cannot
        return (perf_counter() - started) * 1e3


@contextmanager
def office(app: QApplication, home: Path, *, has_worker: bool = False) -> Iterator[Office]:
    """Show the window of a home, with its one customer open."""
    rooms = Rooms(home)
    command = [*PROGRAM, "--home", str(home), "worker"]
    parts = WindowParts(
        rooms.desk,
        SystemClock(),
        WorkerCommand(command, {}, runtime_folder(home)) if has_worker else None,
        preferences=ForgetfulPreferences(),
        zone=UTC,
        open_correspondence=rooms.correspondence,
        open_paperwork=rooms.paperwork,
    )
    built = build(app, parts)
    built.guard.rest()
    built.window.show()
    built.window.activateWindow()
    built.session.start()
    settle(built)
    built.session.open_customer(1)
    settle(built)
    page = built.session.customers.current()
    assert page is not None
    made = Office(built, page, rooms.correspondence())
    try:
        yield made
    finally:
        built.session.stop()
        built.window.close()
        rooms.close()


def telling(place: Office, rounds: int) -> Iterator[Compared]:
    """Write, hand in and take back a message again and again; the first round warms up."""
    place.can_write()
    told = []
    for _ in range(rounds + 1):
        told.append((place.write(), place.send(), place.alone()))
        place.take_back()
    written, sent, alone = (samples(one) for one in zip(*told[1:], strict=True))
    by_itself = "the same message written without a window"
    yield Compared("M: the message painted", written, alone, by_itself, "p95 at most 150 ms", 95)
    yield Compared("Enter: queued and painted", sent, alone, by_itself, "p95 at most 100 ms", 95)


def labelling(place: Office, rounds: int) -> Iterator[Compared]:
    """Look at the label that was bought again and again; the first round warms up."""
    place.can_label()
    settle(place.built, QUIET_MS)
    both = [(place.label(), place.label_alone()) for _ in range(rounds + 1)][1:]
    shown, alone = (samples(one) for one in zip(*both, strict=True))
    by_itself = "the label read without a window"
    yield Compared("R: the label painted", shown, alone, by_itself, "p95 at most 300 ms", 95)
