"""Files of messages, kept up to a size each and up to a size in all."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from agent_console.ports.files import MIB, MOST_KEPT, Place
from agent_console.storage.repositories.contacts.body import unpacked
from agent_console.storage.store import Store
from agent_console.storage.tables.contacts import contact, contact_file
from agent_console.storage.tables.events import event
from agent_console.storage.tables.people import connection as connections

MOST_IN_ALL = 256 * MIB


@dataclass(frozen=True, slots=True)
class StoredShelf:
    """Keeps files (port FileShelf)."""

    store: Store
    most: int = MOST_KEPT
    most_in_all: int = MOST_IN_ALL

    def place(self, event_id: int) -> Place | None:
        """Return where the files of an event's message lie, None where the event is none."""
        with self.store.read() as connection:
            row = connection.execute(
                select(contact.c.external_id, contact.c.body, connections.c.name)
                .join(event, event.c.subject_id == contact.c.subject_id)
                .join(connections, connections.c.id == contact.c.connection_id)
                .where(event.c.id == event_id)
            ).first()
        return Place(row.name, row.external_id, unpacked(row.body)) if row else None

    def keep(self, event_id: int, number: int, data: bytes, picture: bytes | None) -> None:
        """Keep a file and its picture; the oldest make room."""
        kept = data if len(data) <= self.most else None
        size = len(kept or b"") + len(picture or b"")
        with self.store.write() as connection:
            owner = connection.scalar(
                select(contact.c.id)
                .join(event, event.c.subject_id == contact.c.subject_id)
                .where(event.c.id == event_id)
            )
            if owner is None:
                return
            _forget(connection, contact_file.c.contact_id == owner, contact_file.c.number == number)
            _make_room(connection, self.most_in_all - size)
            connection.execute(
                insert(contact_file).values(
                    contact_id=owner, number=number, size=size, data=kept, picture=picture
                )
            )


def _forget(connection: Connection, *which: ColumnElement[bool]) -> None:
    connection.execute(delete(contact_file).where(*which))


def _make_room(connection: Connection, room: int) -> None:
    """Let go of the oldest until what is left fits."""
    held = connection.scalar(select(func.sum(contact_file.c.size))) or 0
    for file_id, size in _oldest(connection) if held > room else ():
        if held <= room:
            break
        _forget(connection, contact_file.c.id == file_id)
        held -= size


def _oldest(connection: Connection) -> Iterator[tuple[int, int]]:
    rows = connection.execute(
        select(contact_file.c.id, contact_file.c.size).order_by(contact_file.c.id)
    ).all()
    yield from ((row.id, row.size) for row in rows)
