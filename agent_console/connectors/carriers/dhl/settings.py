"""How a connection to DHL is configured."""

from typing import TypeAlias

from agent_console.connectors.kit.access import KeyAccess, key_access, key_fields

FIELDS = key_fields("https://api-eu.dhl.com")
Settings: TypeAlias = KeyAccess
settings = key_access
