"""Whose the other end of a socket is, and where sockets of a home lie."""

import os
import socket
import stat
from pathlib import Path

import pytest

from agent_console.machine.folders import MOST_PATH, runtime_folder
from agent_console.machine.window.peers import is_ours, is_own_end


def test_the_other_end_is_ours_when_we_opened_it(monkeypatch: pytest.MonkeyPatch):
    one, other = socket.socketpair()
    with one, other:
        assert is_ours(one)
        assert is_own_end(one.fileno())
        monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
        assert not is_ours(one)
        assert not is_own_end(one.fileno())


def test_what_is_no_socket_is_nobodys():
    assert not is_own_end(-1)


def test_a_long_home_has_one_private_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    home = tmp_path / ("x" * MOST_PATH)
    folder = runtime_folder(home)

    assert runtime_folder(home) == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(str(folder)) <= MOST_PATH
    folder.rmdir()


def test_a_link_in_place_of_the_folder_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = runtime_folder(tmp_path)
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")

    other = runtime_folder(tmp_path)
    assert other not in {folder, tmp_path / "elsewhere"}
    assert stat.S_IMODE(other.stat().st_mode) == 0o700
    other.rmdir()
