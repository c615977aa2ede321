"""How a Shopify connection is configured."""

import re
from dataclasses import dataclass

from agent_console.connectors.kit.access import secret
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.secrets import Secret

ADMIN = re.compile(r"^https://admin\.shopify\.com/store/([a-z0-9-]+)(/.*)?$")
"""How people see the address of a store while they work in it."""
VERSION = "2026-07"
TOKEN = "access_token"  # noqa: S105 - the name of a field
FIELDS = (
    Field("base_url"),
    Field("api_version", default=VERSION),
    Field(TOKEN, is_secret=True),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, what opens it, and the region of its national phone numbers."""

    name: str
    base_url: str
    api_version: str
    access_token: Secret
    region: str

    def path(self) -> str:
        """Return where the store is asked, behind its address."""
        return f"/admin/api/{self.api_version}/graphql.json"

    def owner(self) -> object:
        """Return what names whoever asks at the store: points are counted for each token."""
        return self.base_url, self.access_token.reveal()

    def admin_url(self, what: str, external_id: str) -> str:
        """Return the page of the store's admin site for an order or a customer."""
        return f"{self.base_url.rstrip('/')}/admin/{what}/{external_id}"


def settings(given: Given) -> Settings:
    """Read the settings of a connection; raises SignInAgain without its token."""
    return Settings(
        given.name,
        address(given.values["base_url"]),
        given.values.get("api_version") or VERSION,
        secret(given, TOKEN),
        given.region,
    )


def address(told: str) -> str:
    """Return where a store answers, also of what stands in the browser of who works in it."""
    in_admin = ADMIN.match(told)
    if in_admin:
        return f"https://{in_admin[1]}.myshopify.com"
    return told.rstrip("/").removesuffix("/admin")
