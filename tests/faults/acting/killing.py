"""Work done in a fork that kills itself at one of the named moments it passes."""

import os
import signal
import time
from collections.abc import Callable

from agent_console.ports.acting.moments import watch_moments


def killed_in(work: Callable[[], None], step: int | None) -> str | None:
    """Run in a fork; the moment at which it was killed, None when it came to its end.

    It is killed at the `step`th moment, or never. The parent has no threads and no open store.
    """
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        if step is not None:
            _kill_at(step, writer)
        try:
            work()
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader, "rb") as told:
        return told.read().decode() or None


def _kill_at(step: int, writer: int) -> None:
    left = iter(range(step))

    def watch(moment: str) -> None:
        if next(left, None) is None:
            os.write(writer, moment.encode())
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(5)  # noqa: TID251 - the end comes now

    watch_moments(watch)
