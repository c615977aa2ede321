"""Messages as they were kept, behind the lines of a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from agent_console.ports.reading import StoredMessage
from agent_console.storage.repositories.contacts.body import unpacked
from agent_console.storage.store import Store
from agent_console.storage.tables.contacts import contact
from agent_console.storage.tables.events import event

MOST_OF_A_THREAD = 200


@dataclass(frozen=True, slots=True)
class StoredMessages:
    """Reads messages (port MessageReader)."""

    store: Store

    def message(self, event_id: int) -> StoredMessage | None:
        """Return the message of an event, None where the event is none."""
        with self.store.read() as connection:
            row = connection.execute(
                select(contact)
                .join(event, event.c.subject_id == contact.c.subject_id)
                .where(event.c.id == event_id)
            ).first()
            if row is None:
                return None
            return StoredMessage(
                contact=unpacked(row.body),
                folder=row.folder,
                heard_at=row.heard_at,
                thread=_thread(connection, row.thread_id),
                left_out=row.left_out,
                is_whole=row.is_whole,
            )


def _thread(connection: Connection, thread_id: int) -> tuple[int, ...]:
    newest: Sequence[int] = (
        connection.execute(
            select(event.c.id)
            .join(contact, contact.c.subject_id == event.c.subject_id)
            .where(contact.c.thread_id == thread_id)
            .order_by(event.c.sort_at.desc(), event.c.id.desc())
            .limit(MOST_OF_A_THREAD)
        )
        .scalars()
        .all()
    )
    return tuple(reversed(newest))
