"""Measures everything on one population and prints a table: `python -m tests.bench.report HOME`.

HOME is a folder made by tests.bench.populate, or a new one; PostgreSQL gets a tenth of it.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.bench import calling, painting, reading, starting, writing
from tests.bench.places import Town, copied, town
from tests.bench.population import FEW_ORDERS, FIFTY, MANY_ORDERS, Size
from tests.bench.samples import Compared
from tests.bench.team import Team
from tests.peers.postgres import postgres

from agent_console.ui.shell.start import application  # isort: skip - after painting chose no screen

ROUNDS, KEYS, LINKS, STARTS, OPENINGS, CALLS = 300, 150, 150, 6, 10, 20
PAGES, FRAMES = 30, 600
HEAD = "| what (ms, or as said) | p50 | p95 | p99 | floor p50 | ratio | goal | floor, remarks |"


def from_reading(original: Town, folder: Path) -> Iterator[Compared]:
    """Measure questions."""
    for profile, events in ((FIFTY, "50 events"), (FEW_ORDERS, "10,000 events")):
        yield reading.opening(original, profile, events, ROUNDS)
    yield reading.heavy_beside_light(original, FEW_ORDERS, "3 orders", ROUNDS)
    yield reading.heavy_beside_light(original, MANY_ORDERS, "400 orders", ROUNDS // 3)
    for what in reading.SEARCHES:
        yield reading.searching(original, what, KEYS)
    with copied(original, folder / "reading") as place:
        yield reading.while_syncing(place, 1, ROUNDS * 2)


def from_window(original: Town, folder: Path) -> Iterator[Compared]:
    """Measure the window, from its start to its frames."""
    app = application()
    with painting.window(app, original) as built:
        yield painting.opening(built, OPENINGS)
        yield painting.searching(built, original, painting.bare_results(KEYS), KEYS)
        yield painting.scrolling(built)
        yield calling.calling(app, built, CALLS)
    with copied(original, folder / "window") as place:
        yield painting.frames_while_syncing(app, place, 1, FRAMES)
    yield starting.cold_start(original, STARTS)
    yield starting.memory(original)


def from_writing(original: Town, folder: Path) -> Iterator[Compared]:
    """Measure syncs of the embedded store, and a small write beside one."""
    with (
        town(folder / "tenth", original.size.tenth()) as small,
        writing.embedded_pair(small, folder) as tenth,
        writing.embedded_pair(original, folder) as full,
    ):
        yield from _syncs(full, tenth, "sync", "8,000 events/s or more")
    with copied(original, folder / "writing") as place:
        yield writing.linking_while_syncing(place, 1, LINKS)


def from_team(original: Town, _folder: Path) -> Iterator[Compared]:
    """Measure syncs of the team's store."""
    if reason := postgres.why_not():
        sys.stderr.write(f"not measured: {reason}\n")
        return
    with postgres.running() as peer:
        size, team = original.size.tenth(), Team(peer)
        with team.pair(size) as full, team.pair(size.tenth()) as tenth:
            yield from _syncs(full, tenth, "PostgreSQL, sync", "15,000 events/s or more")


def _syncs(full: writing.Pair, tenth: writing.Pair, what: str, goal: str) -> Iterator[Compared]:
    yield writing.keeping(full, range(PAGES), f"{what}, new pages", goal)
    yield writing.keeping(full, range(PAGES), f"{what}, the same pages again")
    yield writing.beside_a_tenth(full, tenth, range(PAGES, PAGES * 2), what)


def row(one: Compared) -> str:
    """Write one line of the table."""
    times = [f"{one.ours.at(percent):.2f}" for percent in (50, 95, 99)]
    of = "" if one.percent == 50 else f" (p{one.percent:.0f})"
    said = "; ".join(filter(None, (one.floor_is, one.note)))
    cells = [one.what, *times, f"{one.floor.at(50):.2f}", f"{one.ratio():.2f}{of}", one.goal, said]
    return f"| {' | '.join(cells)} |"


def machine(size: Size) -> str:
    """Say where, when and on what this was measured."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores ({models[0]}), "
        f"Python {sys.version.split()[0]}, load {load}; "
        f"{size.customers:,} customers, {size.events:,} events"
    )


def main(argv: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--customers", type=int, default=Size().customers)
    parser.add_argument("--events", type=int, default=Size().events)
    parser.add_argument("--only", nargs="*", default=["reading", "window", "writing", "team"])
    given = parser.parse_args(argv)
    size = Size(given.customers, given.events)
    parts = {
        "reading": from_reading,
        "window": from_window,
        "writing": from_writing,
        "team": from_team,
    }
    say = partial(print, flush=True)
    say(machine(size), "", HEAD, "|---|---|---|---|---|---|---|---|", sep="\n")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, town(given.home, size) as made:
        for name in given.only:
            for one in parts[name](made, Path(folder)):
                say(row(one))
    say("", f"load at the end {os.getloadavg()[0]:.2f}", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
