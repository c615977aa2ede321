"""Fifty real kills in the middle of a sync: nothing is lost, nothing is there twice."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import literal, select

from agent_console.app import entry
from agent_console.storage.backup import prove
from agent_console.storage.opening import Place, open_store
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from tests.fakes.program import KEY, Program
from tests.peers.vendure.seed import Facts
from tests.peers.vendure.vendure import VendurePeer

KILLS = 50
SHORTEST_S, LONGEST_S = 0.03, 0.45
WHEN_HEARD = (
    *("first_heard", "last_heard", "heard_at", "first_seen", "last_seen"),
    *("saved_at", "asked_at", "at"),
)
LEASES = (
    "last_ok_at",
    "lease_owner",
    "lease_until",
    "failing_since",
    "failure_kind",
    "failure_message",
)


def facts_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, without the times of hearing and our own row numbers."""
    with store.read() as connection:
        found = {}
        for table in metadata.sorted_tables:
            columns = [
                column
                for column in table.c
                if column.name not in (*WHEN_HEARD, *LEASES) and not column.name.endswith("id")
            ]
            rows = connection.execute(select(*(columns or [literal(1)])).select_from(table)).all()
            found[table.name] = sorted(tuple(map(repr, row)) for row in rows)
        return found


def sync_in_child(home: Path) -> int:
    """Fork a process that syncs once, as the command line does; returns its pid."""
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os._exit(entry.run(["--home", str(home), "sync", "--once", "--json"]))
    return pid


@pytest.mark.timeout(300)
def test_fifty_kills_lose_and_double_nothing(
    program: Program, vendure: VendurePeer, vendure_facts: Facts, tmp_path: Path
):
    assert vendure_facts
    program.connect(vendure.base)
    rng = random.Random(7)
    killed, home = 0, program.home
    for turn in range(400):
        if killed == KILLS:
            break
        if turn % 5 == 0:
            for path in home.glob("store.*"):
                path.unlink()
        child = sync_in_child(home)
        time.sleep(rng.uniform(SHORTEST_S, LONGEST_S))  # noqa: TID251 - a child is being timed
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
    assert killed == KILLS
    [last] = program.json("sync", "--once")["connections"]
    assert last["status"] == "ok"
    prove(Place(home), KEY)

    calm = Program(tmp_path / "calm", program.output)
    calm.home.mkdir()
    calm.connect(vendure.base)
    calm.json("sync", "--once")
    assert facts_of(open_store(Place(home), KEY)) == facts_of(open_store(Place(calm.home), KEY))
