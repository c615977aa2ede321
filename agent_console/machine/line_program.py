"""A program that answers a line with a line, kept warm, and replaced when it is late or breaks."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, Timer
from typing import IO

from agent_console.machine.confinement import MIB, surroundings
from agent_console.machine.forks import READY

PATIENCE_S, START_S, END_S = 0.95, 15.0, 5.0
MOST_SAID = MIB


class SilentError(Exception):
    """The program gave no answer; the message says whether it was late or broke."""


class LineProgram:
    """Asks one thing at a time; whoever comes second waits."""

    def __init__(self, command: Sequence[str], patience_s: float = PATIENCE_S) -> None:
        self._command, self._patience_s = command, patience_s
        self._turn = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_ready = False

    def warm_up(self) -> None:
        """Start the program without waiting for it, so that the first answer comes at once."""
        with self._turn:
            self._running()

    def close(self) -> None:
        """End the program; asked again, it is started again."""
        with self._turn:
            self._end()

    def ask(self, line: bytes) -> bytes:
        """Return the answer to a line.

        Raises:
            SilentError: there was none in time; the next one is asked of a new process.
        """
        with self._turn:
            try:
                return self._answer(self._running(), line)
            except SilentError:
                self._end()
                self._running()
                raise

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings(),
            )
        return self._child

    def _answer(self, child: "subprocess.Popen[bytes]", line: bytes) -> bytes:
        said, heard = _pipes(child)
        if not self._is_ready:
            with _ended_after(START_S, child):
                if heard.readline(MOST_SAID) != READY:
                    raise SilentError("did not start")
            self._is_ready = True
        with _ended_after(self._patience_s, child) as watch:
            told = _exchanged(said, heard, line)
        if told.endswith(b"\n"):
            return told
        raise SilentError("took too long" if watch.finished.is_set() else "broke")

    def _end(self) -> None:
        child, self._child, self._is_ready = self._child, None, False
        if child is None:
            return
        child.kill()
        for pipe in _pipes(child):
            _close(pipe)
        child.wait(END_S)


def _pipes(child: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise SilentError("has no pipes")
    return child.stdin, child.stdout


def _exchanged(said: IO[bytes], heard: IO[bytes], line: bytes) -> bytes:
    try:
        said.write(line + b"\n")
        said.flush()
        return heard.readline(MOST_SAID)
    except OSError:
        return b""


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what could not be written to a dead process any more
        return


@contextmanager
def _ended_after(seconds: float, child: "subprocess.Popen[bytes]") -> Iterator[Timer]:
    watch = Timer(seconds, child.kill)
    watch.daemon = True
    watch.start()
    try:
        yield watch
    finally:
        watch.cancel()
