"""How a connection to Shippo is configured."""

from typing import TypeAlias

from agent_console.connectors.kit.access import KeyAccess, key_access, key_fields

FIELDS = key_fields("https://api.goshippo.com")
GRANTED = "oauth."
"""How the key begins that an account grants to an application."""
Settings: TypeAlias = KeyAccess
settings = key_access


def authorization(access: KeyAccess) -> str:
    """Return the header that lets us in."""
    key = access.api_key.reveal()
    return f"{'Bearer' if key.startswith(GRANTED) else 'ShippoToken'} {key}"
