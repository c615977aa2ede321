"""The kinds of columns all tables are made of."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

from agent_console.domain.moment import from_microseconds, microseconds

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row number; SQLite only counts by itself in columns it calls INTEGER."""

SortedText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by bytes on both engines, so that a prefix is a range."""

Writer = Callable[[datetime | None], int | None]
Reader = Callable[[int | None], datetime | None]


class Instant(TypeDecorator[datetime]):
    """An aware time, kept as microseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Writer:  # noqa: ARG002 - SQLAlchemy's signature
        """Write times past SQLAlchemy's own steps between; each event has several."""
        return _written

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - same
        """Read times in the same way."""
        return _read


def _written(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)


def _read(value: int | None) -> datetime | None:
    return None if value is None else from_microseconds(value)


def row_id() -> Column[int]:
    """Make the column that numbers the rows of a table."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def refers(name: str, target: str, *, optional: bool = False, indexed: bool = False) -> Column[int]:
    """Make a column that points to the `id` of another table."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=optional, index=indexed)


def moment(name: str) -> tuple[Column[datetime], Column[str], Column[str]]:
    """Make the three columns of a time as told."""
    return (
        Column(f"{name}_utc", Instant),
        Column(f"{name}_local", Text),
        Column(f"{name}_offset", Text),
    )


def money(name: str, *, optional: bool = False) -> tuple[Column[int], Column[str]]:
    """Make the two columns of an amount."""
    return (
        Column(f"{name}_minor", BigInteger, nullable=optional),
        Column(f"{name}_currency", Text, nullable=optional),
    )
