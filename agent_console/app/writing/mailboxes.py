"""The connections by which letters leave and labels are bought, read without judging the file."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from agent_console.ports.acting.sending import Way

MAIL, SELLERS, SETTLE_S = "email", frozenset({"easypost"}), 120
"""Kinds of connections; that these sell labels is compared with the registry by a test."""


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Looks at the file anew each time: it is small, and may have been changed by hand."""

    path: Path

    def way(self) -> Way | None:
        """Return the first mailbox that can send, None where there is none."""
        found = (one for one in self._tables() if one.get("kind") == MAIL and one.get("smtp_host"))
        return _first(found)

    def seller(self) -> Way | None:
        """Return the first connection that sells labels, None where there is none."""
        return _first(one for one in self._tables() if one.get("kind") in SELLERS)

    def _tables(self) -> Iterator[Mapping[str, object]]:
        try:
            told = tomllib.loads(self.path.read_text(encoding="utf-8")).get("connections")
        except (OSError, ValueError, RecursionError):
            return
        for one in told if isinstance(told, list) else ():
            if isinstance(one, dict) and one.get("enabled") is not False:
                yield one


def _first(tables: Iterable[Mapping[str, object]]) -> Way | None:
    for table in tables:
        name, settle = table.get("name"), table.get("settle_seconds", SETTLE_S)
        if isinstance(name, str) and isinstance(settle, int):
            return Way(name, timedelta(seconds=settle))
    return None
