"""Where the program keeps its things when nobody says; asked before anything large is imported."""

import os
from pathlib import Path

from platformdirs import user_data_path


def own_home() -> Path:
    """Return the home folder: the variable, else the platform's place for a program's data."""
    if given := os.environ.get("AGENT_CONSOLE_HOME"):
        return Path(given).expanduser()
    return user_data_path("agent-console", appauthor=False)
