"""Transactions in a row: what was committed stays, what was refused is told, nobody is locked out.

The second is opened while the first is still being written to the disk, so an error of the disk
comes up one step later than it happened: it must come up all the same.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select

from agent_console.storage.failures import StoreError
from agent_console.storage.opening import Place, create_store, open_team_store
from agent_console.storage.store import Store
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.sync import sync_cursor
from tests.fakes.records import at

KEY = "5e" * 32
DANGLING = sync_cursor.insert().values(connection_id=999, stream="orders", value="", saved_at=at(1))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Both databases, empty."""
    if request.param == "sqlite":
        made = create_store(Place(tmp_path / "home"), KEY)
    else:
        made = open_team_store(request.getfixturevalue("team_url"))
    yield made
    made.close()


def add(connection: Connection, name: str, bad: str = "") -> None:
    if name == bad:
        raise ValueError("no more")
    connection.execute(connections.insert().values(name=name, kind="vendure"))


def names(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.execute(select(connections.c.name)).scalars())


def refuse_commit(store: Store, number: int) -> None:
    """Have the database refuse that commit, counted from here, and leave its transaction open."""
    begun = iter(range(1, 100))

    def break_a_promise(connection: Connection) -> None:
        if next(begun) == number:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.execute(DANGLING)

    with closing(store.writer.raw_connection()) as bare:
        bare.cursor().execute("PRAGMA foreign_keys = ON")
    event.listen(store.writer, "begin", break_a_promise)


def write_in_a_row(store: Store, names: Sequence[str], bad: str = "") -> None:
    with store.writing() as writing:
        for name in names:
            with writing.next() as connection:
                add(connection, name, bad)


def test_all_are_there_after_the_block(store: Store):
    write_in_a_row(store, "abc")
    assert names(store) == {"a", "b", "c"}


def test_one_that_fails_is_not_kept_and_those_before_are(store: Store):
    with pytest.raises(ValueError, match="no more"):
        write_in_a_row(store, "abc", bad="b")
    assert names(store) == {"a"}
    with store.write() as connection:
        add(connection, "c")
    assert names(store) == {"a", "c"}


@pytest.mark.parametrize(("refused", "kept"), [(1, set()), (2, {"a"})])
def test_a_commit_that_is_refused_is_told_and_locks_nobody_out(
    tmp_path: Path, refused: int, kept: set[str]
):
    store = create_store(Place(tmp_path / "home"), KEY)
    refuse_commit(store, refused)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        write_in_a_row(store, "ab")
    assert names(store) == kept
    with store.write() as connection:
        add(connection, "c")
    assert names(store) == {*kept, "c"}
    store.close()


def test_so_is_a_commit_of_a_single_transaction(tmp_path: Path):
    store = create_store(Place(tmp_path / "home"), KEY)
    refuse_commit(store, 1)
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.write() as connection:
        add(connection, "a")
    assert names(store) == set()
    with store.write() as connection:
        add(connection, "b")
    assert names(store) == {"b"}
    store.close()
