"""A process that looks at what strangers sent: little memory, little time, no files, no network.

A child calls `confine` when everything it needs is loaded; its parent is `drawn`, and ends it.
"""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

MIB = 1 << 20
MOST_MEMORY, MOST_SECONDS = 384 * MIB, 4
"""Memory on top of what the child needed to begin."""
PATIENCE_S = 10.0
MOST_SAID = MIB // 2


def confine(more_bytes: int = MOST_MEMORY, seconds: int = MOST_SECONDS) -> None:
    """Take from this process all it does not need; what is open stays open.

    Without a free number for another descriptor it can open neither a file nor a socket.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    for what, most in (
        (resource.RLIMIT_AS, _address_space() + more_bytes),
        (resource.RLIMIT_CPU, spent + seconds),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def on_one_core() -> None:
    """Keep this process, and every thread it starts, to one core; the others are for people."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no import of more
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1024 * MIB


@dataclass(frozen=True, slots=True)
class ConfinedProgram:
    """A program that reads bytes and says bytes, ended when it takes too long."""

    command: Sequence[str]
    patience_s: float = PATIENCE_S

    async def __call__(self, data: bytes) -> bytes | None:
        """Return what it made of the bytes; None when it made nothing, broke or was ended."""
        child = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=surroundings(),
        )
        try:
            async with asyncio.timeout(self.patience_s):
                said = await _talked(child, data)
        except TimeoutError:
            return None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        return said if child.returncode == 0 and 0 < len(said) <= MOST_SAID else None


async def _talked(child: Process, data: bytes) -> bytes:
    """Tell a child all, hear at most a little more than it may say, and wait for its end."""
    if child.stdin is None or child.stdout is None:
        return b""
    telling = asyncio.create_task(_tell(child.stdin, data))
    said = b""
    try:
        while len(said) <= MOST_SAID and (piece := await child.stdout.read(MOST_SAID)):
            said += piece
        if len(said) > MOST_SAID:
            child.kill()
        await child.wait()
    finally:
        telling.cancel()
    return said


async def _tell(to: asyncio.StreamWriter, data: bytes) -> None:
    with suppress(ConnectionError):
        to.write(data)
        await to.drain()
        to.close()


def surroundings() -> dict[str, str]:
    """Return what a child needs of our environment: no secret, no key, no display."""
    names = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in names if name in os.environ}
