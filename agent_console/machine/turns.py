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
    if sys.platform == "win32":  # a folder cannot be held there; who comes second finds it made
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


class InUseError(Exception):
    """Another process works with the folder; the message says what to close."""


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Tell others that this process works with a folder; many may at once."""
    with _locked(folder, exclusive=False):
        yield


@contextmanager
def unused(folder: Path) -> Iterator[None]:
    """Keep a folder to this process alone.

    Raises:
        InUseError: somebody works with it, and is not waited for.
    """
    with _locked(folder, exclusive=True):
        yield


@contextmanager
def _locked(folder: Path, *, exclusive: bool) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform == "win32":  # locks of this sort are POSIX's
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    with (folder / IN_USE).open("w", encoding="ascii") as held:
        try:
            fcntl.flock(held, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError(
                "The window or a worker has this store open. Close it and try again."
            ) from error
        yield
