"""Fills an empty store with a population: `python -m tests.bench.populate OUT_DIR`."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from agent_console.storage.opening import Place, create_store
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from tests.bench.population import COLUMNS, CONNECTION, SHOP, Population, Size, Values

KEY = "be" * 32
CONFIG = f"""[[connections]]
name = "{SHOP}"
kind = "vendure"
base_url = "http://127.0.0.1:9"
username = "nobody"
poll_seconds = 3600
"""
"""A connection to nowhere: a window without one would not open, but explain itself."""
QUICK = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF")
"""Only for a store that is thrown away when this does not end well."""


def new_store(home: Path, size: Size) -> Store:
    """Make an encrypted store with a population in it."""
    store = create_store(Place(home), KEY)
    store.reader.dispose()
    with store.writer.connect() as connection:
        for setting in QUICK:
            connection.connection.execute(f"PRAGMA {setting}")
    fill(store.writer, size)
    store.writer.dispose()
    (home / "config.toml").write_text(CONFIG, encoding="utf-8")
    return store


def fill(engine: Engine, size: Size) -> None:
    """Write a population into an empty database; indexes are made when all rows are there."""
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    with engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
        pour(connection, "connection", ("id", "name", "kind"), [(CONNECTION, SHOP, "vendure")])
        for rows in Population(size).rows():
            for table, columns in COLUMNS.items():
                pour(connection, table, columns.split(), rows[table])
        for index in indexes:
            index.create(connection)
        if connection.dialect.name == "postgresql":
            _count_on(connection)


def pour(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]
) -> None:
    """Write rows as fast as the driver can."""
    names = ", ".join(columns)
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(columns))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after ours, and look at them; SQLite does so by itself."""
    for table in metadata.sorted_tables:
        if "id" in table.c:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608
                    f" (SELECT coalesce(max(id), 1) FROM {table.name}))"
                )
            )
    connection.execute(text("ANALYZE"))


def main(argv: Sequence[str]) -> None:
    """Make a store as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--customers", type=int, default=Size().customers)
    parser.add_argument("--events", type=int, default=Size().events)
    given = parser.parse_args(argv)
    started = time.perf_counter()
    new_store(given.home, Size(given.customers, given.events)).close()
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in given.home.iterdir()) / 2**20
    sys.stdout.write(f"{given.home}: {size:.0f} MiB in {seconds:.1f} s; the key is {KEY}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
