"""Real kills at chosen places, and disks that are full: the process under test is a fork."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

Watch = Callable[[Callable[[], None]], None]
"""Calls back before each step of what it watches."""


def killed_at(step: int, watch: Watch, work: Callable[[], object]) -> bool:
    """Fork, kill the child right before that step of its work; False when it ended before."""
    pid = os.fork()
    if pid == 0:
        steps = iter(range(step))
        watch(lambda: (next(steps, None) is None and os.kill(os.getpid(), signal.SIGKILL)) or None)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def statements(tell: Callable[[], None]) -> None:
    """Watch the statements and commits of every engine in this process."""
    event.listen(Engine, "before_cursor_execute", lambda *_: tell())
    event.listen(Engine, "commit", lambda *_: tell())


def file_moves(tell: Callable[[], None]) -> None:
    """Watch files being renamed, removed and made private."""
    for name in ("replace", "unlink", "chmod", "mkdir"):
        setattr(Path, name, _told(getattr(Path, name), tell))


def _told(real: Callable[..., object], tell: Callable[[], None]) -> Callable[..., object]:
    def wrapped(*arguments: object, **more: object) -> object:
        tell()
        return real(*arguments, **more)

    return wrapped


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Iterator[Path]:
    """Mount a small disk in memory; skips where this process may not."""
    folder.mkdir(exist_ok=True)
    if not _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        pytest.skip("a small disk cannot be mounted: this process is not root")
    try:
        yield folder
    finally:
        assert _run("umount", "--lazy", str(folder))


def made_read_only(folder: Path) -> None:
    """Let nobody write on a mounted disk any more."""
    assert _run("mount", "-o", "remount,ro", str(folder))


def fill(folder: Path, leave: int = 0) -> None:
    """Fill a disk but for some bytes."""
    room = os.statvfs(folder)
    (folder / "ballast").write_bytes(bytes(max(0, room.f_bavail * room.f_bsize - leave)))


def _run(*command: str) -> bool:
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own words
    return done.returncode == 0
