"""The way of a page into the store: small transactions, the cursor last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import Kept, RereadRule
from agent_console.ports.source import OrderRecord, Page, PersonRecord
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories import events, orders, people, quarantine
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Name, PersonKey, Telling, key_of
from agent_console.storage.store import Store
from agent_console.storage.tables.orders import customer_order, refund
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.sync import sync_cursor

ROWS_A_TRANSACTION = 200


@dataclass(frozen=True, slots=True)
class StoredIntake:
    """Keeps pages (port Intake)."""

    store: Store

    def keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        """Store a page in transactions of about 200 rows; each record is in one of them, whole."""
        stored, touched = 0, set[ProfileId]()
        for bite in _bites(page):
            with self.store.write() as open_connection:
                kept = _keep(open_connection, connection, bite, heard_at)
            stored += kept.stored
            touched |= kept.customers
        with self.store.write() as open_connection:
            told = Telling(connection_row(open_connection, connection), connection, heard_at)
            quarantine.settle(open_connection, told, page)
            _save_cursor(open_connection, told, page)
        return Kept(stored, len(page.unreadable), frozenset(touched))

    def cursor(self, connection: str, stream: str) -> str | None:
        """Return the cursor last saved for the stream."""
        with self.store.read() as open_connection:
            return open_connection.execute(
                select(sync_cursor.c.value)
                .join(connections, connections.c.id == sync_cursor.c.connection_id)
                .where(connections.c.name == connection, sync_cursor.c.stream == stream)
            ).scalar_one_or_none()

    def due(self, connection: str, rule: RereadRule, now: datetime) -> Sequence[str]:
        """Return the orders to be read again now, oldest knowledge first."""
        table = customer_order
        pending = select(refund.c.order_id).where(refund.c.stage == "pending")
        still_open = or_(table.c.is_open, table.c.id.in_(pending))
        old = table.c.placed_utc < now - rule.young
        due = or_(
            and_(still_open, or_(~old, table.c.placed_utc.is_(None))),
            and_(still_open, old, table.c.last_heard <= now - rule.old_every),
            and_(
                ~table.c.is_open,
                table.c.placed_utc >= now - rule.settled_for,
                table.c.last_heard <= now - rule.settled_every,
            ),
        )
        with self.store.read() as open_connection:
            rows = open_connection.execute(
                select(table.c.external_id)
                .join(connections, connections.c.id == table.c.connection_id)
                .where(connections.c.name == connection, table.c.last_heard < now, due)
                .order_by(table.c.last_heard, table.c.id)
            )
            return list(rows.scalars())

    def known(self, customer: ProfileId, connection: str) -> tuple[Sequence[str], Sequence[str]]:
        """Return the external ids of one customer's people and orders at a connection."""
        with self.store.read() as open_connection:
            at = select(connections.c.id).where(connections.c.name == connection).scalar_subquery()
            mine = select(profile.c.id).where(profile.c.customer_id == customer)
            found_people = open_connection.execute(
                select(profile.c.external_id).where(
                    profile.c.customer_id == customer, profile.c.connection_id == at
                )
            )
            found_orders = open_connection.execute(
                select(customer_order.c.external_id).where(
                    customer_order.c.profile_id.in_(mine), customer_order.c.connection_id == at
                )
            )
            return list(found_people.scalars()), list(found_orders.scalars())


def _bites(page: Page) -> Iterator[Page]:
    """Cut a page so that a bite writes about 200 rows, and a note of an agent waits little."""
    bite, rows = replace(page, people=(), orders=(), unreadable=()), 0
    for person in page.people:
        bite, rows = replace(bite, people=(*bite.people, person)), rows + _weight(person)
        if rows >= ROWS_A_TRANSACTION:
            yield bite
            bite, rows = replace(bite, people=(), orders=()), 0
    for order in page.orders:
        bite, rows = replace(bite, orders=(*bite.orders, order)), rows + _order_weight(order)
        if rows >= ROWS_A_TRANSACTION:
            yield bite
            bite, rows = replace(bite, people=(), orders=()), 0
    if bite.people or bite.orders:
        yield bite


def _weight(person: PersonRecord) -> int:
    return 4 + 2 * len(person.identities) + 3 * len(person.observations)


def _order_weight(record: OrderRecord) -> int:
    order = record.order
    parts = len(order.lines) + len(order.payments) + len(order.refunds) + 3 * len(order.fulfilments)
    return 4 + parts + 3 * len(record.observations) + _weight(record.person)


def _keep(connection: Connection, name: str, bite: Page, heard_at: datetime) -> Kept:
    told = Telling(connection_row(connection, name), name, heard_at)
    persons = [*bite.people, *(order.person for order in bite.orders)]
    saved = people.save(connection, told, persons)
    changed = orders.save(connection, told, bite.orders, saved.profiles)
    people.save_names(connection, told, _contacts(changed, saved.profiles))
    said = [
        Said(one, saved.profiles[key_of(person)])
        for person in persons
        if key_of(person) in saved.changed
        for one in person.observations
    ]
    said += [
        Said(one, saved.profiles[key_of(order.person)])
        for order in changed
        for one in order.observations
    ]
    events.move(connection, told, said)
    events.save(connection, told, said)
    touched = {saved.profiles[key] for key in saved.changed}
    touched |= {saved.profiles[key_of(order.person)] for order in changed}
    first = {key_of(person) for person in bite.people}
    stored = len(changed) + sum(key in first for key in saved.changed)
    return Kept(stored, 0, _customers(connection, touched))


def _contacts(
    changed: Sequence[OrderRecord], profiles: Mapping[PersonKey, ProfileId]
) -> list[Name]:
    return [
        Name(profiles[key_of(one.person)], contact, one.order.external_id)
        for one in changed
        for contact in one.contacts
    ]


def _customers(connection: Connection, profiles: set[ProfileId]) -> frozenset[ProfileId]:
    rows = connection.execute(select(profile.c.customer_id).where(profile.c.id.in_(profiles)))
    return frozenset(ProfileId(one) for one in rows.scalars())


def _save_cursor(connection: Connection, told: Telling, page: Page) -> None:
    if page.cursor is not None:
        row = {
            "connection_id": told.connection_id,
            "stream": page.stream,
            "value": page.cursor,
            "saved_at": told.heard_at,
        }
        upsert(connection, sync_cursor, [row], Taken(("connection_id", "stream")))
