"""How a carrier lets a connection in: by one key, or by an application it knows."""

from dataclasses import dataclass
from typing import Protocol

import httpx

from agent_console.connectors.kit.carrier.budget import Budget, Quota
from agent_console.connectors.kit.carrier.tokens import Application
from agent_console.connectors.kit.http import Client, Limits, Site
from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret


@dataclass(frozen=True, slots=True)
class KeyAccess:
    """Where a carrier is, and the key that opens it."""

    name: str
    base_url: str
    api_key: Secret

    def owner(self) -> object:
        """Return what names whoever asks at the carrier."""
        return self.base_url, self.api_key.reveal()


@dataclass(frozen=True, slots=True)
class ApplicationAccess:
    """Where a carrier is, and the application it knows."""

    name: str
    base_url: str
    application: Application

    def owner(self) -> object:
        """Return what names whoever asks at the carrier."""
        return self.base_url, self.application.client_id.reveal()


class Access(Protocol):
    """Where a carrier is, and in whose name it is asked."""

    @property
    def name(self) -> str:
        """Return how people call the connection."""

    @property
    def base_url(self) -> str:
        """Return where it is."""

    def owner(self) -> object:
        """Return what names whoever asks at the carrier."""


def client(given: Given, access: Access, limits: Limits) -> Client:
    """Return the line to a carrier; all that ask in one name wait for their turn at one pace."""
    site = Site(access.name, access.base_url, limits)
    pace = given.wallet.pace(access.owner(), limits.per_second)
    return Client(site, given.clock, given.transport, pace, hurried=pace.hurried())


def budget(given: Given, access: Access, quota: Quota) -> Budget | None:
    """Return what may still be asked in a name; a server on this computer counts nothing."""
    if is_loopback(httpx.URL(access.base_url).host):
        return None
    return given.wallet.budget(access.owner(), quota, given.clock)


def key_fields(base_url: str) -> tuple[Field, ...]:
    """Return what is configured of a carrier that is opened by a key."""
    return (Field("base_url", default=base_url), Field("api_key", is_secret=True))


def application_fields(base_url: str) -> tuple[Field, ...]:
    """Return what is configured of a carrier that lends tokens to an application."""
    return (
        Field("base_url", default=base_url),
        Field("account", default=""),
        Field("client_id", is_secret=True),
        Field("client_secret", is_secret=True),
    )


def key_access(given: Given) -> KeyAccess:
    """Read the settings of a connection; raises SignInAgain without its key."""
    return KeyAccess(given.name, given.values["base_url"], secret(given, "api_key"))


def application_access(given: Given) -> ApplicationAccess:
    """Read the settings of a connection; raises SignInAgain without its id or its secret."""
    known = Application(secret(given, "client_id"), secret(given, "client_secret"))
    return ApplicationAccess(given.name, given.values["base_url"], known)


def secret(given: Given, name: str) -> Secret:
    """Return a secret of a connection.

    Raises:
        SignInAgain: it is missing; the words say how to set it.
    """
    found = given.secrets.get(name)
    if found is None:
        raise SignInAgain(
            f"{given.name} has no {name}; run `agent-console secrets set {given.name} {name}`"
        )
    return found
