"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy twice.

Statements are made once: putting one together costs more than a small one takes to run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from agent_console.storage.rows import AnyRow

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


@dataclass(frozen=True, slots=True)
class Taken:
    """What to do where a row is there already: the columns that name it, and those that stay."""

    key: tuple[str, ...]
    keep: tuple[str, ...] = ()


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[Row], *wanted: Column[Any]
) -> Sequence[AnyRow]:
    """Insert rows, but not those that are there; return the wanted columns of the new ones."""
    if not rows:
        return ()
    return _run(connection, _missing(connection.dialect.name, table), rows, wanted)


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
    return _run(connection, statement, rows, wanted)


def _run(
    connection: Connection, statement: Insert, rows: Sequence[Row], wanted: Sequence[Column[Any]]
) -> Sequence[AnyRow]:
    if not wanted:
        connection.execute(statement, list(rows))
        return ()
    return connection.execute(statement.returning(*wanted), list(rows)).all()


@cache
def _missing(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _overwriting(dialect: str, table: Table, columns: tuple[str, ...], taken: Taken) -> Insert:
    statement = _insert(dialect, table)
    changed = [name for name in columns if name not in taken.key and name not in taken.keep]
    return statement.on_conflict_do_update(
        index_elements=list(taken.key),
        set_={name: statement.excluded[name] for name in changed},
    )


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
