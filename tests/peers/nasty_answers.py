"""Answers each wish with a misdeed, as a template would that found a way out."""

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from agent_console.machine.forks import serve


def answer(wish: bytes) -> bytes:
    """Do what the wish says, and tell what came of it."""
    deed = DEEDS[wish.strip().decode()]
    try:
        return str(deed()).encode()
    except (OSError, MemoryError) as error:
        return type(error).__name__.encode()


def spin() -> None:
    """Never end, in one instruction after the other."""
    while True:
        pass


def hold() -> int:
    """Never end, in one single instruction that cannot be interrupted by Python."""
    return 10**50_000_000 % 7


def die() -> None:
    """End without a word."""
    os._exit(3)


DEEDS: dict[str, Callable[[], object]] = {
    "well": lambda: "well",
    "spin": spin,
    "hold": hold,
    "sleep": lambda: time.sleep(60),  # noqa: TID251 - a misdeed
    "eat": lambda: len(bytearray(200 << 20)),
    "read": lambda: Path("/etc/passwd").read_text(encoding="utf-8"),
    "connect": socket.socket,
    "listen": lambda: sys.stdin.buffer.closed,
    "die": die,
}

if __name__ == "__main__":
    sys.exit(serve(answer, lambda ended: f"ended {ended}".encode()))
