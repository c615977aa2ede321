"""A child that draws one file after the other, confined as the one that draws a single file is.

`python -m tests.faults.drawing` reads frames (length and bytes) and answers each with a letter.
"""

import struct
import sys
from functools import partial

from agent_console.app.thumbnail import drawn, ready
from agent_console.machine.confinement import confine

FRAME = struct.Struct(">I")
PICTURE, NOTHING = b"P", b"N"
SECONDS_OF_ALL = 3600


def main() -> None:
    """Draw until nothing more comes."""
    program = ready(partial(confine, seconds=SECONDS_OF_ALL))
    read = sys.stdin.buffer.read
    while head := read(FRAME.size):
        picture = drawn(read(FRAME.unpack(head)[0]))
        sys.stdout.buffer.write(NOTHING if picture is None else PICTURE)
        sys.stdout.buffer.flush()
        del picture
    del program


if __name__ == "__main__":
    main()
