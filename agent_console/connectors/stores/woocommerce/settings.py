"""How a WooCommerce connection is configured."""

from dataclasses import dataclass

import httpx

from agent_console.connectors.kit.access import secret
from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.ports.failures import Refused
from agent_console.ports.secrets import Secret

FIELDS = (
    Field("base_url"),
    Field("consumer_key", is_secret=True),
    Field("consumer_secret", is_secret=True),
)
API = "/wp-json/wc/v3"
WORDPRESS = "/wp-json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, the key that opens it, and the region of its national phone numbers."""

    name: str
    base_url: str
    consumer_key: Secret
    consumer_secret: Secret
    region: str

    def owner(self) -> object:
        """Return what names whoever asks at the store."""
        return self.base_url, self.consumer_key.reveal()

    def admin_url(self, what: str, external_id: str) -> str:
        """Return the page of the store's admin site for an order or a customer.

        WordPress leads on from there to where an order is kept since WooCommerce 8.
        """
        if what == "customers":
            return f"{self.base_url}/wp-admin/user-edit.php?user_id={external_id}"
        return f"{self.base_url}/wp-admin/post.php?post={external_id}&action=edit"


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: the key or its secret is missing.
        Refused: the address would send them in clear text.
    """
    base_url = given.values["base_url"].rstrip("/")
    if WORDPRESS in base_url:
        base_url = base_url[: base_url.index(WORDPRESS)]
    place = httpx.URL(base_url)
    if place.scheme == "http" and not is_loopback(place.host):
        raise Refused(
            f"{given.name} would send its keys in clear text, and WooCommerce takes them over "
            "https only; write the address with https"
        )
    return Settings(
        given.name,
        base_url,
        secret(given, "consumer_key"),
        secret(given, "consumer_secret"),
        given.region,
    )
