"""Which messages are one conversation, by the ids they carry and refer to, in whatever order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select, update

from agent_console.domain.contact import Contact
from agent_console.storage.dialect import insert_missing
from agent_console.storage.tables.contacts import contact, message_thread

MOST_KEPT = 20
"""Ids kept of one message: the nearest ones, for those of a long conversation are all known."""
KNOWN = select(message_thread).where(
    message_thread.c.message_id.in_(bindparam("ids", expanding=True))
)


def ids_before(told: Contact) -> Iterator[str]:
    """Yield the messages that one follows, the nearest first."""
    if told.in_reply_to:
        yield told.in_reply_to
    yield from reversed(told.references)
    if told.bounce is not None and told.bounce.message_id:
        yield told.bounce.message_id


@dataclass(slots=True)
class Threads:
    """The conversations that some messages may belong to, by the ids of messages."""

    of_id: dict[str, int]
    fresh: dict[str, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)

    def join(self, row: int, told: Contact) -> int:
        """Return the conversation of a message; one of its own, by its row, when none is known.

        What only came later may show that two conversations are one.
        """
        before = list(dict.fromkeys(ids_before(told)))
        own = self._of(told.message_id) if told.message_id else None
        thread = next((one for one in map(self._of, before) if one is not None), own or row)
        if own is not None and own != thread:
            self.merged[own] = thread
        for one in [*filter(None, [told.message_id]), *before[:MOST_KEPT]]:
            if one not in self.of_id:
                self.of_id[one] = self.fresh[one] = thread
        return thread

    def last(self, thread: int) -> int:
        """Return what became of a conversation in the end."""
        while thread in self.merged:
            thread = self.merged[thread]
        return thread

    def _of(self, message_id: str) -> int | None:
        found = self.of_id.get(message_id)
        return None if found is None else self.last(found)


def assign(connection: Connection, messages: Mapping[int, Contact]) -> dict[int, int]:
    """Return the conversation of each message by its row, and remember what it refers to."""
    ids = {one for told in messages.values() for one in (*ids_before(told), told.message_id) if one}
    threads = Threads(_known(connection, sorted(ids)))
    joined = {row: threads.join(row, told) for row, told in messages.items()}
    for old in threads.merged:
        moved = {"thread_id": threads.last(old)}
        for table in (contact, message_thread):
            connection.execute(update(table).where(table.c.thread_id == old).values(moved))
    rows = [{"message_id": one, "thread_id": threads.last(t)} for one, t in threads.fresh.items()]
    insert_missing(connection, message_thread, rows)
    return {row: threads.last(thread) for row, thread in joined.items()}


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    return {row.message_id: row.thread_id for row in connection.execute(KNOWN, {"ids": ids})}
