"""Many rows by one statement, each database in the way it takes them fastest.

PostgreSQL gets them all as one document and unfolds it; SQLite gets row after row, past
SQLAlchemy's own preparations for each of them, which cost more than the row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Dialect, Text, bindparam, cast, column, func, select
from sqlalchemy.dialects import postgresql, sqlite

from agent_console.storage.rows import AnyRow

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert
Encoder = tuple[int, Callable[[Any], Any]]
STATEMENTS = 256
ROWS = "rows"


def run(
    connection: Connection,
    statement: Insert,
    rows: Sequence[Row],
    wanted: Sequence[Column[Any]] = (),
) -> Sequence[AnyRow]:
    """Insert rows that all have the same columns; return the wanted ones of what was written."""
    names = tuple(rows[0])
    if set(map(len, rows)) != {len(names)}:
        raise ValueError(f"the rows for {statement.table.name} do not have the same columns")
    if isinstance(statement, postgresql.Insert):
        whole = _unfolding(connection.dialect, statement, names)
        document = {ROWS: whole.document(rows)}
        if wanted:
            return connection.execute(whole.statement.returning(*wanted), document).all()
        connection.execute(whole.statement, document)
        return ()
    if wanted:
        return connection.execute(statement.returning(*wanted), list(rows)).all()
    bare = _bare(connection.dialect, statement, names)
    connection.exec_driver_sql(bare.sql, list(bare.values.of(rows)))
    return ()


def run_values(
    connection: Connection,
    statement: Insert,
    names: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Insert rows of values as the database keeps them, `names` in the sequence of the table."""
    if isinstance(statement, postgresql.Insert):
        whole = _unfolding(connection.dialect, statement, names)
        document = [dict(zip(names, one, strict=True)) for one in rows]
        told = {ROWS: msgspec.json.encode(document).decode()}
        connection.execute(whole.statement, told)
        return
    bare = _bare(connection.dialect, statement, names)
    if bare.names != names:
        raise ValueError(f"{statement.table.name} wants its values as {bare.names}")
    connection.exec_driver_sql(bare.sql, list(rows))


@dataclass(frozen=True, slots=True)
class _Values:
    """How a row becomes values as the driver wants them, in the sequence of some columns."""

    pick: Callable[[Row], Sequence[Any]]
    encoders: Sequence[Encoder]

    def of(self, rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
        """Yield the values of each row."""
        for row in rows:
            values = list(self.pick(row))
            for at, encode in self.encoders:
                values[at] = encode(values[at])
            yield tuple(values)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A statement in SQLite's own words."""

    sql: str
    names: tuple[str, ...]
    values: _Values


@dataclass(frozen=True, slots=True)
class _Unfolding:
    """A statement over a document of rows."""

    statement: postgresql.Insert
    names: Sequence[str]
    values: _Values

    def document(self, rows: Sequence[Row]) -> str:
        """Return the rows as JSON."""
        told = [dict(zip(self.names, one, strict=True)) for one in self.values.of(rows)]
        return msgspec.json.encode(told).decode()


@lru_cache(STATEMENTS)
def _bare(dialect: Dialect, statement: Insert, names: tuple[str, ...]) -> _Bare:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    in_order = tuple(compiled.positiontup or ())
    return _Bare(str(compiled), in_order, _values(dialect, statement, in_order))


@lru_cache(STATEMENTS)
def _unfolding(
    dialect: Dialect, statement: postgresql.Insert, names: tuple[str, ...]
) -> _Unfolding:
    columns = [column(name, statement.table.c[name].type) for name in names]
    rows = func.json_to_recordset(cast(bindparam(ROWS, type_=Text()), postgresql.JSON))
    unfolded = rows.table_valued(*columns).render_derived(with_types=True)
    whole = statement.from_select(list(names), select(*(unfolded.c[name] for name in names)))
    return _Unfolding(whole, names, _values(dialect, statement, names))


def _values(dialect: Dialect, statement: Insert, names: tuple[str, ...]) -> _Values:
    types = [statement.table.c[name].type.dialect_impl(dialect) for name in names]
    encoders = [(at, one.bind_processor(dialect)) for at, one in enumerate(types)]
    return _Values(_picker(names), [(at, encode) for at, encode in encoders if encode])


def _picker(names: tuple[str, ...]) -> Callable[[Row], Sequence[Any]]:
    pick = itemgetter(*names)
    return pick if len(names) > 1 else lambda row: (pick(row),)
