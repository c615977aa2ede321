"""A populated store to measure on: its folder, its size, its parts."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent_console.machine.clock import SystemClock
from agent_console.queries.desk import Desk
from agent_console.storage.opening import Place, open_store
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.files import StoredFiles
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.messages import StoredMessages
from agent_console.storage.readers.recency import StoredHealth, StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.readers.waiting import StoredWaiting
from agent_console.storage.store import Store
from tests.bench.populate import KEY, new_store
from tests.bench.population import Size
from tests.fakes.phrases import PHRASES


@dataclass(frozen=True, slots=True)
class Town:
    """A store with a population."""

    home: Path
    size: Size
    store: Store

    def file(self) -> Path:
        """Return the database."""
        return Place(self.home).file()

    def desk(self) -> Desk:
        """Return what questions are asked of."""
        return desk(self.store)


def desk(store: Store) -> Desk:
    """Return the desk over a store, as app/ wires it."""
    return Desk(
        people=StoredCustomers(store),
        timelines=StoredTimelines(store),
        lookup=StoredLookups(store),
        recent=StoredRecency(store),
        health=StoredHealth(store),
        clock=SystemClock(),
        region="AT",
        messages=StoredMessages(store),
        files=StoredFiles(store),
        waiting=StoredWaiting(store),
        phrases=PHRASES,
    )


@contextmanager
def town(home: Path, size: Size) -> Iterator[Town]:
    """Open a populated store; where there is none yet, it is made."""
    made = open_store(Place(home), KEY) if Place(home).exists() else new_store(home, size)
    try:
        yield Town(home, size, made)
    finally:
        made.close()


@contextmanager
def copied(original: Town, home: Path) -> Iterator[Town]:
    """Work on a copy, so that the original stays as it was made; the copy is removed."""
    original.store.close()
    shutil.copytree(original.home, home)
    os.sync()  # gigabytes still on their way to the disk would be measured too
    try:
        with town(home, original.size) as copy:
            yield copy
    finally:
        shutil.rmtree(home)
