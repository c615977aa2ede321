"""How a Vendure connection is configured."""

from dataclasses import dataclass

from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import SignInAgain
from agent_console.ports.secrets import Secret

FIELDS = (
    Field("base_url"),
    Field("username"),
    Field("password", is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, who signs in, and the region of its national phone numbers."""

    name: str
    base_url: str
    username: str
    password: Secret
    region: str

    def admin_url(self, what: str, external_id: str) -> str:
        """Return the page of the store's admin site for an order or a customer."""
        return f"{self.base_url.rstrip('/')}/admin/{what}/{external_id}"


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: there is no password.
    """
    password = given.secrets.get("password")
    if password is None:
        raise SignInAgain(
            f"{given.name} has no password; run `agent-console secrets set {given.name} password`"
        )
    return Settings(
        given.name, given.values["base_url"], given.values["username"], password, given.region
    )
