"""What the window and the worker say to each other, and how it is written on the wire.

The window listens on a private local socket and hands its path to the worker in the environment
(`SOCKET_VARIABLE`). Both sides send lines: one JSON object each, at most 64 KiB, ended by a line
feed; `type` names the message, the rest are its fields. The worker reads wishes and writes news.
Who else wants something of a window calls at its own socket, in the same lines of at most 4 KiB:
it comes to the front or shows a customer, and does nothing else.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import IntEnum, StrEnum
from typing import Protocol

SOCKET_VARIABLE = "AGENT_CONSOLE_SOCKET"
MOST_BYTES = 64 * 1024
MOST_OF_A_CALL = 4 * 1024
"""So long is the longest line that a window hears from outside."""
MOST_VALUE = 128
NAMED_BY = frozenset({"phone", "order", "tracking", "email", "handoff"})
"""By what somebody outside may name a customer."""
MOST_CUSTOMERS = 2000
"""As many ids as surely fit in one line."""


class Trouble(IntEnum):
    """Why the store or the worker cannot begin, by the exit code that says so."""

    SETTINGS = 3
    KEY = 4
    STORE = 5

    @classmethod
    def of(cls, exit_code: int) -> "Trouble | None":
        """Return the trouble an exit code tells of, None when it tells of none."""
        return next((one for one in cls if one == exit_code), None)


class Asked(StrEnum):
    """What a passphrase is asked for."""

    TO_OPEN = "to_open"
    TO_MAKE = "to_make"


class CannotBeginError(Exception):
    """The store cannot be opened; the message says in plain words why and what to do.

    `kind` is the word of the command line for it, `asked` what would open the store.
    """

    def __init__(
        self, trouble: Trouble, message: str, kind: str = "", asked: Asked | None = None
    ) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.kind = kind
        self.asked = asked


class Voice(Protocol):
    """Reads aloud, one thing at a time; nothing waits for it."""

    def speak(self, text: str, language: str) -> bool:
        """Begin to read a text aloud in a language; False when nothing here can."""

    def is_speaking(self) -> bool:
        """Say whether it reads aloud now."""

    def hush(self) -> None:
        """Stop reading aloud."""


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """How a command run by the window ended: its exit code and the document it printed."""

    exit_code: int
    document: Mapping[str, object]

    def kind(self) -> str:
        """Return the command line's word for why it failed, nothing where it did not."""
        error = self.document.get("error")
        return str(error.get("kind") or "") if isinstance(error, dict) else ""

    def trouble(self) -> str | None:
        """Return in plain words why it failed, None when it did not."""
        error = self.document.get("error")
        if isinstance(error, dict):
            return str(error.get("message") or "it failed")
        return None


@dataclass(frozen=True, slots=True)
class WakeUp:
    """To the worker: sync now, do not wait for the next turn."""


@dataclass(frozen=True, slots=True)
class PauseReading:
    """To the worker: stop reading until woken up; what was read stays, and is not read again."""


@dataclass(frozen=True, slots=True)
class RefreshCustomer:
    """To the worker: read this customer again at all connections, before anything else."""

    customer: int


@dataclass(frozen=True, slots=True)
class FollowParcels:
    """To the worker: ask for these parcels of a customer now, because somebody looks at them."""

    customer: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FetchFile:
    """To the worker: fetch a file of an event's message, and keep it in the store."""

    event: int
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """From the worker: how far a connection's pass is; `total` 0 when nobody knows."""

    connection: str
    done: int
    total: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """From the worker: it reads nothing until it is woken up, or it reads again."""

    is_paused: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """From the worker: these customers have something new."""

    customers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """From the worker: the wanted refresh of a customer is over.

    `failure` and `not_asked`, who was asked for nothing newer and why, are for people.
    """

    customer: int
    failure: str | None
    not_asked: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """From the worker: the wanted parcels of a customer were asked for; nobody waited for that."""

    customer: int


@dataclass(frozen=True, slots=True)
class FileFetched:
    """From the worker: the store has a wanted file now, unless `failure` says why not."""

    event: int
    number: int
    failure: str | None


@dataclass(frozen=True, slots=True)
class RaiseWindow:
    """From a second window to the first: come to the front in my place."""


@dataclass(frozen=True, slots=True)
class OpenCustomer:
    """To a window: show whom this names, by one of `NAMED_BY`; nothing else happens."""

    by: str
    value: str


@dataclass(frozen=True, slots=True)
class Heard:
    """From a window: it took what it was called for."""


Wish = WakeUp | PauseReading | RefreshCustomer | FollowParcels | FetchFile
News = Progress | Paused | Changed | Refreshed | Followed | FileFetched
Call = RaiseWindow | OpenCustomer | Heard
Message = Wish | News | Call


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_value(value: object) -> bool:
    """Say whether something can name a customer at all: a short line of text."""
    return isinstance(value, str) and 0 < len(value) <= MOST_VALUE and value.isprintable()


_CHECKS: dict[str, Callable[[object], bool]] = {
    "by": lambda value: isinstance(value, str) and value in NAMED_BY,
    "value": is_value,
    "customer": _whole,
    "numbers": lambda value: isinstance(value, list) and all(map(is_value, value)),
    "event": _whole,
    "number": _whole,
    "connection": lambda value: isinstance(value, str),
    "done": _whole,
    "total": _whole,
    "is_paused": lambda value: isinstance(value, bool),
    "is_running": lambda value: isinstance(value, bool),
    "customers": lambda value: isinstance(value, list) and all(_whole(one) for one in value),
    "failure": lambda value: value is None or isinstance(value, str),
    "not_asked": lambda value: value is None or isinstance(value, str),
}
"""What each field has to be, by its name."""

_MESSAGES: dict[str, type[Message]] = {
    "wake_up": WakeUp,
    "pause_reading": PauseReading,
    "refresh_customer": RefreshCustomer,
    "follow_parcels": FollowParcels,
    "fetch_file": FetchFile,
    "progress": Progress,
    "paused": Paused,
    "changed": Changed,
    "refreshed": Refreshed,
    "followed": Followed,
    "file_fetched": FileFetched,
    "raise_window": RaiseWindow,
    "open_customer": OpenCustomer,
    "heard": Heard,
}
_NAMES = {message: name for name, message in _MESSAGES.items()}


def encode(message: Message) -> bytes:
    """Write a message as one line.

    Raises:
        ValueError: the line would be longer than 64 KiB.
    """
    line = json.dumps({"type": _NAMES[type(message)], **asdict(message)}).encode() + b"\n"
    if len(line) > MOST_BYTES:
        raise ValueError(f"a message of {len(line)} bytes is too long, {MOST_BYTES} are allowed")
    return line


def decode(line: bytes) -> Message:
    """Read one line, with or without its line feed; fields that we do not know are left out.

    Raises:
        ValueError: it is too long, no JSON object, or no message of ours.
    """
    if len(line) > MOST_BYTES:
        raise ValueError(f"a message of {len(line)} bytes is too long, {MOST_BYTES} are allowed")
    try:
        told = json.loads(line)
    except (UnicodeDecodeError, RecursionError) as problem:
        raise ValueError(f"not a JSON line: {problem}") from problem
    name = told.get("type") if isinstance(told, dict) else None
    message = _MESSAGES.get(str(name))
    if message is None:
        raise ValueError(f"no message is called {name!r}"[:200])
    values = {field.name: _field(told, field.name) for field in fields(message)}
    make: Callable[..., Message] = message
    return make(**values)


def changes(customers: Sequence[int]) -> Iterator[Changed]:
    """Yield as many messages as it takes to name all the customers."""
    for start in range(0, len(customers), MOST_CUSTOMERS):
        yield Changed(tuple(customers[start : start + MOST_CUSTOMERS]))


def _field(told: dict[str, object], name: str) -> object:
    value = told.get(name)
    if not _CHECKS[name](value):
        raise ValueError(f"{name} cannot be {value!r}"[:200])
    return tuple(value) if isinstance(value, list) else value
