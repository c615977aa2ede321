"""Messages that came back: which of a timeline, and from which addresses of a customer."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.acting.mailing import CameBack, why
from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.contacts import contact, contact_party
from agent_console.storage.tables.events import event
from agent_console.storage.tables.mailing import undelivered

REPORTED = (
    select(event.c.id, undelivered)
    .add_columns(contact.c.id.label("sent_id"))
    .join(contact, contact.c.subject_id == event.c.subject_id)
    .join(undelivered, undelivered.c.message_id == contact.c.message_id)
    .where(event.c.id.in_(bindparam("events", expanding=True)))
    .order_by(event.c.id, undelivered.c.is_hard.desc(), undelivered.c.id.desc())
)
PARTIES = select(contact_party).where(
    contact_party.c.contact_id.in_(bindparam("contacts", expanding=True))
)
HARD = (
    select(undelivered)
    .where(
        undelivered.c.address.in_(bindparam("addresses", expanding=True)),
        undelivered.c.is_hard,
    )
    .order_by(undelivered.c.id)
)


def came_back(
    connection: Connection, rows: Iterable[AnyRow], profiles: Collection[ProfileId]
) -> dict[int, str]:
    """Return why messages of a customer's timeline came back, in words, by their events."""
    sent = [row.event_id for row in rows if _is_ours(row)]
    found = connection.execute(REPORTED, {"events": sent}).all() if sent else ()
    parties = _parties(connection, {row.sent_id for row in found})
    told: dict[int, str] = {}
    for report in found:
        words = _words(report, parties, profiles)
        if words is not None:
            told.setdefault(report.id, words)
    return told


def _is_ours(row: AnyRow) -> bool:
    return (row.kind, row.direction) == (EntryKind.MESSAGE.value, Direction.OUTBOUND.value)


def hard(connection: Connection, addresses: Collection[str]) -> Sequence[CameBack]:
    """Return the addresses from which mail came back for good, each with the last time."""
    if not addresses:
        return ()
    rows = connection.execute(HARD, {"addresses": sorted(addresses)})
    newest = {row.address: CameBack(row.address, row.status, row.heard_at) for row in rows}
    return list(newest.values())


_Parties = Mapping[int, Mapping[str, ProfileId | None]]
"""To whom each message went: addresses, with whom they are of."""


def _parties(connection: Connection, contacts: Collection[int]) -> _Parties:
    found: dict[int, dict[str, ProfileId | None]] = {}
    if not contacts:
        return found
    for row in connection.execute(PARTIES, {"contacts": sorted(contacts)}):
        owner = None if row.profile_id is None else ProfileId(row.profile_id)
        found.setdefault(row.contact_id, {})[row.address] = owner
    return found


def _words(report: AnyRow, parties: _Parties, profiles: Collection[ProfileId]) -> str | None:
    """Word a report, None where it is of somebody else; of several people it says of whom."""
    there = parties.get(report.sent_id, {})
    if len(there) <= 1:
        return f"came back: {why(report.status)}"
    if there.get(report.address) not in profiles:
        return None
    return f"came back from {report.address}: {why(report.status)}"
