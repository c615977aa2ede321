import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.ports.desktop import (
    Changed,
    Progress,
    RefreshCustomer,
    Refreshed,
    Trouble,
    WakeUp,
)
from agent_console.ui.bridge.worker import WorkerLink
from agent_console.ui.bridge.worker_state import WorkerCommand, WorkerState, WorkerStatus
from tests.ui.conftest import until

WORKER = """
import os, socket, sys
from agent_console.ports.desktop import *
line = socket.socket(socket.AF_UNIX)
line.connect(os.environ[SOCKET_VARIABLE])
heard = line.makefile("rb")
line.sendall(encode(Progress("web-shop", 120, 900, True)))
line.sendall(encode(Changed((2**40,)))[:9])
line.sendall(encode(Changed((2**40,)))[9:] + b"rubbish" + bytes([10]))
for words in heard:
    wish = decode(words)
    if isinstance(wish, WakeUp):
        print("the first words", file=sys.stderr)
        print("config.toml, line 3: unknown key 'pol'", file=sys.stderr)
        sys.exit(int(os.environ.get("ENDS_WITH", "1")))
    line.sendall(encode(Refreshed(wish.customer, None)))
"""


class Diary:
    """Everything the link told."""

    def __init__(self, link: WorkerLink) -> None:
        self.news: list[object] = []
        self.states: list[WorkerStatus] = []
        self.told: list[WorkerState] = []
        link.state.connect(self.told.append)
        for signal in (link.progress, link.changed, link.refreshed):
            signal.connect(self.news.append)
        link.state.connect(lambda state: self.states.append(state.status))


@pytest.fixture
def command(tmp_path: Path) -> WorkerCommand:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    root = str(Path(__file__).parents[2])
    return WorkerCommand((sys.executable, str(script)), {"PYTHONPATH": root}, tmp_path)


@pytest.fixture
def link(app: QApplication, command: WorkerCommand):
    made = WorkerLink(command)
    yield made
    made.stop()


def test_news_arrive_though_cut_in_pieces(link: WorkerLink):
    diary = Diary(link)
    link.start()
    until(lambda: len(diary.news) == 2)

    assert diary.news == [Progress("web-shop", 120, 900, is_running=True), Changed((2**40,))]
    assert diary.states[:2] == [WorkerStatus.STARTING, WorkerStatus.RUNNING]


def test_a_wish_made_before_the_worker_is_there_is_kept(link: WorkerLink):
    diary = Diary(link)
    link.send(RefreshCustomer(2**40))
    link.start()
    until(lambda: Refreshed(2**40, None) in diary.news)


def test_a_worker_that_died_is_started_again(link: WorkerLink):
    diary = Diary(link)
    link.start()
    until(link.is_connected)
    link.send(WakeUp())
    until(lambda: diary.states.count(WorkerStatus.RUNNING) > 2)

    assert WorkerStatus.RESTARTING in diary.states


@pytest.mark.parametrize("trouble", Trouble)
def test_a_worker_that_cannot_begin_is_not_started_again(
    app: QApplication, command: WorkerCommand, trouble: Trouble
):
    ending = {**command.environment, "ENDS_WITH": str(int(trouble))}
    link = WorkerLink(replace(command, environment=ending))
    diary = Diary(link)
    link.start()
    until(link.is_connected)
    link.send(WakeUp())
    until(lambda: diary.told[-1].trouble is trouble)
    said = diary.told[-1]
    QTest.qWait(1200)

    assert said.why == "config.toml, line 3: unknown key 'pol'"
    assert diary.told[-1] == said
    link.start()
    until(lambda: diary.states.count(WorkerStatus.RUNNING) == 2)
    link.stop()


def test_a_program_that_does_not_exist_is_told(app: QApplication, tmp_path: Path):
    link = WorkerLink(WorkerCommand(("/nonexistent/worker",), {}, tmp_path))
    diary = Diary(link)
    link.start()
    until(lambda: WorkerStatus.RESTARTING in diary.states)
    link.stop()


def test_a_socket_that_cannot_be_made_is_told(app: QApplication, tmp_path: Path):
    link = WorkerLink(WorkerCommand(("true",), {}, tmp_path / "missing"))
    diary = Diary(link)
    link.start()
    QTest.qWait(10)
    link.stop()

    assert diary.states == [WorkerStatus.STOPPED]


def test_only_this_user_may_use_the_socket(link: WorkerLink, tmp_path: Path):
    link.start()

    assert (tmp_path / "worker.sock").stat().st_mode & 0o077 == 0
