"""Numbers asked for by thousands, handed over as one value.

SQLAlchemy writes a list into the statement number by number, which takes longer than to read the
rows that are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

IDS = "ids"
Bare = tuple[Any, ...]
"""A row as its driver gives it: instants are numbers, and yes or no may be one too."""
Said = Mapping[str, str | int]
NOTHING: Said = {}
ROWS = msgspec.json.Decoder(list[Bare])


class Listed(GenericFunction[int]):
    """Numbers of a list as rows."""

    name = "listed"
    type = BigInteger()
    inherit_cache = True


def among(column: Column[int]) -> ColumnElement[bool]:
    """Ask whether a column is one of the numbers that are given as IDS."""
    return column.bool_op("IN")(Listed(bindparam(IDS, type_=Text())))


def listed(numbers: Iterable[int]) -> str:
    """Write numbers as `among` wants them."""
    return msgspec.json.encode(list(numbers)).decode()


def bare_rows(
    connection: Connection, wanted: Select[Any], ids: str = "[]", said: Said = NOTHING
) -> Sequence[Bare]:
    """Read what is asked of some numbers, past what SQLAlchemy makes of each row.

    `said` is what the statement names besides.
    """
    found = connection.execute(wanted, {IDS: ids, **said})
    rows: Sequence[Bare] = found.cursor.fetchall()
    found.close()
    return rows


def whole_rows(connection: Connection, wanted: Select[Any]) -> Sequence[Bare]:
    """Read thousands of rows at once, also while another thread is busy.

    The embedded driver gives Python's lock away and asks for it again with every row; beside a
    window that paints each of that waits for milliseconds. So it gives all rows as one.
    """
    if connection.dialect.name != "sqlite":
        return bare_rows(connection, wanted)
    told = connection.scalars(_as_one(wanted)).one()
    return ROWS.decode(told)


@lru_cache(maxsize=16)
def _as_one(wanted: Select[Any]) -> Select[str]:
    rows = wanted.subquery()
    return select(func.json_group_array(func.json_array(*rows.c), type_=Text())).select_from(rows)


@compiles(Listed)
def _as_rows(element: Listed, compiler: SQLCompiler, **how: object) -> str:
    numbers = compiler.process(element.clause_expr, **how)
    return f"(SELECT value FROM json_each{numbers})"  # noqa: S608 - only names of ours


@compiles(Listed, "postgresql")
def _as_array(element: Listed, compiler: SQLCompiler, **how: object) -> str:
    numbers = compiler.process(element.clause_expr, **how)
    return f"(SELECT unnest(CAST(translate({numbers}, '[]', '{{}}') AS bigint[])))"
