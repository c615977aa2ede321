"""How a connection to Canada Post is configured."""

from base64 import b64encode
from dataclasses import dataclass

from agent_console.connectors.kit.access import secret
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.secrets import Secret

FIELDS = (
    Field("base_url", default="https://soa-gw.canadapost.ca"),
    Field("username"),
    Field("password", is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Canada Post is, and the pair it knows."""

    name: str
    base_url: str
    username: str
    password: Secret

    def owner(self) -> object:
        """Return what names whoever asks at Canada Post."""
        return self.base_url, self.username

    def basic(self) -> str:
        """Return the header that says who asks."""
        pair = f"{self.username}:{self.password.reveal()}"
        return f"Basic {b64encode(pair.encode()).decode()}"


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: the password is missing.
    """
    password = secret(given, "password")
    return Settings(given.name, given.values["base_url"], given.values["username"], password)
