"""How a connection to UPS is configured."""

from typing import TypeAlias

from agent_console.connectors.kit.access import (
    ApplicationAccess,
    application_access,
    application_fields,
)

FIELDS = application_fields("https://onlinetools.ups.com/api")
Settings: TypeAlias = ApplicationAccess
settings = application_access
