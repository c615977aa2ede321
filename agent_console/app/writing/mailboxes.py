"""The mailbox a letter leaves by, read from config.toml without judging it."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from agent_console.ports.acting.sending import Way

MAIL, SETTLE_S = "email", 120


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Looks at the file anew each time: it is small, and may have been changed by hand."""

    path: Path

    def way(self) -> Way | None:
        """Return the first mailbox that can send, None where there is none."""
        try:
            told = tomllib.loads(self.path.read_text(encoding="utf-8")).get("connections")
        except (OSError, ValueError, RecursionError):
            return None
        ways = map(_way, told if isinstance(told, list) else ())
        return next((one for one in ways if one is not None), None)


def _way(table: object) -> Way | None:
    if not isinstance(table, dict) or table.get("kind") != MAIL or table.get("enabled") is False:
        return None
    name, settle = table.get("name"), table.get("settle_seconds", SETTLE_S)
    if not (isinstance(name, str) and isinstance(settle, int) and table.get("smtp_host")):
        return None
    return Way(name, timedelta(seconds=settle))
