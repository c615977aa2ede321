"""The connections of config.toml: opened with their secrets, added to, listed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeVar

from agent_console.app.config import settings
from agent_console.app.config.keeping import ConfigFile
from agent_console.app.config.settings import ConnectionSettings
from agent_console.app.parts import Parts, known_fields
from agent_console.cli.command import Configured, KindOfConnection
from agent_console.connectors.kit.carrier.tokens import Wallet
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.connectors.registry import BY_KIND, GROUPS
from agent_console.machine.secrecy.keyring import (
    KeyringMissingError,
    KeyringTroubleError,
    KeyringUnmadeError,
)
from agent_console.machine.secrecy.secret_places import EnvironmentSecrets, KeyringSecrets
from agent_console.machine.turns import one_at_a_time
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Source
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.repositories.secrets import StoredSecrets
from agent_console.sync.dispatch import WayOut
from agent_console.sync.turn import Connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ConfiguredConnections:
    """What commands see of the connections (cli.command.Setup)."""

    parts: Parts
    wallet: Wallet = field(default_factory=Wallet)
    """The tokens that all connections of this process share."""

    def configured(self) -> list[Configured]:
        """Return all connections of config.toml."""
        return [
            Configured(one.name, one.kind, one.enabled, one.poll_seconds)
            for one in self.parts.settings.connections
        ]

    def values(self, connection: str) -> Mapping[str, str]:
        """Return the plain fields of a connection; KeyError when there is none of it."""
        return {one.name: one.values for one in self.parts.settings.connections}[connection]

    def kinds(self) -> list[KindOfConnection]:
        """Return what can be connected."""
        return [
            KindOfConnection(
                kind,
                BY_KIND[kind].label,
                GROUPS[kind],
                {one.name: one.default for one in fields if not one.is_secret},
                [one.name for one in fields if one.is_secret],
            )
            for kind, fields in known_fields().items()
        ]

    def switched_on(self) -> list[Connection]:
        """Return the connections that are switched on."""
        return [
            Connection(
                one.name,
                one.kind,
                partial(self._source, one),
                partial(self._signature, one),
                tracks=BY_KIND[one.kind].tracks,
                is_mailbox=GROUPS[one.kind] == "channel",
            )
            for one in self.parts.settings.connections
            if one.enabled
        ]

    def ways_out(self) -> list[WayOut]:
        """Return the connections that carry intents out."""
        return [
            WayOut(
                one.name,
                one.kind,
                partial(self._opened, one, send),
                timedelta(seconds=one.settle_seconds),
                sell=partial(self._opened, one, sell) if (sell := BY_KIND[one.kind].sell) else None,
                is_ready=GROUPS[one.kind] != "channel" or bool(one.values.get("smtp_host")),
            )
            for one in self.parts.settings.connections
            if one.enabled and (send := BY_KIND[one.kind].send) is not None
        ]

    def open(self, connection: str) -> Source:
        """Open a connection by its name; KeyError when there is none of it."""
        return self._source({one.name: one for one in self.parts.settings.connections}[connection])

    def add(self, name: str, kind: str, values: Mapping[str, str]) -> None:
        """Write a connection to config.toml, if what comes out can be read."""
        with one_at_a_time(self.parts.home):
            self._file().add(name, kind, values)
        self.parts.forget_settings()

    def change(self, name: str, values: Mapping[str, str | bool]) -> None:
        """Give some fields of a connection other values in config.toml."""
        with one_at_a_time(self.parts.home):
            self._file().change(name, values)
        self.parts.forget_settings()

    def remove(self, name: str) -> None:
        """Take a connection out of config.toml."""
        with one_at_a_time(self.parts.home):
            self._file().remove(name)
        self.parts.forget_settings()

    def secrets(self, connection: str) -> Mapping[str, Secret]:
        """Return the kept secrets of a connection; KeyError when there is none of it."""
        known = {one.name: one for one in self.parts.settings.connections}
        return self._secrets(known[connection])

    def open_unsaved(
        self, kind: str, values: Mapping[str, str], secrets: Mapping[str, Secret]
    ) -> Source:
        """Open a connection that stands nowhere yet; ConfigError when it could not stand."""
        told = settings.one_connection(kind, values, known_fields())
        return BY_KIND[kind].open(
            Given(told.name, told.values, secrets, self.parts.region, self.parts.clock)
        )

    def _file(self) -> ConfigFile:
        return ConfigFile(self.parts.home / settings.FILE, known_fields())

    def keep_secret(self, connection: str, field: str, secret: Secret) -> str:
        """Keep a secret in the keyring or, where there is none, in the encrypted store."""
        try:
            return KeyringSecrets(self.parts.home).keep(connection, field, secret)
        except (KeyringMissingError, KeyringUnmadeError):
            return StoredSecrets(self.parts.new_store).keep(connection, field, secret)

    def _source(self, connection: ConnectionSettings) -> Source:
        """Open a connection; RemoteFailure when a secret is missing, nothing is sent yet."""
        return BY_KIND[connection.kind].open(self._given(connection))

    def _opened(self, connection: ConnectionSettings, opening: Callable[[Given], T]) -> T:
        return opening(self._given(connection))

    def _given(self, connection: ConnectionSettings) -> Given:
        return Given(
            connection.name,
            connection.values,
            self._secrets(connection),
            self.parts.settings.region,
            self.parts.clock,
            labels=lambda key: StoredShelf(self.parts.store).file(key),
            wallet=self.wallet,
        )

    def _signature(self, connection: ConnectionSettings) -> int:
        """Return a number of this process that changes with the connection's secrets."""
        try:
            found = self._secrets(connection)
        except SignInAgain:
            return 0
        return hash(tuple((name, secret.reveal()) for name, secret in found.items()))

    def _secrets(self, connection: ConnectionSettings) -> dict[str, Secret]:
        """Find secrets; a keyring, which may hang, is asked for none that another one replaces."""
        wanted = [one for one in BY_KIND[connection.kind].fields if one.is_secret]
        found = _in_environment(self.parts.environment, connection.name, wanted)
        for name, other in _rivals(wanted):
            is_wanted = found.keys().isdisjoint((name, other))
            if is_wanted and (secret := self._secret(connection.name, name)):
                found[name] = secret
        return found

    def _kept(self, connection: str, field: str) -> Secret | None:
        return KeyringSecrets(self.parts.home).secret(connection, field)

    def _secret(self, connection: str, field: str) -> Secret | None:
        try:
            found = self._kept(connection, field)
        except KeyringTroubleError as error:
            raise SignInAgain(f"The {field} of {connection} cannot be read now: {error}") from error
        if found or not self.parts.has_store():
            return found
        return StoredSecrets(self.parts.store).secret(connection, field)


def _in_environment(
    environment: Mapping[str, str], connection: str, wanted: Sequence[Field]
) -> dict[str, Secret]:
    told = EnvironmentSecrets(environment)
    found = ((one.name, told.secret(connection, one.name)) for one in wanted)
    return {name: secret for name, secret in found if secret}


def _rivals(secrets: Sequence[Field]) -> Iterator[tuple[str, str | None]]:
    """Yield secrets and what replaces each, those first that are better than another."""
    better = {one.instead_of: one.name for one in secrets if one.instead_of}
    yield from ((one.name, one.instead_of) for one in secrets if one.instead_of)
    yield from ((one.name, better.get(one.name)) for one in secrets if not one.instead_of)
