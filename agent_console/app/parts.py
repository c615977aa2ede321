"""The parts of the program that everything else is wired to, each opened when first wanted."""

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from getpass import getpass as ask_silently
from pathlib import Path

from agent_console.app.config import settings
from agent_console.app.config.settings import KnownField, Settings
from agent_console.machine.clock import SystemClock
from agent_console.machine.people import full_name
from agent_console.machine.secrecy.store_key import KeySearch
from agent_console.machine.turns import one_at_a_time
from agent_console.ports.clock import Clock
from agent_console.storage.failures import StoreFull
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.store import Store


def known_fields() -> Mapping[str, tuple[KnownField, ...]]:
    """Return the fields of every kind of connection."""
    from agent_console.connectors.registry import MANIFESTS

    return {
        manifest.kind: tuple(
            KnownField(one.name, one.default, one.is_secret, one.most) for one in manifest.fields
        )
        for manifest in MANIFESTS
    }


@dataclass
class Parts:
    """Settings, clock, key and store of one home folder."""

    home: Path
    environment: Mapping[str, str]
    ask: Callable[[], str | None] | None = None
    """Asks for a passphrase; None asks in the terminal."""

    @cached_property
    def settings(self) -> Settings:
        """Read config.toml."""
        return settings.read(self.home / settings.FILE, known_fields())

    @property
    def region(self) -> str:
        """Return the region of national phone numbers, without looking at the connections."""
        return settings.general(self.home / settings.FILE).region

    @cached_property
    def clock(self) -> Clock:
        """Return the clock of this computer."""
        return SystemClock()

    @property
    def actor(self) -> str:
        """Return who is at the keyboard, for links and notes."""
        return getpass.getuser()

    @property
    def signer(self) -> str | None:
        """Return by which name letters are signed; nobody is signed by how they log in."""
        return full_name(self.actor)

    @cached_property
    def key_search(self) -> KeySearch:
        """Return where the store's key is looked for."""
        return KeySearch(self.home, self.environment, self.ask or _ask_for_passphrase)

    @cached_property
    def place(self) -> Place:
        """Return where the store lies."""
        return Place(self.home)

    @cached_property
    def store(self) -> Store:
        """Open the store that is there."""
        if not self.place.exists():
            return open_store(self.place, "")
        return open_store(self.place, self.key_search.find().hex)

    @cached_property
    def new_store(self) -> Store:
        """Open the store, and make it first where there is none."""
        if not self.place.exists():
            try:
                with one_at_a_time(self.home):
                    self._make_store()
            except OSError as error:
                raise StoreFull(f"{self.home} cannot be used: {error.strerror}.") from error
        return self.store

    def _make_store(self) -> None:
        if not self.place.exists():
            key = self.key_search.make()
            create_store(self.place, key.hex, key.origin).close()

    def has_store(self) -> bool:
        """Say whether there is a store."""
        return self.place.exists()

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if (store := self.__dict__.pop("store", None)) is not None:
            store.close()

    def forget_settings(self) -> None:
        """Read config.toml again when it is next asked for."""
        self.__dict__.pop("settings", None)


def _ask_for_passphrase() -> str | None:
    if not sys.stdin.isatty():
        return None
    return ask_silently("Passphrase of the store: ")


def environment() -> Mapping[str, str]:
    """Return the variables of this process."""
    return os.environ
