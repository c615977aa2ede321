"""Records nobody could read yet: kept raw, counted, and let go once they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from agent_console.ports.intake import Quarantined
from agent_console.ports.source import Page, Unreadable
from agent_console.storage.dialect import insert_missing
from agent_console.storage.hashing import content
from agent_console.storage.repositories.people import Telling
from agent_console.storage.store import Store
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.sync import quarantine as table


def settle(connection: Connection, told: Telling, page: Page) -> None:
    """Keep what is unreadable of a page, and let go of what could be read at last."""
    named = _named(page)
    if named:
        connection.execute(
            delete(table).where(
                table.c.connection_id == told.connection_id,
                table.c.stream == page.stream,
                table.c.external_id.in_(named),
                table.c.fingerprint.not_in([_fingerprint(one) for one in page.unreadable]),
            )
        )
    rows = [_row(told, one) for one in page.unreadable if one.raw or one.external_id]
    insert_missing(connection, table, rows)
    if rows:
        connection.execute(
            table.update()
            .where(
                table.c.connection_id == told.connection_id,
                table.c.fingerprint.in_([row["fingerprint"] for row in rows]),
            )
            .values(last_seen=told.heard_at, times=table.c.times + 1)
        )


def _named(page: Page) -> list[str]:
    """Return the ids and numbers of all records of a page, readable or not."""
    told = [
        *(one.external_id for one in page.people),
        *(one.external_id for one in page.parcels),
        *(one.external_id for one in page.contacts),
        *(one.shipment.number for one in page.parcels),
        *(one.order.external_id for one in page.orders),
        *(one.external_id for one in page.unreadable),
    ]
    return [one for one in told if one]


def _row(told: Telling, one: Unreadable) -> dict[str, Any]:
    return {
        "connection_id": told.connection_id,
        "stream": one.stream,
        "external_id": one.external_id,
        "reason": one.reason,
        "raw": one.raw,
        "fingerprint": _fingerprint(one),
        "first_seen": told.heard_at,
        "last_seen": told.heard_at,
        "times": 0,
    }


def _fingerprint(one: Unreadable) -> int:
    """Tell records apart by what came of them; those of which nothing came by their ids."""
    return content(one.raw or one.external_id or "")


@dataclass(frozen=True, slots=True)
class StoredQuarantine:
    """Reads and empties the quarantine (port Quarantine)."""

    store: Store

    def waiting(self) -> Sequence[Quarantined]:
        """Return all that wait, oldest first."""
        with self.store.read() as connection:
            rows = connection.execute(
                select(table, connections.c.name)
                .join(connections, connections.c.id == table.c.connection_id)
                .order_by(table.c.id)
            )
            return [
                Quarantined(
                    id=row.id,
                    connection=row.name,
                    stream=row.stream,
                    external_id=row.external_id,
                    reason=row.reason,
                    raw=row.raw,
                    first_seen=row.first_seen,
                    times=row.times,
                )
                for row in rows
            ]

    def release(self, quarantined_id: int) -> None:
        """Let go of a record that has been read."""
        with self.store.write() as connection:
            connection.execute(delete(table).where(table.c.id == quarantined_id))
