"""A scan never acts: ten thousand of them leave the window as it was."""

import string
from dataclasses import dataclass
from random import Random

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.bursts import BURST_MS, BurstGuard
from agent_console.ui.shell.start import Built
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import until
from tests.ui.writing.conftest import compose

SCANS, SOME = 10_000, 250
LETTERS = string.ascii_uppercase + string.digits + "-/ ?"


@dataclass
class Fingers:
    """Presses keys at moments of its own."""

    built: Built
    at: float = 1000.0

    def moment(self, _event: QKeyEvent) -> float:
        return self.at

    def press(self, key: str | Qt.Key, after_ms: float) -> None:
        self.at += after_ms
        QTest.keyClick(self.built.window.focused() or self.built.window, key)

    def scan(self, text: str, pace: Random) -> None:
        self.at += 1000
        for letter in text:
            self.press(letter, pace.uniform(0.1, BURST_MS - 1))
        self.press(Qt.Key.Key_Return, pace.uniform(0.1, BURST_MS - 1))


def fingers_of(built: Built) -> Fingers:
    """Return fingers before a guard that only has scans looked up."""
    made = Fingers(built)
    BurstGuard(built.window, lambda _: None, made.moment).scanned.connect(built.scans.take)
    return made


@pytest.fixture
def did(built: Built) -> list[str]:
    return []


@pytest.fixture
def fingers(built: Built, did: list[str]) -> Fingers:
    """Whoever presses keys, before a guard that watches; what would act is only noted."""
    made = Fingers(built)
    BurstGuard(built.window, did.append, made.moment)
    return made


def codes(chance: Random, many: int) -> list[str]:
    first = ("R", "M", "O", "")
    return [
        chance.choice(first) + "".join(chance.choices(LETTERS, k=chance.randint(3, 9)))
        for _ in range(many)
    ]


def test_ten_thousand_scans_do_nothing(
    built: Built, page: CustomerPresenter, fingers: Fingers, did: list[str], post
):
    page.view.timeline.list.setFocus()
    chance = Random(7)
    for code in codes(chance, SCANS):
        fingers.scan(code, chance)
    QTest.qWait(100)
    assert did == []
    assert post.sent == []
    assert not page.view.evidence.is_composing()
    assert built.window.tabs.count() == 1


def test_no_scan_sends_what_is_previewed(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    compose(built, page)
    fingers = Fingers(built)
    BurstGuard(built.window, built.commands.do, fingers.moment)
    chance = Random(8)
    for code in codes(chance, SOME):
        fingers.scan(code, chance)
    QTest.qWait(100)
    assert post.sent == []
    assert page.view.evidence.is_composing()
    fingers.press(Qt.Key.Key_Return, 500)
    until(lambda: len(post.sent) == 1)


def test_a_letter_alone_acts(
    built: Built, page: CustomerPresenter, fingers: Fingers, did: list[str]
):
    page.view.timeline.list.setFocus()
    fingers.press("m", 1000)
    until(lambda: did == ["message"])
    fingers.press("j", BURST_MS + 1)
    fingers.press("k", BURST_MS + 1)
    until(lambda: did == ["message", "next_row", "previous_row"])


def test_what_is_scanned_into_a_field_stays_in_it(built: Built, fingers: Fingers, did: list[str]):
    built.window.search.field.setFocus()
    for letter in "RM123":
        fingers.press(letter, 5)
    assert built.window.search.field.text().upper() == "RM123"
    assert did == []


class Line:
    """Keys that come from the keyboard's queue, each with the moment at which it was pressed."""

    def __init__(self, built: Built) -> None:
        self.built = built

    def put(self, *keys: tuple[str, int]) -> None:
        focused = self.built.window.focused() or self.built.window
        for letter, at in keys:
            code = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
            event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(at)
            QApplication.postEvent(focused, event)

    def busy(self, *keys: tuple[str, int]) -> None:
        """Have the window busy for longer than it waits for a second key; keys come meanwhile."""
        QTimer.singleShot(0, lambda: self.put(*keys))
        over = QDeadlineTimer(3 * BURST_MS)
        while not over.hasExpired():
            """The window does something else, as while a page is laid out."""


@pytest.fixture
def line(built: Built, page: CustomerPresenter) -> Line:
    page.view.timeline.list.setFocus()
    return Line(built)


def test_a_scan_into_a_busy_window_is_looked_up_and_does_nothing(
    built: Built, line: Line, did: list[str]
):
    scanned: list[str] = []
    BurstGuard(built.window, did.append).scanned.connect(scanned.append)
    line.put(("r", 1000))
    QApplication.sendPostedEvents()
    line.busy(("m", 1020), ("7", 1040), ("\r", 1060))
    until(lambda: scanned == ["rm7"])
    assert did == []


def test_a_scan_that_a_busy_moment_cuts_is_looked_up_whole(
    built: Built, line: Line, did: list[str]
):
    scanned: list[str] = []
    BurstGuard(built.window, did.append).scanned.connect(scanned.append)
    line.put(("r", 1000), ("m", 1010), ("1", 1020), ("2", 1030))
    QApplication.sendPostedEvents()
    line.busy(("3", 1040), ("4", 1050), ("5", 1060), ("\r", 1070))
    until(lambda: bool(scanned))
    QTest.qWait(3 * BURST_MS)
    assert scanned == ["rm12345"]
    assert did == []


def test_keys_pressed_one_by_one_while_it_was_busy_all_act(
    built: Built, line: Line, did: list[str]
):
    BurstGuard(built.window, did.append)
    line.put(("j", 1000))
    QApplication.sendPostedEvents()
    line.busy(("j", 1100), ("k", 1200))
    until(lambda: did == ["next_row", "next_row", "previous_row"])


def test_a_key_pressed_long_ago_acts_though_the_window_is_always_late(
    built: Built, line: Line, did: list[str]
):
    BurstGuard(built.window, did.append)
    line.put(("j", 1000))
    QApplication.sendPostedEvents()
    late = QTimer(built.window, interval=0)
    late.timeout.connect(line.busy)
    late.start()
    until(lambda: did == ["next_row"])
    late.stop()
