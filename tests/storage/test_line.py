"""A sync lets pass who waits to write, and is not held up by one who never comes."""

import os
from pathlib import Path
from threading import Thread

import pytest

from agent_console.storage.beside import line
from agent_console.storage.beside.line import Line, in_line

LONG = 60.0


def test_nobody_in_line_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line, "ASK_AGAIN_S", LONG)
    Line().let_pass(tmp_path)
    with in_line(tmp_path):
        pass
    Line().let_pass(tmp_path)


def test_it_is_known_that_somebody_waited_lately(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line, "PATIENCE_S", 0.0)
    seen = Line()
    seen.let_pass(tmp_path)
    assert not seen.was_anybody()
    with in_line(tmp_path):
        seen.let_pass(tmp_path)
    assert seen.was_anybody()
    monkeypatch.setattr(line, "LATELY_S", 0.0)
    assert not seen.was_anybody()


def test_who_is_in_line_is_let_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line, "PATIENCE_S", LONG)
    syncing = Thread(target=Line().let_pass, args=(tmp_path,), daemon=True)
    with in_line(tmp_path), in_line(tmp_path):
        syncing.start()
        syncing.join(0.05)
        assert syncing.is_alive()
    syncing.join(LONG / 2)
    assert not syncing.is_alive()


def test_who_never_leaves_the_line_stops_no_sync(tmp_path: Path):
    with in_line(tmp_path):
        syncing = Thread(target=Line().let_pass, args=(tmp_path,), daemon=True)
        syncing.start()
        syncing.join(LONG)
        assert not syncing.is_alive()


def test_who_was_killed_in_line_is_forgotten(tmp_path: Path):
    sign = tmp_path / f"{line.SIGN}4711-1"
    sign.touch()
    os.utime(sign, (1, 1))
    Line().let_pass(tmp_path)
    assert not sign.exists()


def test_where_no_file_can_be_made_nobody_is_held_up(tmp_path: Path):
    with in_line(tmp_path / "gone"):
        Line().let_pass(tmp_path / "gone")
