"""Starts the demo world: python -m agent_console.sandbox [--port N] [--pace SECONDS] [--fail MODE].

Prints one line of JSON when it answers; ends on SIGTERM, or when the pipe it was given as standard
input closes, so that it never outlives who started it.
"""

import argparse
import gc
import json
import os
import signal
import stat
import sys
import threading
from datetime import UTC, datetime

from agent_console.sandbox.doors import Doors
from agent_console.sandbox.pace import Pace
from agent_console.sandbox.serving.faults import SLOW_SECONDS, Behaviour, Mode
from agent_console.sandbox.vendure.answering import warm_up
from agent_console.sandbox.world import SEED, World

PACE = 4.0


def main(argv: list[str] | None = None) -> int:
    """Run the world until it is told to end."""
    chosen = _parser().parse_args(argv)
    gc.disable()  # what is made now stays: counting it again and again would double the start
    world = World(chosen.now or datetime.now(UTC), chosen.seed)
    doors = Doors(world, chosen.port, Behaviour(Mode(chosen.fail), chosen.slow_seconds))
    warm_up()
    over = _end_with_parent()
    gc.freeze()
    gc.enable()
    pace = Pace(world, chosen.pace)
    pace.start()
    doors.open()
    sys.stdout.write(json.dumps(doors.told(), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    over.wait()
    pace.stop()
    doors.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m agent_console.sandbox")
    parser.add_argument("--port", type=int, default=0, help="of the store; 0 takes a free one")
    parser.add_argument("--pace", type=float, default=PACE, help="seconds a step, 0 stands still")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--now", type=_moment, help="the moment at which the world starts")
    parser.add_argument("--fail", choices=[*Mode], default=Mode.OK, help="how the store behaves")
    parser.add_argument("--slow-seconds", type=float, default=SLOW_SECONDS)
    return parser


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _end_with_parent() -> threading.Event:
    over = threading.Event()

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        over.set()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: over.set())
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        threading.Thread(target=watch, daemon=True).start()
    return over


if __name__ == "__main__":
    sys.exit(main())
