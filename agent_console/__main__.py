"""`python -m agent_console` and the `agent-console` command."""

import sys

from agent_console.app.entry import run


def main() -> int:
    """Run the program with the arguments of this process."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
