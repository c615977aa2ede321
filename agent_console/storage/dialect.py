"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy twice.

Statements are made once: putting one together costs more than a small one takes to run.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Table,
    func,
    literal_column,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite

from agent_console.storage.bulk import Row, run, run_values
from agent_console.storage.rows import AnyRow

Insert = sqlite.Insert | postgresql.Insert


@dataclass(frozen=True, slots=True)
class Taken:
    """What to do where a row is there already: the columns that name it, and those that stay.

    `older` leaves a row alone unless that column of it is older by more than so much.
    """

    key: tuple[str, ...]
    keep: tuple[str, ...] = ()
    older: tuple[str, int] | None = None


def append(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that cannot be there yet."""
    if rows:
        run(connection, _plain(connection.dialect.name, table), rows)


def append_values(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows that cannot be there yet, given as their values in the table's sequence."""
    if rows:
        run_values(connection, _plain(connection.dialect.name, table), names, rows)


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[Row], *wanted: Column[Any]
) -> Sequence[AnyRow]:
    """Insert rows, but not those that are there; return the wanted columns of the new ones."""
    if not rows:
        return ()
    return run(connection, _missing(connection.dialect.name, table), rows, wanted)


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Row],
    taken: Taken,
    *wanted: Column[Any],
) -> Sequence[AnyRow]:
    """Insert or overwrite, but for what stays; return the wanted columns of all the rows."""
    if not rows:
        return ()
    statement = _overwriting(connection.dialect.name, table, tuple(rows[0]), taken)
    return run(connection, statement, rows, wanted)


def hold(connection: Connection, names: Collection[str]) -> None:
    """Let no other writer work on what has these names until the end of the transaction.

    Where only one can write at a time it is held already.
    """
    if names and connection.dialect.name == "postgresql":
        connection.execute(HELD, {"names": msgspec.json.encode(sorted(names)).decode()})


def fresh_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Return ids for new rows of a table, rising; the writer's transaction keeps them ours."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        return range(last + 1, last + 1 + count)
    sequence = {"table": table.name, "count": count}
    return connection.execute(NUMBERS, sequence).scalars().all()


NUMBERS = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) AS id"
    " FROM generate_series(1, CAST(:count AS integer)) ORDER BY id"
)


HELD = text(
    "SELECT pg_advisory_xact_lock(bucket) FROM (SELECT DISTINCT abs(hashtext(name) % 512) AS bucket"
    " FROM json_array_elements_text(CAST(:names AS json)) AS held(name) ORDER BY 1) AS buckets"
)
"""In one sequence for all, so that no two ever wait for each other."""


@cache
def _plain(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _missing(dialect: str, table: Table) -> Insert:
    return _plain(dialect, table).on_conflict_do_nothing()


@cache
def _overwriting(dialect: str, table: Table, columns: tuple[str, ...], taken: Taken) -> Insert:
    statement = _plain(dialect, table)
    changed = [name for name in columns if name not in taken.key and name not in taken.keep]
    return statement.on_conflict_do_update(
        index_elements=list(taken.key),
        set_={name: statement.excluded[name] for name in changed},
        where=None if taken.older is None else _is_older(table, statement, *taken.older),
    )


def _is_older(table: Table, statement: Insert, name: str, by: int) -> ColumnElement[bool]:
    told = type_coerce(statement.excluded[name], BigInteger)
    return type_coerce(table.c[name], BigInteger) < told - literal_column(str(by), BigInteger)
