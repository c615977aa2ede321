"""Connections written to config.toml; what would say something else afterwards is never written."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_console.app.config import editing, settings
from agent_console.app.config.editing import Value
from agent_console.app.config.settings import ConfigError, Kinds

Tables = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """config.toml, and the kinds of connections it may name; one process at a time may write.

    Every method raises ConfigError, and leaves the file as it is, when what comes out is not
    exactly what was meant; KeyError for a connection that is not there.
    """

    path: Path
    kinds: Kinds

    def add(self, name: str, kind: str, values: Mapping[str, str]) -> None:
        """Append a connection."""
        text = settings.text(self.path)
        for one in settings.understood(self.path, text, self.kinds).connections:
            if settings.spelling(one.name) == settings.spelling(name):
                raise ConfigError(f"there is a connection {one.name!r} already; take another name")
        settings.understood(settings.NEW, editing.table(name, kind, values), self.kinds)
        new = {"name": name, "kind": kind, **values}
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        self._write(before + editing.table(name, kind, values), [*_tables(text), new])

    def change(self, name: str, values: Mapping[str, Value]) -> None:
        """Give some fields of a connection other values; an empty text leaves a field out."""
        text, number = self._found(name)
        wanted = _tables(text)
        told = {**wanted[number], **values}
        wanted[number] = {key: value for key, value in told.items() if value != ""}
        self._write(editing.changed(text, number, values), wanted)

    def remove(self, name: str) -> None:
        """Take a connection out; what was read through it stays in the store."""
        text, number = self._found(name)
        wanted = _tables(text)
        del wanted[number]
        self._write(editing.removed(text, number), wanted)

    def _found(self, name: str) -> tuple[str, int]:
        text = settings.text(self.path)
        names = [one.name for one in settings.understood(self.path, text, self.kinds).connections]
        if name not in names:
            raise KeyError(name)
        return text, names.index(name)

    def _write(self, text: str, wanted: Tables) -> None:
        if _tables(text) != wanted:
            raise ConfigError(
                f"{self.path} is written in a way only a person should change; edit it by hand"
            )
        settings.understood(self.path, text, self.kinds)
        target = self.path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            fresh.write_bytes(text.encode())
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o777)
            fresh.replace(target)
        except OSError as error:
            raise ConfigError(f"{target} could not be written: {error.strerror}") from error
        finally:
            fresh.unlink(missing_ok=True)


def _tables(text: str) -> Tables:
    """Return the connections as TOML has them, whatever way they are written."""
    try:
        found = tomllib.loads(text).get("connections", [])
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    return [dict(one) for one in found] if isinstance(found, list) else []
