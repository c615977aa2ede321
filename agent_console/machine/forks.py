"""One answer per process: each wish is worked on in a fork that is confined, and then gone.

What has to be loaded is loaded once, before the first wish; what a wish breaks dies with its fork.
"""

import os
import signal
import sys
from collections.abc import Callable

from agent_console.machine.confinement import MIB, confine

READY = b"ready\n"
MOST_WISHED = MIB
MOST_MEMORY, MOST_SECONDS, PATIENCE_S = 128 * MIB, 1, 0.7
"""Memory on top of the 40 MiB of the one that forks; seconds of the processor, of the clock."""
Answer = Callable[[bytes], bytes]


def serve(answer: Answer, broken: Callable[[int], bytes]) -> int:
    """Answer each line of stdin with one line on stdout, until there is no more.

    `broken` answers instead of a process that was ended: it is told by which signal (negative)
    or with which code.
    """
    _say(READY.strip())
    while wish := sys.stdin.buffer.readline(MOST_WISHED):
        if ended := _in_a_fork(answer, wish):
            _say(broken(ended))
    return 0


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


if sys.platform == "win32":

    def _in_a_fork(answer: Answer, wish: bytes) -> int:
        """Answer here: there are no forks; who waits ends this process when it takes too long."""
        _say(answer(wish))
        return 0

else:

    def _in_a_fork(answer: Answer, wish: bytes) -> int:
        child = os.fork()
        if child == 0:
            _answer_and_end(answer, wish)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)

    def _answer_and_end(answer: Answer, wish: bytes) -> None:
        """Say the whole answer or nothing: from its first byte on, the clock is stopped."""
        code = 1
        try:
            sys.stdin.close()
            signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
            confine(MOST_MEMORY, MOST_SECONDS)
            said = answer(wish)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _say(said)
            code = 0
        finally:
            os._exit(code)
