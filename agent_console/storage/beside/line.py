"""The line of those who wait to write: seen by all processes that have the store open.

Who waits has an empty file beside the store for as long; a sync looks for such files between two
bites. A pause alone is missed now and then where the processors are busy.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from threading import Event, get_ident
from time import monotonic, time

ASK_AGAIN_S = 0.00025
PATIENCE_S = 0.02
"""So long a sync stands aside between two bites: who is in line for longer has been stopped."""
LATELY_S = 300.0
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


@dataclass(slots=True)
class Line:
    """What a sync sees of those who wait."""

    _met_at: float = -inf

    def let_pass(self, folder: Path) -> None:
        """Wait until nobody is in line."""
        until = monotonic() + PATIENCE_S
        while self.look(folder) and self._met_at < until:
            Event().wait(ASK_AGAIN_S)

    def look(self, folder: Path) -> bool:
        """Say whether somebody is in line now."""
        is_anybody = _is_anybody(folder)
        if is_anybody:
            self._met_at = monotonic()
        return is_anybody

    def was_anybody(self) -> bool:
        """Say whether somebody waited lately: people are at work, and will write again."""
        return monotonic() - self._met_at < LATELY_S


def _is_anybody(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder) as found:
        return any(one.name.startswith(SIGN) and not _is_forgotten(one) for one in found)
    return False


def _is_forgotten(sign: os.DirEntry[str]) -> bool:
    if time() - sign.stat().st_mtime < FORGOTTEN_S:
        return False
    Path(sign).unlink()
    return True
