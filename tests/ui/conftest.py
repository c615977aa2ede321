"""One application on the offscreen platform, and a window over the invented people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.ui.shell.start import Built, WindowParts, build
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.tokens import Appearance
from tests.fakes.application import the_application
from tests.fakes.desk import MemoryDesk
from tests.fakes.paperwork import MemoryPaperwork
from tests.fakes.people import MemoryRegistry
from tests.ui.invented import invented

PATIENCE_MS = 5000


def until(true: Callable[[], bool]) -> None:
    """Let the window live until something is true."""
    waited = 0
    QTest.qWait(1)
    while not true():
        assert waited < PATIENCE_MS, "it never became true"
        QTest.qWait(10)
        waited += 10


@contextmanager
def in_sight(app: QApplication, parts: WindowParts) -> Iterator[Built]:
    """Show a window as somebody sees it, at work and with the keyboard; let go of it afterwards."""
    made = build(app, parts)
    made.guard.rest()
    made.window.resize(1366, 768)
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    made.session.start()
    until(made.session.is_settled)
    yield made
    made.session.stop()
    made.window.close()
    made.window.deleteLater()
    QTest.qWait(1)


@contextmanager
def people_in_sight(
    app: QApplication, memory: MemoryDesk, registry: MemoryRegistry
) -> Iterator[Built]:
    """Show a window in which things can be said of people, once they can."""
    papers = MemoryPaperwork(memory.clock, people=registry)
    parts = WindowParts(memory.desk, memory.clock, zone=UTC, open_paperwork=papers.open)
    with in_sight(app, replace(parts, open_correspondence=lambda: None)) as made:
        until(made.session.hands.clerk.is_readable)
        yield made


def settle(built: Built) -> None:
    """Let the window live until all that was asked and said is answered."""
    QTest.qWait(1)
    until(lambda: built.session.is_settled() and built.session.hands.clerk.is_idle())


@pytest.fixture(scope="session")
def app() -> QApplication:
    return the_application()


@pytest.fixture
def memory() -> MemoryDesk:
    return invented(events=1500)


@pytest.fixture
def copied() -> list[str]:
    return []


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, copied: list[str]) -> Iterator[Built]:
    def open_url(url: str) -> bool:
        copied.append(url)
        return True

    look = ForgetfulPreferences(Appearance.LIGHT)
    parts = WindowParts(memory.desk, memory.clock, preferences=look, zone=UTC, open_url=open_url)
    with in_sight(app, parts) as made:
        yield made
