"""The raw floor: the statements our code runs, run again by hand over the bare driver."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from tests.bench.populate import KEY
from tests.bench.samples import Deed

CACHE_KIB = 65_536
FOLD_EARLY = 8_000
COMMIT = "COMMIT"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it reached the driver."""

    sql: str
    values: Any = ()
    is_many: bool = False


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Statement]]:
    """Collect the statements that reach the driver in this block."""
    said: list[Statement] = []

    def hear(_connection: object, _cursor: object, *told: Any) -> None:
        sql, values, *_ = told
        said.append(Statement(sql, values, is_many=isinstance(values, list)))

    def heard_commit(_connection: object) -> None:
        said.append(Statement(COMMIT))

    event.listen(engine, "before_cursor_execute", hear)
    event.listen(engine, "commit", heard_commit)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hear)
        event.remove(engine, "commit", heard_commit)


def statements_of(engine: Engine, deed: Deed) -> list[Statement]:
    """Return what something asks the database, but for where transactions begin and end."""
    with recorded(engine) as said:
        deed()
    return [one for one in said if one.sql not in {"BEGIN", COMMIT}]


def bare_store(file: Path) -> sqlcipher.Connection:
    """Open an encrypted store without anything between it and us."""
    bare = sqlcipher.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
    bare.execute(f"PRAGMA key = \"x'{KEY}'\"")
    bare.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = NORMAL")
    bare.execute(f"PRAGMA wal_autocheckpoint = {FOLD_EARLY}")
    return bare


def bare_postgres(url: str) -> psycopg.Connection[Any]:
    """Open a PostgreSQL database without anything between it and us."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=False)


def ask_again(bare: sqlcipher.Connection, said: Sequence[Statement]) -> None:
    """Ask the same and fetch everything."""
    for one in said:
        bare.execute(one.sql, one.values).fetchall()


def write_again(bare: Any, said: Sequence[Statement]) -> None:
    """Write the same, in the same transactions."""
    cursor = bare.cursor()
    for one in said:
        if one.sql == COMMIT:
            bare.commit()
        elif one.is_many:
            cursor.executemany(one.sql, one.values)
        else:
            cursor.execute(one.sql, one.values)
            if cursor.description:
                cursor.fetchall()
