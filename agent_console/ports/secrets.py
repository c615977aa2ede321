"""Secrets of connections: asked for by name, never printed."""

from typing import Protocol


class Secret:
    """A text that does not show itself."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text; to be called only where it leaves for its own system."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"


class SecretReader(Protocol):
    """Finds the secret of a connection's field."""

    def secret(self, connection: str, field: str) -> Secret | None:
        """Return the secret, or None when nobody has set it."""


class SecretWriter(Protocol):
    """Keeps secrets where this computer keeps secrets."""

    def keep(self, connection: str, field: str, secret: Secret) -> str:
        """Store the secret and say where it went."""
