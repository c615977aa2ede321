"""How a connection to USPS is configured."""

from dataclasses import dataclass

from agent_console.connectors.kit.carrier.tokens import Application
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import SignInAgain

FIELDS = (
    Field("base_url", default="https://apis.usps.com"),
    Field("account", default=""),
    Field("client_id", is_secret=True),
    Field("client_secret", is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where USPS is, and the application it knows."""

    name: str
    base_url: str
    application: Application


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: the id or the secret of the application is missing.
    """
    found = [given.secrets.get(name) for name in ("client_id", "client_secret")]
    if found[0] is None or found[1] is None:
        missing = "client_id" if found[0] is None else "client_secret"
        raise SignInAgain(
            f"{given.name} has no {missing}; run `agent-console secrets set {given.name} {missing}`"
        )
    return Settings(given.name, given.values["base_url"], Application(found[0], found[1]))
