"""Answers wishes until there are no more."""

import sys

from agent_console.app.rendering.rehearsal import rehearse
from agent_console.machine.forks import serve
from agent_console.machine.templates.rendering import answer, broken

if __name__ == "__main__":
    rehearse()
    sys.exit(serve(answer, broken))
