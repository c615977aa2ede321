"""Whom a source made one: the one who is gone is an alias of the one who is left."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.source import CUSTOMER, Merged
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.joins.joining import Moved
from agent_console.storage.repositories.people import Telling
from agent_console.storage.tables.people import profile

WHY = "merged in the store"


def moved(
    connection: Connection, told: Telling, pairs: Iterable[tuple[ProfileId, ProfileId]]
) -> frozenset[tuple[str, str]]:
    """Return the ids of customers between whom orders went, both known to the same source."""
    both = set(pairs)
    if not both:
        return frozenset()
    known = {
        row.id: row.external_id
        for row in connection.execute(
            select(profile.c.id, profile.c.external_id).where(
                profile.c.id.in_({one for pair in both for one in pair}),
                profile.c.connection_id == told.connection_id,
                profile.c.kind == CUSTOMER,
            )
        )
    }
    return frozenset((known[a], known[b]) for a, b in both if a in known and b in known)


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
