"""Connections written to config.toml; what could not be read afterwards is never written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent_console.app.config import editing, settings
from agent_console.app.config.editing import Value
from agent_console.app.config.settings import Kinds


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """config.toml, and the kinds of connections it may name.

    Every method raises ConfigError, and leaves the file as it is, when what comes out is not
    understood; KeyError for a connection that is not there.
    """

    path: Path
    kinds: Kinds

    def add(self, name: str, kind: str, values: Mapping[str, str]) -> None:
        """Append a connection."""
        before = settings.text(self.path).rstrip()
        new = editing.table(name, kind, values)
        self._write(f"{before}\n\n{new}" if before else new)

    def change(self, name: str, values: Mapping[str, Value]) -> None:
        """Give some fields of a connection other values."""
        text, number = self._found(name)
        self._write(editing.changed(text, number, values))

    def remove(self, name: str) -> None:
        """Take a connection out; what was read through it stays in the store."""
        text, number = self._found(name)
        self._write(editing.removed(text, number))

    def _found(self, name: str) -> tuple[str, int]:
        text = settings.text(self.path)
        names = [one.name for one in settings.understood(self.path, text, self.kinds).connections]
        if name not in names:
            raise KeyError(name)
        return text, names.index(name)

    def _write(self, text: str) -> None:
        settings.understood(self.path, text, self.kinds)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.path)
