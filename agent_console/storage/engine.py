"""Engines over SQLCipher and PostgreSQL that behave alike.

SQLite's own driver would begin transactions late and commit them at will; here each transaction
begins when we say so, a writer's at once with the lock (facts: half-migrated databases otherwise).
Foreign keys are not enforced here: that costs a fifth of a sync. PostgreSQL, with the same tables
and the same tests, enforces them.
"""

from collections.abc import Mapping
from pathlib import Path
from threading import Event
from time import monotonic

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from agent_console.storage.beside.line import ASK_AGAIN_S, in_line

BUSY_S = 30
CARE = "synchronous"
"""Under this name an open file remembers how surely it writes: asking costs as much as a row."""
LOCKED = "database is locked"
NOTHING: Mapping[object, object] = {}
CACHE_KIB = 65_536
FOLD_AT_LAST = 32_000
"""Pages in the log at which any commit folds it back, which takes as long as many commits."""

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
    if _is_begun(connection, is_last=False):
        return
    with in_line(folder_of(connection.engine)):
        while not _is_begun(connection, is_last=monotonic() > until):
            Event().wait(ASK_AGAIN_S)


def folder_of(engine: Engine) -> Path:
    """Return where the file of an engine lies."""
    return Path(engine.url.database or "").parent


def _is_begun(connection: Connection, *, is_last: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as refusal:
        if is_last or LOCKED not in str(refusal.orig):
            raise
        return False
    return True


def postgres(url: str) -> Engine:
    """Open a PostgreSQL database (15 or newer) through psycopg 3."""
    return create_engine(url, pool_pre_ping=True, pool_size=4)
