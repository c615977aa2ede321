"""A refresh that no worker can do says what is in the way instead of waiting for ever."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from agent_console.ports.desktop import Refreshed
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.bridge.worker import WorkerLink
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.shell.news.worker import WorkerNews
from agent_console.ui.shell.start import Built
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until

WHY = "config.toml, line 3: unknown key"


@pytest.mark.parametrize("code", [1, 3])
def test_a_worker_that_cannot_run_ends_the_waiting(
    built: Built, memory: MemoryDesk, tmp_path: Path, code: int
):
    told: list[Refreshed] = []
    script = f"import sys; print({WHY!r}, file=sys.stderr); sys.exit({code})"
    owner = QWidget()
    link = WorkerLink(WorkerCommand((sys.executable, "-c", script), {}, tmp_path), owner)
    news = WorkerNews(link, Reader(memory.desk, owner), built.window.bar)
    news.refreshed.connect(told.append)
    news.start()
    assert news.refresh(1) == "Waiting for the worker …"
    until(lambda: told)
    link.stop()

    assert told[0].failure == (
        f"the worker does not run: {WHY if code == 3 else 'it ended with code 1'}"
    )


def test_a_worker_that_never_calls_is_replaced(built: Built, memory: MemoryDesk, tmp_path: Path):
    told: list[Refreshed] = []
    script = "import time; time.sleep(60)"
    owner = QWidget()
    command = WorkerCommand((sys.executable, "-c", script), {}, tmp_path, answer_ms=200)
    link = WorkerLink(command, owner)
    news = WorkerNews(link, Reader(memory.desk, owner), built.window.bar)
    news.refreshed.connect(told.append)
    news.start()
    assert news.refresh(1) == "Waiting for the worker …"
    until(lambda: told)
    assert told[0].failure == "the worker does not run: it did not answer"
    assert "starts again" in built.window.bar.words()
    link.stop()


def test_a_worker_without_a_line_to_it_is_not_waited_for(
    built: Built, memory: MemoryDesk, tmp_path: Path
):
    owner = QWidget()
    link = WorkerLink(WorkerCommand(("true",), {}, tmp_path / "missing"), owner)
    news = WorkerNews(link, Reader(memory.desk, owner), built.window.bar)
    news.start()

    assert news.refresh(1).startswith("Not refreshed: ")
    assert news.is_refused()
