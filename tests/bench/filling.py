"""The first reading of a large Shopify store: `python -m tests.bench.filling [ORDERS] [DELAY_MS]`.

The store is invented and answers from another process, each time after a delay as a real one has;
what is measured is how much of the time this program itself is at work.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

from sqlalchemy import func, select

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.machine.clock import SystemClock
from agent_console.ports.intake import RereadRule
from agent_console.ports.secrets import Secret
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.events import event
from agent_console.sync.pull import Outcome, Pull
from tests.bench.invented_store import TOKEN
from tests.bench.populate import KEY

ORDERS, DELAY_MS = 10_000, 200
NAME = "wool"


@contextmanager
def store_in_another_process(orders: int, delay_ms: int) -> Iterator[Popen[bytes]]:
    """Serve an invented store for the time of the block; its first line says where."""
    command = [sys.executable, "-m", "tests.bench.invented_store", str(orders), str(delay_ms)]
    with Popen(command, stdin=PIPE, stdout=PIPE) as process:  # noqa: S603 - our own
        try:
            yield process
        finally:
            process.kill()


def read(store: Store, url: str) -> Outcome:
    """Read all of a store into ours, as the program's own first pass does."""
    values = {"base_url": url, "api_version": "2026-07"}
    clock = SystemClock()
    source = connect(Given(NAME, values, {"access_token": Secret(TOKEN)}, "AT", clock))

    async def run() -> Outcome:
        try:
            return await Pull(NAME, "shopify", source, StoredIntake(store), clock).all(RereadRule())
        finally:
            await source.close()

    return asyncio.run(run())


def measured(orders: int, delay_ms: int) -> dict[str, object]:
    """Return how it went, in numbers."""
    with (
        tempfile.TemporaryDirectory() as home,
        store_in_another_process(orders, delay_ms) as process,
    ):
        store = create_store(Place(Path(home)), KEY)
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().decode().strip()
        began, busy = time.monotonic(), time.process_time()
        outcome = read(store, url)
        took, worked = time.monotonic() - began, time.process_time() - busy
        with store.read() as connection:
            events = connection.execute(select(func.count()).select_from(event)).scalar_one()
        process.stdin.close()
        asked = json.loads(process.stdout.readline())
    return {
        "orders": orders,
        "delay of each answer, ms": delay_ms,
        "status": outcome.status(),
        "failure": outcome.failure and outcome.failure.message,
        "records": outcome.fetched,
        "events": events,
        "seconds": round(took, 1),
        "seconds of CPU": round(worked, 1),
        "share of CPU, %": round(100 * worked / took),
        "events a second": round(events / took),
        "questions": asked,
        "load of the machine": os.getloadavg()[0],
    }


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    told = measured(*(given + [ORDERS, DELAY_MS][len(given) :]))
    for name, value in told.items():
        sys.stdout.write(f"{name}: {value}\n")
    sys.exit(told["status"] != "ok")
