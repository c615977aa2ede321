"""Links between profiles, and the customers they make; always written together."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, or_, select, update

from agent_console.domain.identity import IdentityKind
from agent_console.domain.profile import SYSTEM, LinkId, ProfileId, Statement, customers
from agent_console.ports.reading import KeyKind
from agent_console.storage.repositories.joins import crowds
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.people import (
    dismissal,
    household,
    identity,
    kept_apart,
    link,
    profile,
)

HOLDERS = (
    select(lookup_key.c.value, lookup_key.c.profile_id)
    .where(
        lookup_key.c.kind == KeyKind.EMAIL.value,
        lookup_key.c.value.in_(bindparam("addresses", expanding=True)),
    )
    .order_by(lookup_key.c.profile_id)
)
ADDRESSES = (
    select(identity.c.profile_id, identity.c.value)
    .where(
        identity.c.profile_id.in_(bindparam("ids", expanding=True)),
        identity.c.kind == IdentityKind.EMAIL.value,
    )
    .distinct()
    .order_by(identity.c.profile_id, identity.c.value)
)

Moved = frozenset[ProfileId]
"""Profiles that went over to another customer; parcels/hanging.py has to follow them."""


def by_email(
    connection: Connection,
    addresses: Sequence[tuple[ProfileId, str]],
    when: datetime,
    *,
    may_part: bool = True,
) -> Moved:
    """Join each profile with the oldest other findable by its address, unless kept apart.

    An address of a crowd joins nobody, and no longer those whom it joined before it was one.
    """
    found = _holders(connection, addresses)
    moved: set[ProfileId] = set()
    for owner, address in addresses:
        if moved or not found.are_one(owner, address):
            said = Statement(SYSTEM, when, _why(address))
            moved |= join_one(connection, owner, found.others(owner, address), said)
    parted = _parted(connection, found.to_part(), when) if may_part else frozenset()
    return frozenset(moved) | parted


def _holders(connection: Connection, addresses: Sequence[tuple[ProfileId, str]]) -> crowds.Holders:
    """Return who holds those of these addresses that more than one profile holds."""
    if not addresses:
        return crowds.NOBODY
    of: dict[str, list[ProfileId]] = {}
    rows = connection.execute(HOLDERS, {"addresses": sorted({one for _, one in addresses})})
    for row in rows:
        of.setdefault(row.value, []).append(ProfileId(row.profile_id))
    shared = {one: holders for one, holders in of.items() if len(holders) > 1}
    owners = [owner for owner, address in addresses if address in shared]
    return crowds.looked_at(connection, shared, owners) if owners else crowds.NOBODY


def _parted(connection: Connection, crowded: Sequence[str], when: datetime) -> Moved:
    """Take back what crowds had joined; who shares another address stays joined by that."""
    parted: set[ProfileId] = set()
    for address in crowded:
        said = Statement(SYSTEM, when, _why(address))
        parted |= crowds.part(connection, address, said)
    if not parted:
        return frozenset()
    near = kin(connection, frozenset(parted))
    regroup(connection, *near)
    rows = connection.execute(ADDRESSES, {"ids": sorted(near)})
    told = [(ProfileId(row.profile_id), row.value) for row in rows if row.value not in crowded]
    return frozenset(near) | by_email(connection, told, when)


def _why(address: str) -> str:
    return f"same e-mail {address}"


def join_one(
    connection: Connection, owner: ProfileId, others: Sequence[ProfileId], said: Statement
) -> Moved:
    """Join a profile with the first of others from whom nobody keeps it apart."""
    for other in others:
        if _customer(connection, owner) == _customer(connection, other):
            break
        if not _are_kept_apart(connection, owner, other):
            return join(connection, owner, other, said)[1]
    return frozenset()


def join(
    connection: Connection, a: ProfileId, b: ProfileId, said: Statement
) -> tuple[LinkId, Moved]:
    """Write a link and say anew who belongs together."""
    row = {"a_id": min(a, b), "b_id": max(a, b), "who": said.who, "at": said.when, "why": said.why}
    made = connection.execute(link.insert().values(row).returning(link.c.id)).scalar_one()
    return LinkId(made), regroup(connection, a, b)


def regroup(connection: Connection, *touched: ProfileId) -> Moved:
    """Recompute customer_id of every profile that a changed link may concern."""
    old = set(
        connection.execute(select(profile.c.customer_id).where(profile.c.id.in_(touched))).scalars()
    )
    members = connection.execute(
        select(profile.c.id, profile.c.customer_id).where(profile.c.customer_id.in_(old))
    ).all()
    ids = [ProfileId(row.id) for row in members]
    live = connection.execute(
        select(link.c.a_id, link.c.b_id).where(
            link.c.ended_at.is_(None), or_(link.c.a_id.in_(ids), link.c.b_id.in_(ids))
        )
    ).all()
    new = customers(ids, [(ProfileId(row.a_id), ProfileId(row.b_id)) for row in live])
    moved = {ProfileId(row.id) for row in members if new[row.id] != row.customer_id}
    for one in moved:
        connection.execute(update(profile).where(profile.c.id == one).values(customer_id=new[one]))
    return frozenset(moved)


def members(connection: Connection, profile_id: ProfileId) -> list[ProfileId]:
    """Return all profiles of the customer that a profile belongs to."""
    rows = connection.execute(
        select(profile.c.id)
        .where(profile.c.customer_id == _customer(connection, profile_id))
        .order_by(profile.c.id)
    )
    return [ProfileId(one) for one in rows.scalars()]


def kin(connection: Connection, profiles: Moved) -> Collection[ProfileId]:
    """Return all profiles of the customers that some profiles belong to."""
    theirs = select(profile.c.customer_id).where(profile.c.id.in_(sorted(profiles)))
    rows = connection.execute(select(profile.c.id).where(profile.c.customer_id.in_(theirs)))
    return [ProfileId(one) for one in rows.scalars()]


def between(
    connection: Connection, table: Table, a: ProfileId, b: ProfileId
) -> ColumnElement[bool]:
    """Say in SQL that a row of a table of pairs stands between the customers of two profiles."""
    return _between(table, members(connection, a), members(connection, b))


def _between(
    table: Table, first: Sequence[ProfileId], second: Sequence[ProfileId]
) -> ColumnElement[bool]:
    return or_(
        and_(table.c.a_id.in_(first), table.c.b_id.in_(second)),
        and_(table.c.a_id.in_(second), table.c.b_id.in_(first)),
    )


def _are_kept_apart(connection: Connection, a: ProfileId, b: ProfileId) -> bool:
    """Say that a person called them two: by ending a link, or naming a household, or outright."""
    said = (
        (kept_apart, kept_apart.c.lifted_by),
        (household, household.c.ended_at),
        (dismissal, dismissal.c.ended_at),
    )
    first, second = members(connection, a), members(connection, b)
    return any(
        connection.execute(
            select(table.c.id).where(over.is_(None), _between(table, first, second)).limit(1)
        ).first()
        is not None
        for table, over in said
    )


def _customer(connection: Connection, profile_id: ProfileId) -> int | None:
    found = connection.execute(select(profile.c.customer_id).where(profile.c.id == profile_id))
    return found.scalar_one_or_none()
