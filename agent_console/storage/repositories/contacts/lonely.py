"""Notices that name nobody who is known: they are of those whose conversation they are in."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, func, select

from agent_console.domain.profile import ProfileId
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories.contacts import hanging
from agent_console.storage.repositories.contacts.body import unpacked
from agent_console.storage.tables.contacts import contact, contact_party

LONELY = (
    select(contact.c.id, contact.c.thread_id, contact.c.body)
    .where(
        contact.c.thread_id.in_(bindparam("threads", expanding=True)),
        ~select(contact_party.c.contact_id)
        .where(
            contact_party.c.contact_id == contact.c.id,
            contact_party.c.profile_id.is_not(None),
        )
        .exists(),
    )
    .order_by(contact.c.id)
)
KNOWN = (
    select(
        contact.c.thread_id,
        contact_party.c.address,
        func.min(contact_party.c.profile_id).label("profile_id"),
    )
    .join(contact_party, contact_party.c.contact_id == contact.c.id)
    .where(
        contact.c.thread_id.in_(bindparam("threads", expanding=True)),
        contact_party.c.profile_id.is_not(None),
    )
    .group_by(contact.c.thread_id, contact_party.c.address)
)


def settle(connection: Connection, threads: Collection[int]) -> frozenset[ProfileId]:
    """Hang what only names strangers on the people of its conversation; return these."""
    notices = _notices(connection, threads)
    if not notices:
        return frozenset()
    asked = {"threads": sorted(set(notices.values()))}
    known = connection.execute(KNOWN, asked).all()
    rows = [
        {"contact_id": one, "address": row.address, "profile_id": row.profile_id}
        for one, thread in notices.items()
        for row in known
        if row.thread_id == thread
    ]
    # A stranger it names may have become known by this very conversation.
    upsert(connection, contact_party, rows, Taken(("address", "contact_id")))
    hanging.rehang(connection, {row["contact_id"] for row in rows})
    return frozenset(ProfileId(row["profile_id"]) for row in rows)


def _notices(connection: Connection, threads: Iterable[int]) -> Mapping[int, int]:
    """Return the conversations of notices nobody is known for, by their rows."""
    found = connection.execute(LONELY, {"threads": sorted(threads)})
    # What is no notice waits for its writer, whoever else is in the conversation.
    return {row.id: row.thread_id for row in found if unpacked(row.body).bounce is not None}
