"""Customers: who they are over all their profiles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from agent_console.domain.customer import Customer, KnownIdentity, Part
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import Link, LinkId, ProfileId
from agent_console.ports.source import CUSTOMER
from agent_console.storage.asking.among import IDS, among, bare_rows, listed
from agent_console.storage.readers.identities.handing import last_hand_off
from agent_console.storage.readers.identities.pairs import housemates, last_proof
from agent_console.storage.readers.names import stand_in
from agent_console.storage.readers.orders import known_orders
from agent_console.storage.readers.returned import hard
from agent_console.storage.repositories.contacts.consents import standing
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import NUMBER, identity, kept_apart, link, profile
from agent_console.storage.tables.people import connection as connections

IDENTITIES = (
    select(identity.c.kind, identity.c.raw, identity.c.value, connections.c.name)
    .join(connections, connections.c.id == identity.c.connection_id)
    .where(among(identity.c.profile_id))
    .group_by(identity.c.kind, identity.c.raw, identity.c.value, connections.c.name)
    .order_by(func.min(identity.c.profile_id), func.min(identity.c.id))
)
LINKS = (
    select(link)
    .where(link.c.ended_at.is_(None), or_(among(link.c.a_id), among(link.c.b_id)))
    .order_by(link.c.id)
)
HEADS = (
    select(customer_order, connections.c.name.label("source"))
    .join(connections, connections.c.id == customer_order.c.connection_id)
    .where(~customer_order.c.is_draft)
    .order_by(customer_order.c.placed_utc.desc().nulls_last(), customer_order.c.id.desc())
)
OF_PROFILES, OF_IDS = among(customer_order.c.profile_id), among(customer_order.c.id)
COUNTS = (
    select(
        connections.c.name.label("source"),
        func.count().label("number"),
        func.max(customer_order.c.last_heard).label("last_heard"),
    )
    .join(connections, connections.c.id == customer_order.c.connection_id)
    .where(OF_PROFILES, ~customer_order.c.is_draft)
    .group_by(connections.c.name)
)


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

    def kept_apart(self, profiles: Sequence[ProfileId]) -> Sequence[ProfileId]:
        """Return the customers whom a person said not to be the one of these profiles."""
        pairs = ((kept_apart.c.a_id, kept_apart.c.b_id), (kept_apart.c.b_id, kept_apart.c.a_id))
        with self.store.read() as connection:
            found = {
                ProfileId(customer)
                for ours, theirs in pairs
                for customer in connection.execute(
                    select(profile.c.customer_id)
                    .join(kept_apart, theirs == profile.c.id)
                    .where(ours.in_(profiles), kept_apart.c.lifted_by.is_(None))
                ).scalars()
            }
        return sorted(found)

    def customer(
        self, customer: ProfileId, newest: int | None = None, *, scans: bool = False
    ) -> Customer | None:
        """Return everything known of a customer but the timeline, perhaps not all orders."""
        with self.store.read() as connection:
            rows = _profiles(connection, customer)
            if not rows:
                return None
            ids = [ProfileId(row.id) for row in rows]
            identities = _identities(connection, ids)
            told = _order_counts(connection, ids)
            mails = {one.identity.value for one in identities if _is_mail(one)}
            return Customer(
                id=customer,
                name=_name(rows) or stand_in(one.identity for one in identities),
                profiles=tuple(ids),
                identities=identities,
                links=_links(connection, ids),
                orders=known_orders(connection, _heads(connection, ids, newest), scans=scans),
                order_count=sum(row.number for row in told),
                last_heard=_last_heard([*_sourced(rows), *told]),
                admin_urls=tuple(row.admin_url for row in rows if row.admin_url),
                gone_at=_gone_at([row.gone_at for row in rows if row.kind == CUSTOMER]),
                consents=tuple(standing(connection, mails)),
                returned=tuple(hard(connection, mails)),
                parts=tuple(_parts(connection, rows)),
                households=housemates(connection, ids),
                verified=last_proof(connection, ids),
                handed_off=last_hand_off(connection, ids),
            )


def _sourced(rows: Sequence[AnyRow]) -> Sequence[AnyRow]:
    """Return the profiles that a source knows: what agents said of a number is never read again."""
    return [row for row in rows if row.kind != NUMBER] or rows


def _name(rows: Sequence[AnyRow]) -> str:
    """Return what a source that still has the customer calls them, else one that had them."""
    here = [row.name for row in rows if row.gone_at is None]
    return next(filter(None, (*here, *(row.name for row in rows))), "")


def _gone_at(told: Sequence[datetime | None]) -> datetime | None:
    """Return when the last of the stores lost the customer; None while one has it, or none had."""
    gone = [at for at in told if at is not None]
    return max(gone) if gone and len(gone) == len(told) else None


def _profiles(connection: Connection, customer: ProfileId) -> Sequence[AnyRow]:
    return connection.execute(
        select(profile, connections.c.name.label("source"))
        .join(connections, connections.c.id == profile.c.connection_id)
        .where(profile.c.customer_id == customer)
        .order_by(profile.c.id)
    ).all()


def _parts(connection: Connection, rows: Sequence[AnyRow]) -> Iterator[Part]:
    """Yield what each profile is called; one that no name is told of, by an address of its own."""
    nameless = [row.id for row in rows if not row.name]
    told: dict[int, list[Identity]] = {one: [] for one in nameless}
    if nameless:
        found = select(identity).where(identity.c.profile_id.in_(nameless)).order_by(identity.c.id)
        for one in connection.execute(found):
            told[one.profile_id].append(Identity(IdentityKind(one.kind), one.raw, one.value))
    for row in rows:
        name = row.name or stand_in(told[row.id])
        yield Part(ProfileId(row.id), name, row.source, is_number=row.kind == NUMBER)


def _identities(connection: Connection, profiles: Sequence[ProfileId]) -> tuple[KnownIdentity, ...]:
    """Return each name once, by whatever order or account it was told."""
    return tuple(
        KnownIdentity(Identity(IdentityKind(kind), raw, value), name)
        for kind, raw, value, name in bare_rows(connection, IDENTITIES, listed(profiles))
    )


def _is_mail(known: KnownIdentity) -> bool:
    return known.identity.kind is IdentityKind.EMAIL


def _links(connection: Connection, profiles: Sequence[ProfileId]) -> tuple[Link, ...]:
    rows = connection.execute(LINKS, {IDS: listed(profiles)})
    return tuple(
        Link(LinkId(row.id), ProfileId(row.a_id), ProfileId(row.b_id), row.who, row.at, row.why)
        for row in rows
    )


def _heads(
    connection: Connection, profiles: Sequence[ProfileId], newest: int | None
) -> Sequence[AnyRow]:
    """Return all orders, or the newest and the newest open ones."""
    if newest is None:
        return connection.execute(HEADS.where(OF_PROFILES), {IDS: listed(profiles)}).all()
    hers = customer_order.c.profile_id.in_(profiles)  # of one profile it stops at the newest
    some = HEADS.with_only_columns(customer_order.c.id).where(hers).limit(newest)
    ids = {*connection.execute(some).scalars()}
    ids |= {*connection.execute(some.where(customer_order.c.is_open)).scalars()}
    return connection.execute(HEADS.where(OF_IDS), {IDS: listed(ids)}).all()


def _order_counts(connection: Connection, profiles: Sequence[ProfileId]) -> Sequence[AnyRow]:
    """Return of each source how many orders it told, and when it last told of any."""
    return connection.execute(COUNTS, {IDS: listed(profiles)}).all()


def _last_heard(told: Sequence[AnyRow]) -> datetime:
    """Return when the connection that is behind the most last told anything of the customer."""
    latest: dict[str, datetime] = {}
    for row in told:
        latest[row.source] = max(row.last_heard, latest.get(row.source, row.last_heard))
    return min(latest.values())
