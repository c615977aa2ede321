"""Whom a source made one: the one who is gone is an alias of the one who is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.source import CUSTOMER, Merged
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.joins.joining import Moved
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.repositories.reconciling import rereading
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import observation, subject
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

WHY = "merged in the store"
LEFT = "orders_left"
NAMELESS = "another customer"


@dataclass(frozen=True, slots=True)
class Moves:
    """Customers whose orders went to others: their ids, and what their timelines are to say."""

    ids: frozenset[str] = frozenset()
    said: tuple[Said, ...] = ()


def moves(
    connection: Connection, told: Telling, pairs: Iterable[tuple[ProfileId, ProfileId]]
) -> Moves:
    """Return the customers of whom orders went to others, and have them be asked for next."""
    both = set(pairs)
    if not both:
        return Moves()
    asked = select(
        profile.c.id,
        profile.c.external_id,
        profile.c.name,
        (profile.c.kind == CUSTOMER).label("is_customer"),
    ).where(
        profile.c.id.in_({one for pair in both for one in pair}),
        profile.c.connection_id == told.connection_id,
    )
    known = {row.id: row for row in connection.execute(asked)}
    left = [
        pair for pair in sorted(both) if known.keys() >= set(pair) and known[pair[0]].is_customer
    ]
    rereading.be_next(connection, [before for before, _ in left])
    return Moves(
        frozenset(known[before].external_id for before, _ in left),
        tuple(_left(known[before], known[now]) for before, now in left),
    )


def _left(before: AnyRow, now: AnyRow) -> Said:
    """Say that orders went to another, once of each: where to is known from it ever after."""
    subject = Subject(SubjectKind.PERSON, before.external_id)
    named, detail = f"{LEFT}:{now.id}", now.name or "a guest"
    said = Observation(subject, EntryKind.SYSTEM, LEFT, Moment(), named, detail=detail)
    return Said(said, Place(ProfileId(before.id)))


def heirs(connection: Connection, told: Telling, gone: Sequence[str]) -> Mapping[str, str]:
    """Return by the id of who is gone the name of the one customer to whom all orders went.

    They may have been made one, or orders of another were put right and an account deleted; no
    source said which. Who has an order left, or ever lost one to somebody else, has no heir.
    """
    into = _only_heirs(connection, told, gone)
    rows = _rows(connection, told, list(into))
    kept = _with_orders(connection, told, [row for row, _ in rows.values()])
    asked = select(profile.c.id, profile.c.name).where(
        profile.c.id.in_(list(into.values())),
        profile.c.connection_id == told.connection_id,
        profile.c.kind == CUSTOMER,
    )
    known = {row.id: row.name or NAMELESS for row in connection.execute(asked)} if rows else {}
    return {
        one: known[into[one]]
        for one, (row, _) in rows.items()
        if row not in kept and into[one] in known
    }


def _only_heirs(connection: Connection, told: Telling, gone: Sequence[str]) -> dict[str, int]:
    """Return by id of who is gone the profile that got orders of theirs, where that is only one."""
    keys = {f"{told.connection}:{one}": one for one in gone}
    asked = (
        select(subject.c.key, observation.c.external_id)
        .join(subject, subject.c.id == observation.c.subject_id)
        .where(
            subject.c.kind == SubjectKind.PERSON.value,
            subject.c.key.in_(list(keys)),
            observation.c.connection_id == told.connection_id,
            observation.c.kind == EntryKind.SYSTEM.value,
            observation.c.status == LEFT,
        )
    )
    found: dict[str, set[int]] = {}
    for row in connection.execute(asked) if keys else ():
        heir = int(row.external_id.removeprefix(f"{LEFT}:"))
        found.setdefault(keys[row.key], set()).add(heir)
    return {one: told_of.pop() for one, told_of in found.items() if len(told_of) == 1}


def _with_orders(
    connection: Connection, told: Telling, profiles: Sequence[ProfileId]
) -> frozenset[int]:
    """Return who of these has an order left."""
    asked = select(customer_order.c.profile_id).where(
        customer_order.c.connection_id == told.connection_id,
        customer_order.c.profile_id.in_(profiles),
    )
    return frozenset(connection.execute(asked.distinct()).scalars()) if profiles else frozenset()


def names(connection: Connection, told: Telling, merged: Sequence[Merged]) -> Mapping[str, str]:
    """Return by the id of who is gone the name of the one who is left, as far as known."""
    rows = _rows(connection, told, [one.into for one in merged])
    return {one.gone: rows[one.into][1] or NAMELESS for one in merged if one.into in rows}


def join(connection: Connection, told: Telling, merged: Sequence[Merged]) -> Moved:
    """Link who is gone with who is left, unless a person called them two; return who moved."""
    ids = [one for pair in merged for one in (pair.gone, pair.into)]
    rows, said = _rows(connection, told, ids), Statement(SYSTEM, told.heard_at, WHY)
    found: Moved = frozenset()
    for one in merged:
        if one.gone in rows and one.into in rows:
            found |= joining.join_one(connection, rows[one.gone][0], [rows[one.into][0]], said)
    return found


def _rows(
    connection: Connection, told: Telling, ids: Sequence[str]
) -> dict[str, tuple[ProfileId, str]]:
    if not ids:
        return {}
    asked = select(profile.c.external_id, profile.c.id, profile.c.name).where(
        profile.c.connection_id == told.connection_id,
        profile.c.kind == CUSTOMER,
        profile.c.external_id.in_(ids),
    )
    return {row.external_id: (ProfileId(row.id), row.name) for row in connection.execute(asked)}
