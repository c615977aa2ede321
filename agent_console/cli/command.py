"""What a command is, and what it is given to work with."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent_console.actions.messages.posting import Post
from agent_console.actions.messages.writing import Desk as WritingDesk
from agent_console.actions.returns.asking import Returns
from agent_console.domain.acting.label import LabelFile
from agent_console.ports.acting.consents import Consents
from agent_console.ports.acting.labels import Shelf
from agent_console.ports.acting.notebook import Notebook
from agent_console.ports.acting.outbox import Outbox
from agent_console.ports.acting.waiting import WaitingBook
from agent_console.ports.clock import Clock
from agent_console.ports.explaining import Explainer
from agent_console.ports.front_door import FrontDoor
from agent_console.ports.intake import Quarantine
from agent_console.ports.linking import People
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Source
from agent_console.queries.desk import Desk
from agent_console.sync.dispatch import Dispatcher, WayOut
from agent_console.sync.labels import LabelFetcher
from agent_console.sync.learning import Learning
from agent_console.sync.turn import Bench, Connection
from agent_console.sync.watching import Watching

Document = Mapping[str, object]

OK, FAILED, USAGE, REMOTE, ATTENTION = 0, 1, 2, 6, 7
"""Exit codes; 3, 4 and 5 are given by app/entry.py to what config, key and store raise."""


class UsageError(Exception):
    """The command was called wrongly; the message says how to call it."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A connection of config.toml as people see it; seconds between two reads."""

    name: str
    kind: str
    enabled: bool
    poll_seconds: int


@dataclass(frozen=True, slots=True)
class KindOfConnection:
    """A kind that can be connected: its plain fields with their defaults, and its secret ones.

    `group` is store, carrier or channel; a field whose default is None must be given.
    """

    kind: str
    label: str
    group: str
    fields: Mapping[str, str | None]
    secrets: Sequence[str]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing doctor looked at, and what to do when it is not well."""

    name: str
    ok: bool
    message: str
    fix: str | None = None


class Setup(Protocol):
    """The connections as configured, and how to change them."""

    def configured(self) -> Sequence[Configured]:
        """Return all connections of config.toml."""

    def values(self, connection: str) -> Mapping[str, str]:
        """Return the plain fields of a connection; KeyError when there is none of it."""

    def kinds(self) -> Sequence[KindOfConnection]:
        """Return what can be connected."""

    def switched_on(self) -> Sequence[Connection]:
        """Return the connections that are switched on."""

    def ways_out(self) -> Sequence[WayOut]:
        """Return the connections that carry intents out."""

    def open(self, connection: str) -> Source:
        """Open a connection by name; KeyError when there is none of it."""

    def add(self, name: str, kind: str, values: Mapping[str, str]) -> None:
        """Write a connection to config.toml."""

    def change(self, name: str, values: Mapping[str, str | bool]) -> None:
        """Give some fields of a connection other values; KeyError when there is none of it."""

    def remove(self, name: str) -> None:
        """Take a connection out of config.toml; KeyError when there is none of it."""

    def secrets(self, connection: str) -> Mapping[str, Secret]:
        """Return the kept secrets of a connection; KeyError when there is none of it."""

    def open_unsaved(
        self, kind: str, values: Mapping[str, str], secrets: Mapping[str, Secret]
    ) -> Source:
        """Open a connection that stands nowhere yet."""

    def keep_secret(self, connection: str, field: str, secret: Secret) -> str:
        """Keep a secret and say where."""


class Upkeep(Protocol):
    """What keeps the store whole."""

    def back_up(self, target: Path) -> int:
        """Write a backup and return its size in bytes."""

    def restore(self, backup: Path) -> Path | None:
        """Put a backup in place and return where the store that was there went."""

    def checks(self) -> Sequence[Check]:
        """Look at everything that can be wrong."""


class LabelFolder(Protocol):
    """A folder of labels, each a file only its owner can read."""

    def put(self, key: str, file: LabelFile) -> Path:
        """Write a label and return where it lies."""

    def remove(self, key: str) -> None:
        """Take a label away, in whatever format it lies there."""


class Acting(Protocol):
    """What acts: everything that leaves this computer, or is written down."""

    @property
    def language(self) -> str:
        """Return the language of the house."""

    @property
    def writing_desk(self) -> WritingDesk:
        """Return the templates and what fills them."""

    def post(self) -> Post:
        """Return where letters are handed in."""

    def notebook(self) -> Notebook:
        """Return the notebook of the agents."""

    def waiting_book(self) -> WaitingBook:
        """Return where it is written down who takes care of whom."""

    def outbox(self) -> Outbox:
        """Return the outbox."""

    def consents(self) -> Consents:
        """Return the ledger of who wants mail."""

    def returns(self) -> Returns:
        """Return where returns are asked for."""

    def shelf(self) -> Shelf:
        """Return where the files of labels lie."""

    def label_folder(self) -> LabelFolder:
        """Return where labels are put as files for people."""

    def fetcher(self) -> LabelFetcher:
        """Return what brings the files of labels."""

    def dispatcher(self) -> Dispatcher:
        """Return what carries intents out."""


class Console(Protocol):
    """The parts of the program, each opened when first asked for."""

    @property
    def clock(self) -> Clock:
        """Return the clock."""

    @property
    def actor(self) -> str:
        """Return who is at the keyboard."""

    @property
    def signer(self) -> str | None:
        """Return by which name letters are signed, where one is known."""

    def has_store(self) -> bool:
        """Say whether there is a store."""

    def desk(self) -> Desk:
        """Return what questions are asked of."""

    def front_door(self) -> FrontDoor:
        """Return the way to the window of this home."""

    def people(self) -> People:
        """Return the books of who is one person, who is two, and who proved to be whom."""

    def quarantine(self) -> Quarantine:
        """Return what could not be read."""

    def bench(self) -> Bench:
        """Return what sync works with; the store is made if there is none."""

    def learning(self) -> Learning:
        """Return what learns from parcels that have come."""

    def explainer(self) -> Explainer:
        """Return the reader of raw answers."""

    def setup(self) -> Setup:
        """Return the connections as configured."""

    @property
    def acting(self) -> Acting:
        """Return what acts."""

    def watching(self) -> Watching:
        """Return what finds parcels in trouble, and keeps who takes care of them."""

    def upkeep(self) -> Upkeep:
        """Return what keeps the store whole."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command has to say: the document, the same in lines for people, the exit code."""

    document: Document
    lines: Sequence[str]
    exit_code: int = OK


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its arguments, and what it does."""

    name: str
    purpose: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Console, Namespace], Result]
