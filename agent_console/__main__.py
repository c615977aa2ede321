"""`python -m agent_console` and the `agent-console` command."""

import sys
from io import TextIOWrapper

from agent_console.app.entry import run


def main() -> int:
    """Run the program with the arguments of this process; what it prints is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
