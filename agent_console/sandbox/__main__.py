"""Starts the demo store: python -m agent_console.sandbox [--port N] [--pace SECONDS] [--fail MODE].

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

from agent_console.sandbox.pace import Pace
from agent_console.sandbox.serving.faults import SLOW_SECONDS, Behaviour, Mode
from agent_console.sandbox.vendure.answering import warm_up
from agent_console.sandbox.vendure.server import VendureServer
from agent_console.sandbox.vendure.sessions import PASSWORD, USERNAME
from agent_console.sandbox.world import SEED, World

PACE = 6.0


def main(argv: list[str] | None = None) -> int:
    """Run the store until it is told to end."""
    chosen = _parser().parse_args(argv)
    gc.disable()  # what is made now stays: counting it again and again would double the start
    now = chosen.now or datetime.now(UTC)
    world = World(now, chosen.seed)
    server = VendureServer(world, chosen.port, Behaviour(Mode(chosen.fail), chosen.slow_seconds))
    warm_up()
    _end_with_parent(server)
    gc.freeze()
    gc.enable()
    pace = Pace(world, chosen.pace)
    pace.start()
    ready = {
        "base": server.base,
        "username": USERNAME,
        "password": PASSWORD,
        "stories": world.stories,
    }
    sys.stdout.write(json.dumps(ready, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)
    pace.stop()
    server.server_close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m agent_console.sandbox")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--pace", type=float, default=PACE, help="seconds a step, 0 stands still")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--now", type=_moment, help="the moment at which the world starts")
    parser.add_argument("--fail", choices=[*Mode], default=Mode.OK)
    parser.add_argument("--slow-seconds", type=float, default=SLOW_SECONDS)
    return parser


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _end_with_parent(server: VendureServer) -> None:
    def end(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        end()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
