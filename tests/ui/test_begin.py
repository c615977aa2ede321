"""How a window begins: for the first time, with trouble, a second time."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from agent_console.app.window import has_connections
from agent_console.ports.desktop import CannotBeginError, Trouble
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.one_window import OneWindow
from agent_console.ui.bridge.worker_state import WorkerState, WorkerStatus
from agent_console.ui.shell.start import Built, WindowParts, build, first_size
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until


class Door:
    """A desk that opens or not, and connections that come later."""

    def __init__(self, memory: MemoryDesk) -> None:
        self.memory = memory
        self.failure: BaseException | None = None
        self.is_connected = True
        self.openings = 0

    def open(self) -> Desk:
        self.openings += 1
        if self.failure is not None:
            raise self.failure
        return self.memory.desk()


@pytest.fixture
def door(memory: MemoryDesk) -> Door:
    return Door(memory)


@pytest.fixture
def fresh(app: QApplication, door: Door) -> Iterator[Built]:
    parts = WindowParts(
        door.open,
        door.memory.clock,
        config_path=Path("/srv/desk/config.toml"),
        has_connections=lambda: door.is_connected,
        program="agent-console",
    )
    made = build(app, parts)
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.session.stop()
    made.window.close()
    made.window.deleteLater()
    QTest.qWait(1)


def words(built: Built) -> str:
    labels = built.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_without_a_connection_nothing_is_opened_and_the_way_is_shown(fresh: Built, door: Door):
    door.is_connected = False
    fresh.session.start()
    QTest.keyClicks(fresh.window.search.field, "brandt")
    QTest.qWait(300)
    told = words(fresh)

    assert door.openings == 0
    assert "/srv/desk/config.toml" in told
    assert "agent-console connections add NAME vendure base_url=" in told
    assert "agent-console secrets set NAME password" in told
    offers = {one.accessibleName() for one in fresh.window.welcome.findChildren(QAbstractButton)}
    assert {"Connect a store", "Look around in a made-up shop first"} <= offers
    assert "Looking for" not in told
    assert "Read all connections now" not in told


def test_tab_goes_only_where_something_is_at_a_first_beginning(fresh: Built, door: Door):
    door.is_connected = False
    fresh.window.activateWindow()
    fresh.session.start()
    until(fresh.window.isActiveWindow)
    fresh.window.search.field.setFocus()
    QTest.keyClick(fresh.window.search.field, Qt.Key.Key_Tab)
    assert fresh.window.welcome.isAncestorOf(fresh.window.focused())
    assert fresh.window.focused() is fresh.window.welcome.first()


def test_the_window_goes_on_once_there_is_a_connection(fresh: Built, door: Door):
    door.is_connected = False
    fresh.session.start()
    door.is_connected = True
    fresh.session._on_look()
    until(fresh.session.is_settled)

    assert fresh.window.search.results.model().rowCount() > 0
    assert "No customer is open" in words(fresh)


@pytest.mark.parametrize(
    ("trouble", "title"),
    [
        (Trouble.SETTINGS, "The settings cannot be read"),
        (Trouble.KEY, "The store is locked"),
        (Trouble.STORE, "The store cannot be read"),
    ],
)
def test_what_keeps_the_store_from_opening_is_called_by_its_name(
    fresh: Built, door: Door, trouble: Trouble, title: str
):
    door.failure = CannotBeginError(trouble, "Somebody took it away.")
    fresh.session.start()
    until(lambda: title in words(fresh))
    told = words(fresh)

    assert "Somebody took it away." in told
    assert "stays readable" not in told
    door.failure = None
    QTest.keyClick(fresh.window.search.field, Qt.Key.Key_F5)
    until(lambda: fresh.window.search.results.model().rowCount() > 0)
    assert "No customer is open" in words(fresh)


def test_a_worker_that_cannot_begin_says_why_in_its_own_words(fresh: Built):
    fresh.session.start()
    until(fresh.session.is_settled)
    why = "config.toml, line 3: unknown key 'pol'; did you mean 'poll_seconds'?"
    fresh.session.news.hear_state(WorkerState(WorkerStatus.STOPPED, why, trouble=Trouble(3)))
    told = fresh.window.bar.words()

    assert told.startswith(f"The settings cannot be read: {why} Mend that line")
    assert told.endswith("What was read stays readable.")
    buttons = fresh.window.bar.findChildren(QAbstractButton)
    assert {one.accessibleName() for one in buttons if one.isVisible()} == {
        "Try again",
        "Put away",
    }


def test_nothing_is_called_readable_that_could_not_be_opened(fresh: Built, door: Door):
    door.failure = CannotBeginError(Trouble.STORE, "The file is damaged.")
    fresh.session.start()
    until(lambda: "The store cannot be read" in words(fresh))
    fresh.session.news.hear_state(WorkerState(WorkerStatus.RESTARTING, "it crashed", 1))

    assert "readable" not in fresh.window.bar.words()


def test_a_second_window_calls_the_first(app: QApplication, tmp_path: Path):
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    called: list[bool] = []
    first.raise_wanted.connect(lambda: called.append(True))

    assert first.claim_or_call()
    assert not second.claim_or_call(0)
    until(lambda: called == [True])
    first.release()
    assert second.claim_or_call(0)
    second.release()


def test_only_this_user_may_call_a_window(app: QApplication, tmp_path: Path):
    first = OneWindow(tmp_path)
    first.claim()

    assert (tmp_path / "window.sock").stat().st_mode & 0o077 == 0
    first.release()


def test_what_an_unkind_caller_says_is_dropped(app: QApplication, tmp_path: Path):
    first = OneWindow(tmp_path)
    called: list[bool] = []
    first.raise_wanted.connect(lambda: called.append(True))
    first.claim()
    for line in (b"rubbish\n", b'{"type": "wake_up"}\n', b"x" * 200_000):
        caller = socket.socket(socket.AF_UNIX)
        caller.connect(str(tmp_path / "window.sock"))
        caller.settimeout(0)
        caller.send(line)
        QTest.qWait(30)
        caller.close()

    assert called == []
    first.release()


@pytest.mark.parametrize(
    ("screen", "size", "fills"),
    [
        ((1920, 1080), (1728, 972), False),
        ((3840, 2160), (2200, 1400), False),
        ((1500, 900), (1366, 810), False),
        ((1366, 768), (1366, 728), True),
        ((1280, 720), (1280, 680), True),
        ((1366, 1000), (1366, 900), True),
    ],
)
def test_the_first_window_fits_the_screen(
    screen: tuple[int, int], size: tuple[int, int], *, fills: bool
):
    assert first_size(QSize(*screen)) == (QSize(*size), fills)


def test_connections_are_looked_up_without_judging_the_settings(tmp_path: Path):
    config = tmp_path / "config.toml"
    assert not has_connections(config)
    config.write_text('[general]\nregion = "AT"\n')
    assert not has_connections(config)
    config.write_text('[[connections]]\nname = "web-shop"\n')
    assert has_connections(config)
    config.write_text("not toml")
    assert has_connections(config)
