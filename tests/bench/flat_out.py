"""A worker that has always more to read: `python -m tests.bench.flat_out HOME START CUSTOMERS`.

The program's own worker, link to the window and way into the store; only the shop is made up.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen

from agent_console.machine.clock import SystemClock
from agent_console.machine.processes import is_gone, own_name
from agent_console.machine.window.line import NobodyListens, WindowLine
from agent_console.ports.desktop import SOCKET_VARIABLE
from agent_console.ports.source import Page, Wanted
from agent_console.storage.opening import Place, open_store
from agent_console.storage.repositories.connections import StoredPasses
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.sync.turn import Bench, Connection
from agent_console.sync.worker import Routine, Worker
from tests.bench.pages import pages
from tests.bench.populate import KEY
from tests.bench.population import SHOP

STOCK = 200
"""Pages made beforehand, so that making them takes nothing from anybody."""


@dataclass(frozen=True, slots=True)
class EndlessShop:
    """A shop that never runs out of new orders (port Source)."""

    stock: Sequence[Page]

    def streams(self) -> Sequence[str]:
        """Name its one stream."""
        return ["orders"]

    async def changes(self, _stream: str, _cursor: str | None) -> AsyncIterator[Page]:
        """Yield all pages."""
        for page in self.stock:
            yield page

    async def reread(self, _wanted: Wanted) -> AsyncIterator[Page]:
        """Yield nothing."""
        for page in ():
            yield page

    async def close(self) -> None:
        """Do nothing."""


async def work(home: Path, start: int, customers: int) -> None:
    """Sync until killed."""
    stock = pages(start, STOCK, customers)
    store = open_store(Place(home), KEY)
    store.fold_early()
    bench = Bench(StoredIntake(store), StoredPasses(store, is_gone), SystemClock(), own_name())
    shop = Connection(SHOP, "vendure", lambda: EndlessShop(stock))
    path = os.environ.get(SOCKET_VARIABLE)
    line = await WindowLine.connect(Path(path)) if path else NobodyListens()
    if path is None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
    await Worker(bench, [Routine(shop, 0.0)], line).run()


def command(home: Path, start: int, customers: int) -> list[str]:
    """Return how to start it."""
    return [sys.executable, "-m", "tests.bench.flat_out", str(home), str(start), str(customers)]


@contextmanager
def flooding(home: Path, start: int, customers: int) -> Iterator[None]:
    """Sync flat out in another process while the block runs."""
    started = command(home, start, customers)
    with Popen(started, stdout=PIPE) as process:  # noqa: S603 - our own
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield
            assert process.poll() is None, "it ended before its time"
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
