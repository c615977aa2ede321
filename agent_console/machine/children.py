"""Child processes that serve us and must not outlive us."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

END_S = 5


class ChildFailedError(Exception):
    """A child process ended before it was ready; the message holds its last words."""


@contextmanager
def serving(module: str, arguments: Sequence[str]) -> Iterator[Mapping[str, object]]:
    """Run a Python module that prints one JSON line when ready; it ends with the block.

    The child watches the pipe that is its standard input, and ends when we end, however we do.

    Raises:
        ChildFailedError: it ended without becoming ready.
    """
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield _ready(child, module)
        finally:
            child.terminate()
            try:
                child.wait(END_S)
            except subprocess.TimeoutExpired:
                child.kill()


def _ready(child: "subprocess.Popen[str]", module: str) -> Mapping[str, object]:
    line = child.stdout.readline() if child.stdout else ""
    try:
        told = json.loads(line)
    except ValueError as error:
        raise ChildFailedError(f"{module} did not start: {line.strip()!r}") from error
    if not isinstance(told, dict):
        raise ChildFailedError(f"{module} said something unexpected: {line.strip()!r}")
    return told
