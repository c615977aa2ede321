"""Runs a command and ends it with all that came of it once the one who asked is gone.

usage: keeper.py SIGNAL COMMAND...     stdin is the lifeline: when it closes, everything ends

A killed test run closes its end of the pipe, so nothing it started outlives it: daemons that left
their group are found too, because orphans are handed to this process.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 5.0


def descendants(pid: int) -> list[int]:
    """Return all processes below this one."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def reap() -> None:
    """Take the ended children off the list."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def end_all(first: signal.Signals, child: int) -> None:
    """Ask the child, then everyone, then insist."""
    for sent in (first, signal.SIGTERM, signal.SIGKILL):
        alive = descendants(os.getpid())
        for pid in [child] if sent is first and child in alive else alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sent)
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            reap()
            left = descendants(os.getpid())
            if not left:
                return
            if sent is first and child not in left:
                break
            select.select([], [], [], 0.02)


def main() -> None:
    """Keep the command until it ends or nobody wants it any more."""
    first, command = signal.Signals[f"SIG{sys.argv[1]}"], sys.argv[2:]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    unwanted, told = os.pipe()
    for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(asked, lambda *_: os.close(told))
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - what it is for
    ended = os.pidfd_open(child.pid)
    select.select([0, ended, unwanted], [], [])
    code = child.poll()
    end_all(first, child.pid)
    sys.exit(code if code is not None and code >= 0 else 1)


if __name__ == "__main__":
    main()
