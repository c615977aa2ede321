"""A program that answers lines: what breaks in it is over in a second, and the next is served."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.machine.line_program import LineProgram, SilentError

NASTY = (sys.executable, str(Path(__file__).parents[1] / "peers" / "nasty_answers.py"))
DEAF = (sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)")
MUTE = (sys.executable, "-c", "print('who are you?')")

LONG_S = 4.0
"""So long that the forks have to end by themselves, also where others use the processor."""


@pytest.fixture
def nasty() -> Iterator[LineProgram]:
    program = LineProgram(NASTY, patience_s=LONG_S)
    yield program
    program.close()


@pytest.mark.parametrize(
    ("deed", "came"),
    [
        ("spin", f"ended {-signal.SIGALRM}"),
        ("hold", f"ended {-signal.SIGALRM}"),
        ("sleep", f"ended {-signal.SIGALRM}"),
        ("eat", "MemoryError"),
        ("read", "OSError"),
        ("connect", "OSError"),
        ("listen", "True"),
        ("die", "ended 3"),
    ],
)
def test_a_misdeed_ends_soon_and_the_next_is_served(nasty: LineProgram, deed: str, came: str):
    assert nasty.ask(b"well") == b"well\n"
    began = time.monotonic()
    assert nasty.ask(deed.encode()) == f"{came}\n".encode()
    assert time.monotonic() - began < LONG_S / 2, "the fork ended itself"
    assert nasty.ask(b"well") == b"well\n"


def test_a_program_that_never_answers_is_ended_and_replaced():
    program = LineProgram(DEAF, patience_s=0.2)
    try:
        for _ in range(2):
            with pytest.raises(SilentError, match="took too long"):
                program.ask(b"well")
    finally:
        program.close()


def test_a_program_that_is_none_is_told():
    program = LineProgram(MUTE)
    try:
        with pytest.raises(SilentError, match="did not start"):
            program.ask(b"well")
    finally:
        program.close()


def test_a_program_that_was_killed_is_started_again(nasty: LineProgram):
    assert nasty.ask(b"well") == b"well\n"
    child = nasty._child
    assert child
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert nasty.ask(b"well") == b"well\n"


def test_a_closed_program_leaves_no_process(nasty: LineProgram):
    nasty.warm_up()
    child = nasty._child
    assert child
    nasty.close()
    assert child.returncode == -signal.SIGKILL
