"""A window that can write, with a customer open."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.domain.profile import ProfileId
from agent_console.ui.bridge.printing import Printers
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.writing import presenter
from agent_console.ui.shell.start import Built, WindowParts
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.tokens import Appearance
from tests.fakes.desk import MemoryDesk
from tests.fakes.paperwork import MemoryPaperwork
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import in_sight, until

HELENA = ProfileId(1)


@pytest.fixture
def post() -> MemoryCorrespondence:
    return MemoryCorrespondence()


@pytest.fixture
def papers(memory: MemoryDesk) -> MemoryPaperwork:
    return MemoryPaperwork(memory.clock)


class MemoryPrinters(Printers):
    """A printer that keeps what it prints."""

    def __init__(self) -> None:
        self.printed: list[tuple[bytes, str]] = []

    def print(self, picture: bytes, title: str) -> str:
        self.printed.append((picture, title))
        return "sent to Zebra, desk 4"


@pytest.fixture
def printers() -> MemoryPrinters:
    return MemoryPrinters()


@pytest.fixture
def built(
    app: QApplication,
    memory: MemoryDesk,
    post: MemoryCorrespondence,
    papers: MemoryPaperwork,
    printers: MemoryPrinters,
) -> Iterator[Built]:
    look = ForgetfulPreferences(Appearance.LIGHT)
    parts = WindowParts(
        memory.desk,
        memory.clock,
        preferences=look,
        zone=UTC,
        open_correspondence=lambda: post,
        open_paperwork=papers.open,
        printers=lambda: printers,
    )
    with in_sight(app, parts) as made:
        until(lambda: made.session.outgoing.why_not == post.no_way)
        made.session.open_customer(HELENA)
        until(made.session.is_settled)
        yield made


@pytest.fixture
def page(built: Built) -> CustomerPresenter:
    shown = built.session.customers.current()
    assert shown is not None
    return shown


def press(built: Built, key: Qt.Key, mods: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is."""
    where = built.window.focused() or built.window
    QTest.keyClick(where, key, mods or Qt.KeyboardModifier.NoModifier)


def compose(built: Built, page: CustomerPresenter) -> None:
    """Press M and look at the preview for as long as a person does at least."""
    press(built, Qt.Key.Key_M)
    until(page.view.evidence.is_composing)
    until(built.session.writer.is_idle)
    QTest.qWait(int(presenter.LEAST_S * 1000) + 50)
