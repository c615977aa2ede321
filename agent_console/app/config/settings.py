"""config.toml, read strictly: what is not understood is an error with its line and a proposal."""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_console.app.config.addresses import insecure, unprotected
from agent_console.app.config.editing import table
from agent_console.app.config.lines import Table, line_of

FILE = "config.toml"
GENERAL = {"region": "AT", "language": "en"}
EVERY_CONNECTION = ("name", "kind", "poll_seconds", "enabled", "settle_seconds")
POLL_SECONDS = 300
"""Between two readings of a connection that says nothing of it."""
NEW = Path("the new connection")
"""What is called so stands in no file yet."""
TABLES = ("general", "connections")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}")
REGION = re.compile(r"[A-Z]{2}")
WHOLE = re.compile(r"[0-9]{1,9}")


class ConfigError(Exception):
    """config.toml cannot be used; the message names the line and says what to write."""


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """One connection as configured; `values` are the fields of its kind."""

    name: str
    kind: str
    values: Mapping[str, str]
    poll_seconds: int = POLL_SECONDS
    settle_seconds: int = 120
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything config.toml says."""

    region: str = GENERAL["region"]
    language: str = GENERAL["language"]
    connections: tuple[ConnectionSettings, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field a kind of connection has, and its default; None means it must be given."""

    name: str
    default: str | None = None
    is_secret: bool = False
    most: int | None = None


Kinds = Mapping[str, Sequence[KnownField]]
LineOf = Callable[[str], int]


def read(path: Path, kinds: Kinds) -> Settings:
    """Read the settings; a missing file is an empty one.

    Raises:
        ConfigError: it is no TOML, or says something that is not understood.
    """
    return understood(path, text(path), kinds)


def understood(path: Path, told: str, kinds: Kinds) -> Settings:
    """Read a text as if it stood in the file; raises as read() does."""
    return _Reading(path, told, kinds).settings()


def one_connection(kind: str, values: Mapping[str, str], kinds: Kinds) -> ConnectionSettings:
    """Read a connection that stands in no file yet, by the same rules; raises as read() does."""
    told = table(kind, kind, values)
    return understood(NEW, told, kinds).connections[0]


def general(path: Path) -> Settings:
    """Read only what does not depend on the kinds of connections; raises as read() does."""
    return _Reading(path, text(path), {}).general()


def text(path: Path) -> str:
    """Return what stands in the file, nothing where there is none; raises as read() does."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


@dataclass(slots=True)
class _Reading:
    """One reading of one text, that knows on which line things stand."""

    path: Path
    text: str
    kinds: Kinds
    _names: dict[str, str] = field(default_factory=dict)

    def settings(self) -> Settings:
        listed = self._document().get("connections", [])
        tables = listed if isinstance(listed, list) else [None]
        if not all(isinstance(table, dict) for table in tables):
            raise self._wrong(self._line("connections"), "write [[connections]], with two brackets")
        connections = tuple(self._connection(one, number) for number, one in enumerate(tables))
        return replace(self.general(), connections=connections)

    def general(self) -> Settings:
        table = self._document().get("general", {})
        if not isinstance(table, dict):
            raise self._wrong(self._line("general"), "write [general] as a table")

        def line(key: str) -> int:
            return self._line(key, Table("general"))

        self._known(table, GENERAL, line)
        told = {key: self._text(table, key, line) or default for key, default in GENERAL.items()}
        region = told["region"].upper()
        if not REGION.fullmatch(region):
            raise self._wrong(line("region"), f"{region!r} is no region; write AT, DE, US …")
        return Settings(region, told["language"])

    def _document(self) -> Mapping[str, object]:
        try:
            document = tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ConfigError(f"{self.path} is not valid TOML: {error}") from error
        self._known(document, TABLES, self._line)
        return document

    def _connection(self, table: Mapping[str, object], number: int) -> ConnectionSettings:
        def line(key: str) -> int:
            return self._line(key, Table("connections", number))

        kind = self._kind(table, line)
        name = self._name(table, line)
        self._without_secrets(table, kind, line)
        values = self._values(table, kind, line)
        return ConnectionSettings(
            name,
            kind,
            values,
            poll_seconds=self._seconds(table, "poll_seconds", POLL_SECONDS, line("poll_seconds")),
            settle_seconds=self._seconds(table, "settle_seconds", 120, line("settle_seconds")),
            enabled=self._switch(table, "enabled", line),
        )

    def _values(self, table: Mapping[str, object], kind: str, line: LineOf) -> dict[str, str]:
        """Return the plain fields of a connection, as given or by default."""
        fields = {one.name: one for one in self.kinds[kind] if not one.is_secret}
        self._known(table, (*EVERY_CONNECTION, *fields), line)
        values = {key: self._value(table, one, line) for key, one in fields.items()}
        missing = [key for key, one in fields.items() if one.default is None and not values[key]]
        if missing:
            raise self._wrong(line("name"), f"connection {table['name']!r} needs {missing[0]}")
        if problem := insecure(values["base_url"]) if "base_url" in values else None:
            raise self._wrong(line("base_url"), f"base_url: {problem}")
        if found := unprotected(values):
            raise self._wrong(line(found[0]), f"{found[0]}: {found[1]}")
        return values

    def _value(self, table: Mapping[str, object], known: KnownField, line: LineOf) -> str:
        value = table.get(known.name)
        if known.most is None:
            return self._text(table, known.name, line) or known.default or ""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        said = str(value) if is_number else self._text(table, known.name, line) or ""
        if said and not (WHOLE.fullmatch(said) and int(said) <= known.most):
            raise self._wrong(
                line(known.name), f"{known.name} is a whole number up to {known.most}"
            )
        return said or known.default or ""

    def _without_secrets(self, table: Mapping[str, object], kind: str, line: LineOf) -> None:
        for one in self.kinds[kind]:
            if one.is_secret and one.name in table:
                raise self._wrong(
                    line(one.name),
                    f"{one.name} is a secret and never stands in this file; "
                    f"run `agent-console secrets set {table['name']} {one.name}`",
                )

    def _kind(self, table: Mapping[str, object], line: LineOf) -> str:
        kind = self._text(table, "kind", line)
        if kind is None:
            fields = [one.name for kind in self.kinds.values() for one in kind]
            self._known(table, (*EVERY_CONNECTION, *fields), line)
            raise self._wrong(line("name"), f"the connection needs a kind: {', '.join(self.kinds)}")
        if kind not in self.kinds:
            raise self._wrong(line("kind"), f"unknown kind {kind!r}{_nearest(kind, self.kinds)}")
        return kind

    def _name(self, table: Mapping[str, object], line: LineOf) -> str:
        name = self._text(table, "name", line) or ""
        if not NAME.fullmatch(name):
            raise self._wrong(
                line("name"),
                f"{name!r} is no name of a connection; use letters, digits, space, . _ -",
            )
        spelled = spelling(name)
        if spelled in self._names:
            raise self._wrong(
                line("name"),
                f"{name!r} and {self._names[spelled]!r} are the same in the environment's "
                f"spelling ({spelled}); rename one",
            )
        self._names[spelled] = name
        return name

    def _text(self, table: Mapping[str, object], key: str, line: LineOf) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self._wrong(line(key), f'{key} is a text; write {key} = "…"')
        return value

    def _switch(self, table: Mapping[str, object], key: str, line: LineOf) -> bool:
        value = table.get(key, True)
        if not isinstance(value, bool):
            raise self._wrong(line(key), f"{key} is true or false, without quotes")
        return value

    def _seconds(self, table: Mapping[str, object], key: str, default: int, line: int) -> int:
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._wrong(line, f"{key} is a whole number of seconds, at least 1")
        return value

    def _known(self, table: Mapping[str, object], names: Collection[str], line: LineOf) -> None:
        for key in table:
            if key not in names:
                raise self._wrong(line(key), f"unknown key {key!r}{_nearest(key, names)}")

    def _line(self, key: str, table: Table = Table()) -> int:  # noqa: B008 - frozen
        return line_of(self.text, key, table)

    def _wrong(self, line: int, problem: str) -> ConfigError:
        where = f"{self.path}" if self.path == NEW else f"{self.path}, line {line}"
        return ConfigError(f"{where}: {problem}")


def spelling(name: str) -> str:
    """Return how a connection is called in variables of the environment."""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def _nearest(word: str, names: Collection[str]) -> str:
    close = difflib.get_close_matches(word, list(names), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(names))}"
