"""The line of those who wait to write: seen by all processes that have the store open.

Who waits has an empty file beside the store for as long; a sync looks for such files between two
bites. A pause alone is missed now and then where the processors are busy.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, get_ident
from time import monotonic, time

ASK_AGAIN_S = 0.00025
PATIENCE_S = 0.02
"""So long a sync stands aside between two bites: who is in line for longer has been stopped."""
FORGOTTEN_S = 60.0
"""Nobody waits for longer than half of that; the file is of a process that was killed."""
SIGN = "store.waiting-"


@contextmanager
def in_line(folder: Path) -> Iterator[None]:
    """Stand in line while the block runs; where no file can be made, unseen."""
    sign = folder / f"{SIGN}{os.getpid()}-{get_ident()}"
    with suppress(OSError):
        sign.touch(0o600)
    try:
        yield
    finally:
        with suppress(OSError):
            sign.unlink()


def let_pass(folder: Path) -> None:
    """Wait until nobody is in line."""
    until = monotonic() + PATIENCE_S
    while _is_anybody(folder) and monotonic() < until:
        Event().wait(ASK_AGAIN_S)


def _is_anybody(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder) as found:
        return any(one.name.startswith(SIGN) and not _is_forgotten(one) for one in found)
    return False


def _is_forgotten(sign: os.DirEntry[str]) -> bool:
    if time() - sign.stat().st_mtime < FORGOTTEN_S:
        return False
    Path(sign).unlink()
    return True
