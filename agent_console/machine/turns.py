"""Turns between processes of this computer at something only one of them may do at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_USE = "in-use"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold a folder while the block runs; others wait. It leaves no file and dies with its holder.

    Raises:
        OSError: the folder cannot be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(folder, os.O_RDONLY, alone=True, waits=True):
        yield


class InUseError(Exception):
    """Another process works with the folder; the message says what to close."""


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Tell others that this process works with a folder; many may at once."""
    with _locked(folder, alone=False):
        yield


@contextmanager
def unused(folder: Path) -> Iterator[None]:
    """Keep a folder to this process alone.

    Raises:
        InUseError: somebody works with it, and is not waited for.
    """
    with _locked(folder, alone=True):
        yield


@contextmanager
def _locked(folder: Path, *, alone: bool) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(folder / IN_USE, os.O_RDWR | os.O_CREAT, alone=alone, waits=False):
        yield


@contextmanager
def _held(path: Path, flags: int, *, alone: bool, waits: bool) -> Iterator[None]:
    if sys.platform == "win32":  # locks of this sort are POSIX's; who comes second finds it made
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    held = os.open(path, flags, 0o600)
    try:
        try:
            wish = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            fcntl.flock(held, wish if waits else wish | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError(
                "The window or a worker has this store open. Close it and try again."
            ) from error
        yield
    finally:
        os.close(held)
