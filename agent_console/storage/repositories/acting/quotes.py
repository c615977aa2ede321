"""Prices that are asked for and answered through the store, and forgotten soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import delete, select, update

from agent_console.domain.acting.label import Quote
from agent_console.ports.acting.labels import Parcel, Told
from agent_console.storage.dialect import insert_missing
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import quote as table

WANTED_FOR = timedelta(minutes=2)
"""After that whoever asked has gone away."""
KEPT_FOR = timedelta(days=1)
OPEN = table.c.answer.is_(None), table.c.trouble.is_(None)


@dataclass(frozen=True, slots=True)
class StoredQuotes:
    """Carries prices from who calls out to who asks (port Quotes)."""

    store: Store

    def ask(self, key: str, connection: str, parcel: Parcel, now: datetime) -> None:
        """Ask for a price, and forget what was asked long ago."""
        told = msgspec.json.encode(parcel).decode()
        row = {"key": key, "connection": connection, "parcel": told, "asked_at": now}
        with self.store.write() as opened:
            opened.execute(delete(table).where(table.c.asked_at < now - KEPT_FOR))
            insert_missing(opened, table, [row])

    def told(self, key: str) -> Told | None:
        """Return what came of asking."""
        with self.store.read() as opened:
            row = opened.execute(select(table).where(table.c.key == key)).first()
        if row is None or (row.answer is None and row.trouble is None):
            return None
        answer = msgspec.json.decode(row.answer, type=Quote) if row.answer else None
        return Told(answer, row.trouble)

    def unanswered(self, connection: str, now: datetime) -> Sequence[tuple[str, Parcel]]:
        """Return what is asked of a connection."""
        wanted = select(table).where(*OPEN, table.c.connection == connection)
        with self.store.read() as opened:
            rows = opened.execute(wanted.where(table.c.asked_at >= now - WANTED_FOR)).all()
        return [(row.key, msgspec.json.decode(row.parcel, type=Parcel)) for row in rows]

    def answer(self, key: str, told: Told) -> None:
        """Keep an answer."""
        answer = msgspec.json.encode(told.quote).decode() if told.quote else None
        kept = {"answer": answer, "trouble": told.trouble}
        with self.store.write() as opened:
            opened.execute(update(table).where(table.c.key == key).values(kept))
