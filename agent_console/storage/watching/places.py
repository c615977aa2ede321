"""Where a parcel was last, and by which event that is known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select, tuple_

from agent_console.domain.observation import EntryKind, SubjectKind
from agent_console.domain.parcel import Place
from agent_console.storage.asking.among import IDS, among, listed
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import event, observation, subject
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import connection as connections

FEW = 500
NOWHERE = Place()
SCANS = (
    select(
        observation.c.subject_id,
        observation.c.event_id,
        observation.c.status,
        event.c.sort_at,
        observation.c.city,
        observation.c.region,
        observation.c.country,
    )
    .join(event, event.c.id == observation.c.event_id)
    .where(
        among(observation.c.subject_id),
        observation.c.kind == EntryKind.SCAN.value,
    )
    .order_by(event.c.sort_at, event.c.id)
)
KEYS = (
    select(customer_order.c.id, connections.c.name, customer_order.c.external_id)
    .join(connections, connections.c.id == customer_order.c.connection_id)
    .where(among(customer_order.c.id))
)
EVENTS = (
    select(subject.c.key, event.c.id)
    .join(event, event.c.subject_id == subject.c.id)
    .where(tuple_(subject.c.kind, subject.c.key).in_(bindparam("keys", expanding=True)))
    .where(event.c.kind.in_([EntryKind.ORDER.value, EntryKind.FULFILMENT.value]))
    .order_by(event.c.sort_at, event.c.id)
)


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The last place told of a parcel, its last event, and when it first had each status."""

    place: Place = NOWHERE
    event: int | None = None
    since: Mapping[str, int] = field(default_factory=dict)


def last_seen(connection: Connection, subjects: Collection[int]) -> Mapping[int, LastSeen]:
    """Return where parcels were last, by what their scans hang on."""
    found: dict[int, LastSeen] = {}
    ordered = sorted(subjects)
    for at in range(0, len(ordered), FEW):
        for row in connection.execute(SCANS, {IDS: listed(ordered[at : at + FEW])}):
            before = found.get(row.subject_id, LastSeen())
            since = {row.status: row.sort_at} | dict(before.since)
            found[row.subject_id] = LastSeen(_place(row) or before.place, row.event_id, since)
    return found


def _place(row: AnyRow) -> Place | None:
    return Place(row.city, row.region, row.country) if row.city else None


def last_told(connection: Connection, orders: Collection[int]) -> Mapping[int, int]:
    """Return the last event that a store told of orders, by their rows."""
    if not orders:
        return {}
    rows = connection.execute(KEYS, {IDS: listed(sorted(orders))})
    by_key = {f"{row.name}:{row.external_id}": row.id for row in rows}
    kind = SubjectKind.ORDER.value
    told = connection.execute(EVENTS, {"keys": [(kind, key) for key in by_key]})
    return {by_key[row.key]: row.id for row in told}
