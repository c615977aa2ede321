"""Who waits is read by an index, whatever the store holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from agent_console.domain.acting.waiting import WaitingState
from agent_console.ports.acting.waiting import EVERY, WaitingWish
from agent_console.storage.opening import Place, create_store
from agent_console.storage.readers.waiting import StoredWaiting
from agent_console.storage.store import Store
from tests.contracts.contact_contract import HELENA
from tests.contracts.waiting_contract import StoredHall
from tests.fakes.records import at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(Place(tmp_path), "5e" * 32)
    yield made
    made.close()


def plans(store: Store, wish: WaitingWish) -> list[str]:
    """Return how the statement is carried out that picks a page."""
    asked: list[tuple[str, object]] = []

    def hear(_connection, _cursor, statement, parameters, *_more) -> None:
        asked.append((statement, parameters))

    event.listen(store.reader, "before_cursor_execute", hear)
    StoredWaiting(store).contacts(wish)
    event.remove(store.reader, "before_cursor_execute", hear)
    statement, parameters = next(one for one in asked if "FROM standing" in one[0])
    with store.read() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in rows]


@pytest.mark.parametrize(
    ("wish", "index"),
    [
        (WaitingWish(frozenset({WaitingState.OPEN})), "ix_standing_open"),
        (WaitingWish(EVERY), "ix_standing_asked"),
        (WaitingWish(EVERY, since=at(0), before=(10**16, 5)), "ix_standing_asked"),
    ],
)
def test_a_page_follows_an_index_and_sorts_nothing(store: Store, wish: WaitingWish, index: str):
    StoredHall(store).ask(HELENA, 10)
    told = plans(store, wish)
    assert any(index in line for line in told), told
    assert [line for line in told if line.startswith("SCAN") or "ORDER BY" in line] == []
