"""The log is folded back beside the writer: it stays short, and nothing written is lost."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from agent_console.storage.beside import folding
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.tables.people import connection as connections

KEY = "5e" * 32
BITES = 300


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "FOLD_EVERY", 3)


def length_after_bites(home: Path, *, early: bool) -> int:
    """Write bite after bite, as a sync does; return the length of the log at the end."""
    store = create_store(Place(home), KEY)
    if early:
        store.fold_early()
    for number in range(BITES):
        with store.write() as connection:
            row = {"name": f"{number} {'x' * 4_000}", "kind": "vendure"}
            connection.execute(connections.insert().values(row))
        store.give_way()
    length = (home / "store.db-wal").stat().st_size
    store.close()
    return length


def test_the_log_stays_short_and_nothing_is_lost(tmp_path: Path):
    long = length_after_bites(tmp_path / "late", early=False)
    assert length_after_bites(tmp_path / "early", early=True) < long / 3
    again = open_store(Place(tmp_path / "early"), KEY)
    with again.read() as connection:
        assert connection.execute(select(func.count()).select_from(connections)).scalar() == BITES
    again.check_pages()
    again.close()


def test_a_store_can_be_closed_and_used_again(tmp_path: Path):
    store = create_store(Place(tmp_path / "home"), KEY)
    store.fold_early()
    store.close()
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(connections)).scalar() == 0
    store.give_way()
    store.close()
