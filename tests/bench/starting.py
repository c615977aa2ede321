"""How long the program takes to start, and how much memory it holds."""

import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from time import perf_counter

from agent_console.machine.secrecy.secret_places import variable
from agent_console.machine.secrecy.store_key import VARIABLE
from tests.bench.people import someone
from tests.bench.places import Town
from tests.bench.populate import KEY
from tests.bench.population import FEW_ORDERS, SHOP
from tests.bench.samples import Compared, samples

SURROUNDINGS = {
    "QT_QPA_PLATFORM": "offscreen",
    VARIABLE: KEY,
    variable(SHOP, "password"): "nobody asks for it",
}
BARE = ("tests.bench.bare_qt",)


def started(*module: str | Path) -> tuple[float, list[str]]:
    """Run a module; return the milliseconds until its first line, and the lines after it."""
    command = [sys.executable, "-m", *map(str, module)]
    began = perf_counter()
    with Popen(command, stdout=PIPE, text=True, env=os.environ | SURROUNDINGS) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        first = process.stdout.readline()
        taken = (perf_counter() - began) * 1e3
        rest = process.stdout.read().split()
    assert first == "usable\n", first
    return taken, rest


def cold_start(town: Town, starts: int) -> Compared:
    """Start the program and a bare window in turns."""
    ours = ("tests.bench.first_answer", town.home, someone(FEW_ORDERS).email)
    both = [(started(*ours)[0], started(*BARE)[0]) for _ in range(starts)]
    mine, bare = samples([one for one, _ in both[1:]]), samples([one for _, one in both[1:]])
    what = "start of the program: first search answered"
    return Compared(what, mine, bare, "bare Qt with a line to type in", "at most 600 ms")


def memory(town: Town) -> Compared:
    """Compare the MiB held with a history of 10,000 events open to those of a bare window."""
    ours = ("tests.bench.first_answer", town.home, someone(FEW_ORDERS).email, "open")
    held = [int(started(*module)[1][-1]) / 1024 for module in (ours, BARE)]
    what = "MiB held with a customer of 10,000 events open"
    mine, bare = (samples([one]) for one in held)
    return Compared(what, mine, bare, "bare Qt with a line to type in", "at most 250 MiB")
