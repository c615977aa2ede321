"""Processes and their turns: a store is made once, whoever comes at the same moment."""

import os
import stat
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from agent_console.app.parts import Parts
from agent_console.machine import folders, processes
from agent_console.machine.turns import InUseError, in_use, one_at_a_time, unused

PHRASE = {"AGENT_CONSOLE_PASSPHRASE": "correct horse"}


def in_children(count: int, work) -> list[int]:
    """Run work in that many forks at once and return their exit codes."""
    pids = []
    for _ in range(count):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work()
                code = 0
            finally:
                os._exit(code)
        pids.append(pid)
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


@pytest.mark.parametrize("turn", range(3))
def test_window_and_worker_make_one_store(tmp_path: Path, turn):
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())

    def make() -> None:
        parts = Parts(tmp_path / "home", PHRASE)
        with parts.new_store.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO connection (name, kind) VALUES (?, 'x')", (str(os.getpid()),)
            )

    try:
        assert in_children(4, make) == [0, 0, 0, 0]
        store = Parts(tmp_path / "home", PHRASE).store
    finally:
        keyring.set_keyring(before)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM connection").scalar() == 4
    store.close()


def test_turns_leave_nothing_in_the_folder(tmp_path: Path):
    with one_at_a_time(tmp_path / "home"):
        pass
    assert list((tmp_path / "home").iterdir()) == []
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_a_turn_ends_with_a_killed_holder(tmp_path: Path):
    def die() -> None:
        with one_at_a_time(tmp_path):
            os._exit(0)

    assert in_children(1, die) == [0]
    with one_at_a_time(tmp_path):
        pass


def test_a_dead_process_is_known_by_its_name():
    [code] = in_children(1, lambda: None)
    assert code == 0
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    host = processes.own_name().rpartition(":")[0]
    assert processes.is_gone(f"{host}:{pid}")
    assert not processes.is_gone(processes.own_name())


@pytest.mark.parametrize("name", ["", "elsewhere:1", "x", ":", "host:abc", "elsewhere:99999999"])
def test_a_process_elsewhere_never_seems_gone(name):
    assert not processes.is_gone(name)


def test_the_folder_for_sockets_is_private_and_short(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    deep = tmp_path / ("x" * 80)
    for home in (tmp_path / "home", deep):
        folder = folders.runtime_folder(home)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(str(folder)) <= folders.MOST_PATH
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert folders.runtime_folder(tmp_path / "a") != folders.runtime_folder(tmp_path / "b")


def test_a_folder_in_use_is_kept_from_nobody_but_the_alone(tmp_path: Path):
    with (
        in_use(tmp_path),
        in_use(tmp_path),
        pytest.raises(InUseError, match="Close it"),
        unused(tmp_path),
    ):
        pass
    with unused(tmp_path), pytest.raises(InUseError), in_use(tmp_path):
        pass
