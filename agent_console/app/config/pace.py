"""How often each connection is read, by what config.toml says right now."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agent_console.app.config.settings import POLL_SECONDS


@dataclass(slots=True)
class Pace:
    """Looks at the file without judging it, so that it costs nothing and needs no connector.

    What cannot be understood leaves everything as it was: a mistake in the file is told elsewhere,
    and must not make old data look fresh.
    """

    path: Path
    _known: Mapping[str, int] = field(default_factory=dict)

    def poll_seconds(self) -> Mapping[str, int]:
        """Return the connections that are switched on, with the seconds between two readings."""
        try:
            told = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return self._known
        self._known = dict(_switched_on(told.get("connections")))
        return self._known


def _switched_on(tables: object) -> Iterator[tuple[str, int]]:
    for one in tables if isinstance(tables, list) else ():
        if isinstance(one, dict) and one.get("enabled") is not False:
            seconds = one.get("poll_seconds", POLL_SECONDS)
            if isinstance(seconds, int):
                yield str(one.get("name")), seconds
