"""How a connection to DHL is configured."""

from dataclasses import dataclass

from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret

FIELDS = (
    Field("base_url", default="https://api-eu.dhl.com"),
    Field("api_key", is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where DHL is, and the key it knows."""

    name: str
    base_url: str
    api_key: Secret


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: the key is missing.
    """
    found = given.secrets.get("api_key")
    if found is None:
        raise SignInAgain(
            f"{given.name} has no api_key; run `agent-console secrets set {given.name} api_key`"
        )
    return Settings(given.name, given.values["base_url"], found)
