"""Engines over SQLCipher and PostgreSQL that behave alike.

SQLite's own driver would begin transactions late and commit them at will; here each transaction
begins when we say so, a writer's at once with the lock (facts: half-migrated databases otherwise).
Foreign keys are not enforced here: that costs a fifth of a sync. PostgreSQL, with the same tables
and the same tests, enforces them.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Lock
from time import monotonic

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

BUSY_S = 30
ASK_AGAIN_S = 0.00025
CARE = "synchronous"
"""Under this name an open file remembers how surely it writes: asking costs as much as a row."""
LOCKED = "database is locked"
NOTHING: Mapping[object, object] = {}
CACHE_KIB = 65_536
FOLD_AT_LAST = 32_000
"""Pages in the log at which any commit folds it back, which takes as long as many commits."""
FOLD_EVERY = 20
"""After so many bites of a sync the log is folded back: some thousands of pages."""
LITTLE = 1_000
"""Pages folded in some ten milliseconds."""

# The driver looks long for an adapter before it binds NULL; half of what we bind is NULL.
sqlcipher.register_adapter(type(None), NOTHING.get)


def encrypted(path: Path, key: str, *, writes: bool) -> Engine:
    """Open a SQLCipher file with a raw 256-bit key (64 hex digits)."""
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=sqlcipher,
        connect_args={"timeout": BUSY_S, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=1 if writes else 4,
        max_overflow=0 if writes else 8,
        pool_reset_on_return="rollback",
    )

    @event.listens_for(engine, "connect")
    def prepare(dbapi: sqlcipher.Connection, _record: object) -> None:
        dbapi.isolation_level = None
        dbapi.execute(f"PRAGMA key = \"x'{key}'\"")
        dbapi.execute(f"PRAGMA busy_timeout = {BUSY_S * 1000}")
        dbapi.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        dbapi.execute("PRAGMA temp_store = MEMORY")
        if writes:
            dbapi.execute("PRAGMA journal_mode = WAL")
            dbapi.execute("PRAGMA synchronous = NORMAL")
            dbapi.execute(f"PRAGMA wal_autocheckpoint = {FOLD_AT_LAST}")
            dbapi.execute("PRAGMA busy_timeout = 0")

    event.listen(engine, "begin", _begin_writing if writes else _begin_reading)
    event.listen(engine, "commit", _commit)
    return engine


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _commit(connection: Connection) -> None:
    """Commit by a statement that is ready: one step, in which other threads of ours go on."""
    connection.exec_driver_sql("COMMIT")


def _begin_writing(connection: Connection) -> None:
    """Take the lock; asked for all the time, because SQLite by itself asks ever more rarely."""
    until = monotonic() + BUSY_S
    wanted = "FULL" if connection.get_execution_options().get("surely") else "NORMAL"
    if connection.info.get(CARE, "NORMAL") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous = {wanted}")
        connection.info[CARE] = wanted
    while not _is_begun(connection, is_last=monotonic() > until):
        Event().wait(ASK_AGAIN_S)


def _is_begun(connection: Connection, *, is_last: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as refusal:
        if is_last or LOCKED not in str(refusal.orig):
            raise
        return False
    return True


class Folding:
    """Folds the log back while a sync goes on writing, so that no commit has to wait for it.

    A fold runs beside the writer, on a connection of its own. What was written meanwhile is left
    over, so folds follow each other, each with less to do, until one is done before the next
    commit; only then the log begins anew.
    """

    def __init__(self) -> None:
        self.is_on = False
        self._one_at_a_time = Lock()
        self._bites, self._pages = 0, 0
        self._hands = ThreadPoolExecutor(1, "folding")
        self._beside: Future[int] | None = None

    def after_bite(self, engine: Engine) -> None:
        """Fold where it is time; never waits for it."""
        if not self.is_on or not self._one_at_a_time.acquire(blocking=False):
            return
        try:
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


def postgres(url: str) -> Engine:
    """Open a PostgreSQL database (15 or newer) through psycopg 3."""
    return create_engine(url, pool_pre_ping=True, pool_size=4)
