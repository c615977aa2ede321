"""Customers: who they are over all their profiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, or_, select

from agent_console.domain.customer import Customer, KnownIdentity, KnownOrder
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import Link, LinkId, ProfileId
from agent_console.storage.readers.orders import put_together
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import identity, link, profile


@dataclass(frozen=True, slots=True)
class StoredCustomers:
    """Reads customers (port CustomerReader)."""

    store: Store

    def customer_of(self, profile_id: ProfileId) -> ProfileId | None:
        """Return the customer a profile belongs to now."""
        with self.store.read() as connection:
            return connection.execute(
                select(profile.c.customer_id).where(profile.c.id == profile_id)
            ).scalar_one_or_none()

    def profiles(self, customer: ProfileId) -> Sequence[ProfileId]:
        """Return the profiles of a customer, the oldest first."""
        with self.store.read() as connection:
            return [ProfileId(row.id) for row in _profiles(connection, customer)]

    def customer(self, customer: ProfileId) -> Customer | None:
        """Return everything known of a customer but the timeline."""
        with self.store.read() as connection:
            rows = _profiles(connection, customer)
            if not rows:
                return None
            ids = [ProfileId(row.id) for row in rows]
            names = _identities(connection, ids)
            orders = _orders(connection, ids, names)
            return Customer(
                id=customer,
                name=next((row.name for row in rows if row.name), "") or _fallback(names),
                profiles=tuple(ids),
                identities=tuple(dict.fromkeys(chain(*names.values()))),
                links=_links(connection, ids),
                orders=orders,
                last_heard=_last_heard(rows, orders),
                admin_urls=tuple(row.admin_url for row in rows if row.admin_url),
            )


Names = dict[tuple[int, str], list[KnownIdentity]]
"""Identities by (profile row, external id of an order or "")."""


def _profiles(connection: Connection, customer: ProfileId) -> Sequence[AnyRow]:
    return connection.execute(
        select(profile, connections.c.name.label("source"))
        .join(connections, connections.c.id == profile.c.connection_id)
        .where(profile.c.customer_id == customer)
        .order_by(profile.c.id)
    ).all()


def _identities(connection: Connection, profiles: Sequence[ProfileId]) -> Names:
    rows = connection.execute(
        select(identity, connections.c.name.label("source"))
        .join(connections, connections.c.id == identity.c.connection_id)
        .where(identity.c.profile_id.in_(profiles))
        .order_by(identity.c.profile_id, identity.c.id)
    )
    names: Names = {}
    for row in rows.all():
        known = KnownIdentity(Identity(IdentityKind(row.kind), row.raw, row.value), row.source)
        names.setdefault((row.profile_id, row.order_ref), []).append(known)
    return names


def _links(connection: Connection, profiles: Sequence[ProfileId]) -> tuple[Link, ...]:
    rows = connection.execute(
        select(link)
        .where(link.c.ended_at.is_(None), or_(link.c.a_id.in_(profiles), link.c.b_id.in_(profiles)))
        .order_by(link.c.id)
    )
    return tuple(
        Link(LinkId(row.id), ProfileId(row.a_id), ProfileId(row.b_id), row.who, row.at, row.why)
        for row in rows
    )


def _orders(
    connection: Connection, profiles: Sequence[ProfileId], names: Names
) -> tuple[KnownOrder, ...]:
    heads = connection.execute(
        select(customer_order, connections.c.name.label("source"))
        .join(connections, connections.c.id == customer_order.c.connection_id)
        .where(customer_order.c.profile_id.in_(profiles), ~customer_order.c.is_draft)
        .order_by(customer_order.c.placed_utc.desc(), customer_order.c.id.desc())
    ).all()
    return tuple(
        KnownOrder(
            order=order,
            connection=row.source,
            first_heard=row.first_heard,
            last_heard=row.last_heard,
            through=_through(row, names),
            admin_url=row.admin_url,
        )
        for row, order in zip(heads, put_together(connection, heads), strict=True)
    )


def _through(order: AnyRow, names: Names) -> KnownIdentity:
    """Say by which name an order hangs on a customer: its e-mail, its phone, else the account."""
    told: list[KnownIdentity] = [
        *names.get((order.profile_id, order.external_id), ()),
        *names.get((order.profile_id, ""), ()),
    ]
    preferred = (IdentityKind.EMAIL, IdentityKind.PHONE, IdentityKind.STORE_CUSTOMER)
    return min(told, key=lambda known: preferred.index(known.identity.kind))


def _fallback(names: Names) -> str:
    return next((known.identity.raw for known in chain(*names.values())), "Unknown")


def _last_heard(profiles: Sequence[AnyRow], orders: Sequence[KnownOrder]) -> datetime:
    """Return when the connection that is behind the most last told anything of the customer."""
    latest: dict[str, datetime] = {}
    told = [(row.source, row.last_heard) for row in profiles]
    for source, at in told + [(order.connection, order.last_heard) for order in orders]:
        latest[source] = max(at, latest.get(source, at))
    return min(latest.values())
