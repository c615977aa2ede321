"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """What to do where a row is there already: the columns that name it, and those that stay."""

    key: tuple[str, ...]
    keep: tuple[str, ...] = ()


def insert_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def upsert(connection: Connection, table: Table, rows: Sequence[Row], taken: Taken) -> None:
    """Insert rows or, where one is there, overwrite all columns given but those that stay."""
    if not rows:
        return
    statement = _insert(connection, table)
    changed = [name for name in rows[0] if name not in taken.key and name not in taken.keep]
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(taken.key),
            set_={name: statement.excluded[name] for name in changed},
        ),
        list(rows),
    )


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
