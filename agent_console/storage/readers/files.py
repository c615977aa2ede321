"""Files of messages as they were kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from agent_console.ports.files import KeptFile
from agent_console.storage.store import Store
from agent_console.storage.tables.contacts import contact, contact_file
from agent_console.storage.tables.events import event


@dataclass(frozen=True, slots=True)
class StoredFiles:
    """Reads files (port FileReader)."""

    store: Store

    def kept(self, event_id: int) -> Mapping[int, KeptFile]:
        """Return what is kept of the files of a message, by their place among them."""
        wanted = contact_file.c.number, contact_file.c.picture, contact_file.c.data.is_not(None)
        with self.store.read() as connection:
            rows = connection.execute(select(*wanted).where(_of(event_id))).all()
        return {number: KeptFile(picture, bool(is_kept)) for number, picture, is_kept in rows}

    def data(self, event_id: int, number: int) -> bytes | None:
        """Return a file itself, None where it is not kept."""
        with self.store.read() as connection:
            said: bytes | None = connection.scalar(
                select(contact_file.c.data).where(_of(event_id), contact_file.c.number == number)
            )
        return said


def _of(event_id: int) -> ColumnElement[bool]:
    return contact_file.c.contact_id.in_(
        select(contact.c.id)
        .join(event, event.c.subject_id == contact.c.subject_id)
        .where(event.c.id == event_id)
    )
