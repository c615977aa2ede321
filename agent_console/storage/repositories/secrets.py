"""Secrets of connections inside the encrypted store, for computers without a keyring."""

from dataclasses import dataclass

from sqlalchemy import select

from agent_console.ports.secrets import Secret
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.store import Store
from agent_console.storage.tables.sync import secret as table


@dataclass(frozen=True, slots=True)
class StoredSecrets:
    """Keeps secrets in the store (ports SecretReader and SecretWriter)."""

    store: Store

    def secret(self, connection: str, field: str) -> Secret | None:
        """Return the secret of a connection's field."""
        with self.store.read() as open_connection:
            text = open_connection.execute(
                select(table.c.text).where(table.c.connection == connection, table.c.field == field)
            ).scalar_one_or_none()
        return None if text is None else Secret(text)

    def keep(self, connection: str, field: str, secret: Secret) -> str:
        """Put a secret into the store."""
        row = {"connection": connection, "field": field, "text": secret.reveal()}
        with self.store.write() as open_connection:
            upsert(open_connection, table, [row], Taken(("connection", "field")))
        return "the encrypted store"
