"""The log of an embedded store, folded back while a sync goes on writing."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Lock

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

FOLD_EVERY = 20
"""After so many bites of a sync the log is folded back: some thousands of pages."""
LITTLE = 1_000
"""Pages folded in some ten milliseconds."""


class Folding:
    """Folds the log back while a sync goes on writing, so that commits hardly wait for it.

    A fold runs beside the writer, on a connection of its own. What was written meanwhile is left
    over, so folds follow each other, each with less to do. The last, little one is made between two
    bites: only where nothing is left when a transaction begins, the log begins anew.
    """

    def __init__(self) -> None:
        self.is_on = False
        self._one_at_a_time = Lock()
        self._bites, self._pages = 0, 0
        self._hands = ThreadPoolExecutor(1, "folding")
        self._beside: Future[int] | None = None

    def after_bite(self, engine: Engine) -> None:
        """Fold where it is time; waits only for the last, little one."""
        if not self._one_at_a_time.acquire(blocking=False):
            return
        try:
            if self.is_on:
                self._go_on(engine)
        finally:
            self._one_at_a_time.release()

    def _go_on(self, engine: Engine) -> None:
        self._bites += 1
        if self._beside is not None:
            if not self._beside.done():
                return
            before, self._pages = self._pages, self._beside.result()
            self._beside = None
            if self._pages - before < LITTLE:
                _fold(engine)
                self._bites, self._pages = 0, 0
        if self._bites >= FOLD_EVERY:
            self._beside = self._hands.submit(_fold, engine)

    def close(self) -> None:
        """Wait for a fold that runs; there is no other after it."""
        with self._one_at_a_time:
            self.is_on = False
        self._hands.shutdown()


def _fold(engine: Engine) -> int:
    """Fold as much as nobody is reading, return the pages in the log since it began anew.

    What hinders it is told by the next commit.
    """
    with suppress(sqlcipher.Error, SQLAlchemyError), closing(engine.raw_connection()) as bare:
        _busy, pages, _folded = bare.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return int(pages)
    return 0
