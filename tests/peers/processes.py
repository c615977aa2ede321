"""Starts the processes of a peer so that none of them outlives the test run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")
KEEPER = Path(__file__).with_name("keeper.py")


class PeerError(RuntimeError):
    """A peer did not come up; the message ends with what it had to say."""


@contextmanager
def kept(
    command: Sequence[str | Path],
    log: Path,
    env: Mapping[str, str] | None = None,
    end_signal: str = "TERM",
    cwd: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command for the time of the block; its output goes to the log."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - the commands are the peers' own
            [sys.executable, "-I", "-S", KEEPER, end_signal, *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


def run_kept(
    command: Sequence[str | Path], env: Mapping[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return what it said; nothing it started stays."""
    theirs, lifeline = os.pipe()
    with subprocess.Popen(  # noqa: S603 - the commands are the tests' own
        [sys.executable, "-I", "-S", KEEPER, "TERM", *command],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            out, err = process.communicate(timeout=seconds)
        finally:
            os.close(lifeline)
    return subprocess.CompletedProcess(list(command), process.returncode, out, err)


def wait_for(
    process: subprocess.Popen[bytes], look: Callable[[], Found | None], log: Path, seconds: float
) -> Found:
    """Return what look() finds while the process lives; else tell what it said."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if (found := look()) is not None:
            return found
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise PeerError(f"{process.args!r} did not come up in {seconds} s:\n{said}")
