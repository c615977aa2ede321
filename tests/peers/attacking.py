"""Gives a program the lines of its own stdin, one by one, and says what came of each.

usage: attacking.py COMMAND...     prints {"said": [...], "seconds": [...], "peak_kib": n}

It is a process of its own because a child's peak of memory begins with that of its parent, and
whoever runs the tests may be large.
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    """Ask everything, then end the program and look at what it and its children used."""
    said, seconds = [], []
    pipe = subprocess.PIPE
    with subprocess.Popen(sys.argv[1:], stdin=pipe, stdout=pipe) as child:  # noqa: S603 - as told
        assert child.stdin
        assert child.stdout
        child.stdout.readline()
        for line in sys.stdin.buffer:
            began = time.monotonic()
            child.stdin.write(line)
            child.stdin.flush()
            said.append(json.loads(child.stdout.readline()))
            seconds.append(time.monotonic() - began)
        child.stdin.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    told = {"said": said, "seconds": seconds, "peak_kib": used.ru_maxrss}
    print(json.dumps(told))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
