"""Records nobody could read yet: kept raw, counted, and let go once they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, delete, func, or_, select, type_coerce

from agent_console.domain.moment import microseconds
from agent_console.ports.intake import Quarantined, RereadRule
from agent_console.ports.source import ORDERS, PEOPLE, Aside, Page, Unreadable, Wanted
from agent_console.storage.dialect import insert_missing
from agent_console.storage.hashing import content
from agent_console.storage.repositories.people import Telling
from agent_console.storage.store import Store
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.sync import quarantine as table


def settle(connection: Connection, told: Telling, page: Page) -> None:
    """Keep what is unreadable of a page, and let go of what could be read at last, or is gone."""
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
    """Return the ids and numbers of all records of a page, readable or not, there or gone."""
    told = [
        *(one.external_id for one in page.people),
        *(one.external_id for one in page.parcels),
        *(one.external_id for one in page.contacts),
        *(one.shipment.number for one in page.parcels),
        *(one.order.external_id for one in page.orders),
        *(one.external_id for one in page.unreadable),
        *(page.gone.people if page.stream == PEOPLE else ()),
        *(page.gone.orders if page.stream == ORDERS else ()),
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


AT_LAST = 24
"""Times the shortest while, after which it is asked for again whatever was in vain."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records of one source to be asked for by their ids: the rows they have, and the question."""

    rows: Sequence[int]
    wanted: Wanted


def due(connection: Connection, name: str, rule: RereadRule, now: datetime) -> Waiting:
    """Return what could not be read and is to be asked for again, the longest unasked first.

    It may change and tell nobody, and what was never told but by its id would never come.
    """
    of_store = table.c.stream.in_([PEOPLE, ORDERS])
    found = _unasked(name, rule.old_every, now).where(of_store).limit(rule.aside_at_once)
    others = _unasked(name, rule.settled_every, now).where(~of_store).limit(rule.mails_at_once)
    rows = connection.execute(found).all()
    rest = connection.execute(others).all()
    wanted = Wanted(
        people=[row.external_id for row in rows if row.stream == PEOPLE],
        orders=[row.external_id for row in rows if row.stream == ORDERS],
        aside=[Aside(row.stream, row.external_id) for row in rest],
    )
    return Waiting([row.id for row in (*rows, *rest)], wanted)


def _unasked(name: str, every: timedelta, now: datetime) -> Select[tuple[int, str, str | None]]:
    """Ask for what has an id and was not met for so long, nor asked for, before now.

    What was in vain for long is asked for ever more seldom: after as long again, but after so
    many times as long at the latest.
    """
    asked = func.coalesce(table.c.asked_at, table.c.last_seen)
    again = type_coerce(asked, BigInteger) * 2 - type_coerce(table.c.first_seen, BigInteger)
    return (
        select(table.c.id, table.c.stream, table.c.external_id)
        .join(connections, connections.c.id == table.c.connection_id)
        .where(
            connections.c.name == name,
            table.c.external_id.is_not(None),
            asked < now,
            asked <= now - every,
            or_(asked <= now - every * AT_LAST, again <= microseconds(now)),
        )
        .order_by(asked, table.c.id)
    )


def mark_asked(connection: Connection, waiting: Waiting, now: datetime) -> None:
    """Note that these are being asked for."""
    connection.execute(table.update().where(table.c.id.in_(waiting.rows)).values(asked_at=now))


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
                    last_seen=row.last_seen,
                    times=row.times,
                )
                for row in rows
            ]

    def release(self, quarantined_id: int) -> None:
        """Let go of a record that has been read."""
        with self.store.write() as connection:
            connection.execute(delete(table).where(table.c.id == quarantined_id))
