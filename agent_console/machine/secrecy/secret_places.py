"""Where the secrets of connections are kept: the environment, then the keyring."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent_console.machine.secrecy import keyring
from agent_console.ports.secrets import Secret


def variable(connection: str, field: str) -> str:
    """Return the variable a secret is read from: `AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD`."""
    return f"AGENT_CONSOLE_SECRET_{spelled(connection)}_{spelled(field)}"


def spelled(name: str) -> str:
    """Spell a name as the environment does."""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


@dataclass(frozen=True, slots=True)
class EnvironmentSecrets:
    """Reads secrets from variables (port SecretReader)."""

    environment: Mapping[str, str]

    def secret(self, connection: str, field: str) -> Secret | None:
        """Return the secret of a connection's field."""
        text = self.environment.get(variable(connection, field))
        return Secret(text) if text else None


@dataclass(frozen=True, slots=True)
class KeyringSecrets:
    """Keeps the secrets of a home in the keyring (ports SecretReader and SecretWriter).

    Two homes may have a connection of the same name, and the demo's has the commonest of all.
    """

    home: Path

    def secret(self, connection: str, field: str) -> Secret | None:
        """Return the secret of a connection's field; none where there is no keyring."""
        try:
            text = keyring.read(self._name(connection, field))
        except (keyring.KeyringMissingError, keyring.KeyringUnmadeError):
            return None
        return Secret(text) if text else None

    def keep(self, connection: str, field: str, secret: Secret) -> str:
        """Put a secret into the keyring."""
        keyring.write(self._name(connection, field), secret.reveal())
        return "the keyring"

    def _name(self, connection: str, field: str) -> str:
        return f"{self.home.resolve()} {connection} {field}"
