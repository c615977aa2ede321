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
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import observation, subject
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

WHY = "merged in the store"
LEFT = "orders_left"


@dataclass(frozen=True, slots=True)
class Moves:
    """Customers whose orders went to others: their ids, and what their timelines are to say."""

    ids: frozenset[tuple[str, str | None]] = frozenset()
    said: tuple[Said, ...] = ()


def moves(
    connection: Connection, told: Telling, pairs: Iterable[tuple[ProfileId, ProfileId]]
) -> Moves:
    """Return the customers of whom orders went to others, who may be guests."""
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
    return Moves(
        frozenset(_ids(known[before], known[now]) for before, now in left),
        tuple(_left(known[before], known[now]) for before, now in left),
    )


def _ids(before: AnyRow, now: AnyRow) -> tuple[str, str | None]:
    return before.external_id, now.external_id if now.is_customer else None


def _left(before: AnyRow, now: AnyRow) -> Said:
    """Say that orders went to another, once of each: where to is known from it ever after."""
    subject = Subject(SubjectKind.PERSON, before.external_id)
    named, detail = f"{LEFT}:{now.id}", now.name or "a guest"
    said = Observation(subject, EntryKind.SYSTEM, LEFT, Moment(), named, detail=detail)
    return Said(said, Place(ProfileId(before.id)))


def certain(connection: Connection, told: Telling, merged: Sequence[Merged]) -> list[Merged]:
    """Return who was made one beyond doubt: of guesses those that nothing known speaks against.

    Who still has an order, or ever lost one to somebody else, may have been deleted as well.
    """
    guessed = [one for one in merged if one.is_guessed]
    rows = _rows(connection, told, [each for one in guessed for each in (one.gone, one.into)])
    return [
        one
        for one in merged
        if not one.is_guessed
        or (
            {one.gone, one.into} <= rows.keys()
            and _went_all_to(connection, told, rows[one.gone][0], rows[one.into][0])
        )
    ]


def _went_all_to(connection: Connection, told: Telling, gone: ProfileId, into: ProfileId) -> bool:
    """Say that no order is left with who is gone, and that none ever went to somebody else."""
    kept = select(customer_order.c.id).where(
        customer_order.c.connection_id == told.connection_id, customer_order.c.profile_id == gone
    )
    elsewhere = (
        select(observation.c.id)
        .join(subject, subject.c.id == observation.c.subject_id)
        .where(
            subject.c.profile_id == gone,
            observation.c.connection_id == told.connection_id,
            observation.c.kind == EntryKind.SYSTEM.value,
            observation.c.status == LEFT,
            observation.c.external_id != f"{LEFT}:{into}",
        )
    )
    return all(connection.execute(one.limit(1)).first() is None for one in (kept, elsewhere))


def names(connection: Connection, told: Telling, merged: Sequence[Merged]) -> Mapping[str, str]:
    """Return by the id of who is gone the name of the one who is left, as far as known."""
    rows = _rows(connection, told, [one.into for one in merged])
    return {one.gone: rows[one.into][1] for one in merged if one.into in rows}


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
