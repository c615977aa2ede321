"""The line of those who wait to write: seen by all processes that have the store open.

Who waits holds the folder of the store together with all who do; a sync that gets it alone between
two bites knows that nobody waits.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

ASK_AGAIN_S = 0.00025
PATIENCE_S = 0.02
"""So long a sync stands aside: who is in line for longer has been stopped."""


@contextmanager
def in_line(folder: Path) -> Iterator[None]:
    """Stand in line while the block runs."""
    place = _opened(folder)
    try:
        _hold(place, alone=False)
        yield
    finally:
        os.close(place)


def let_pass(folder: Path) -> None:
    """Wait until nobody is in line."""
    until = monotonic() + PATIENCE_S
    while _is_anybody(folder) and monotonic() < until:
        Event().wait(ASK_AGAIN_S)


def _is_anybody(folder: Path) -> bool:
    place = _opened(folder)
    try:
        return not _hold(place, alone=True)
    finally:
        os.close(place)


def _opened(folder: Path) -> int:
    return os.open(os.devnull if sys.platform == "win32" else folder, os.O_RDONLY)


def _hold(place: int, *, alone: bool) -> bool:
    """Hold a folder until it is closed, where there are such locks; say whether it is held."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except OSError as refusal:
        return not isinstance(refusal, BlockingIOError)
    return True
