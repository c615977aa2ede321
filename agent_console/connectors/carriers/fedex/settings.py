"""How a connection to FedEx is configured."""

from typing import TypeAlias

from agent_console.connectors.kit.access import (
    ApplicationAccess,
    application_access,
    application_fields,
)

FIELDS = application_fields("https://apis.fedex.com")
Settings: TypeAlias = ApplicationAccess
settings = application_access
