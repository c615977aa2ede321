"""How a connection to AfterShip is configured."""

from dataclasses import dataclass

from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret

FIELDS = (
    Field("base_url", default="https://api.aftership.com"),
    Field("api_key", is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where AfterShip is, and the key that opens it."""

    name: str
    base_url: str
    api_key: Secret


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: there is no key.
    """
    api_key = given.secrets.get("api_key")
    if api_key is None:
        raise SignInAgain(
            f"{given.name} has no API key; run `agent-console secrets set {given.name} api_key`"
        )
    return Settings(given.name, given.values["base_url"], api_key)
