"""How a connection to USPS is configured."""

from typing import TypeAlias

from agent_console.connectors.kit.access import (
    ApplicationAccess,
    application_access,
    application_fields,
)

FIELDS = application_fields("https://apis.usps.com")
Settings: TypeAlias = ApplicationAccess
settings = application_access
