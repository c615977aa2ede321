"""A store on disk with one order in it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from tests.fakes.records import at, note, order, order_record, page

KEY, OTHER_KEY = "5e" * 32, "6f" * 32
CANARIES = (
    "helena@brandt.example",
    "+436641882041",
    "Helena Brandt",
    "Canary-note-77",
    "Trail jacket",
)


@dataclass
class Kept:
    """A store that is closed, and how to look at it."""

    place: Place

    @property
    def home(self) -> Path:
        return self.place.home

    def open(self, key: str = KEY) -> Store:
        return open_store(self.place, key)

    def facts(self, key: str = KEY) -> dict[str, list[str]]:
        """Return every row of every table; StoreError when one cannot be read."""
        store = self.open(key)
        try:
            return facts(store)
        finally:
            store.close()

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.home.iterdir() if path.is_file()}


def facts(store: Store) -> dict[str, list[str]]:
    """Return every row of every table."""
    with store.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A closed store that knows one order and one note."""
    place = Place(tmp_path / "home")
    store = create_store(place, KEY, "a test")
    told = order_record(order(), None, note("7", "Canary-note-77 " * 200))
    StoredIntake(store).keep("web-shop", page(told), at(90))
    store.close()
    return Kept(place)
