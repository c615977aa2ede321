"""Which order a tracked parcel belongs to, decided anew whenever either side has changed."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, bindparam, select

from agent_console.domain.belonging import Claim, Window, belongs_to, whole
from agent_console.domain.moment import Precision, microseconds
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories import events
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import subject
from agent_console.storage.tables.orders import customer_order, shipment
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import profile

CLAIMS = (
    select(
        shipment.c.reference,
        profile.c.customer_id,
        profile.c.id,
        customer_order.c.number,
        customer_order.c.placed_utc,
    )
    .join(customer_order, customer_order.c.id == shipment.c.order_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(shipment.c.reference.in_(bindparam("references", expanding=True)))
    .where(~customer_order.c.is_draft)
)
SEEN = (
    select(
        parcel,
        subject.c.key.label("subject_key"),
        subject.c.profile_id,
        subject.c.order_number,
    )
    .join(subject, subject.c.id == parcel.c.subject_id)
    .where(parcel.c.reference.in_(bindparam("references", expanding=True)))
    .order_by(parcel.c.id)
)

Claims = dict[str, list[Claim]]
"""The orders that name a number, by that number, normalised."""


def claims(connection: Connection, references: Collection[str]) -> Claims:
    """Return which orders name these numbers."""
    found: Claims = {}
    for row in _asked(connection, CLAIMS, references):
        placed = None if row.placed_utc is None else microseconds(row.placed_utc)
        claim = Claim(ProfileId(row.customer_id), ProfileId(row.id), row.number, placed)
        found.setdefault(row.reference, []).append(claim)
    return found


def seen(connection: Connection, references: Collection[str]) -> list[AnyRow]:
    """Return the parcels of these numbers, with where each hangs now, the oldest first."""
    return list(_asked(connection, SEEN, references))


def place(windows: Iterable[Window | None], claimed: Iterable[Claim]) -> Place:
    """Return where a parcel belongs that its sources saw in some windows."""
    owner = belongs_to(whole(window for window in windows if window is not None), claimed)
    return Place(None) if owner is None else Place(owner.owner, owner.order)


def window_of(row: AnyRow) -> Window | None:
    """Read when a parcel was seen."""
    if row.first_seen is None:
        return None
    precision = Precision.INSTANT if row.is_exact else Precision.WALL_CLOCK
    return Window(row.first_seen, row.last_seen, precision)


def rehang(connection: Connection, references: Collection[str]) -> None:
    """Hang the parcels of these numbers where they belong, now that their orders have changed."""
    rows = seen(connection, references) if references else []
    if not rows:
        return
    claimed = claims(connection, {row.reference for row in rows})
    by_subject: dict[int, list[AnyRow]] = {}
    for row in rows:
        by_subject.setdefault(row.subject_id, []).append(row)
    for subject_id, told in by_subject.items():
        wanted = place(map(window_of, told), claimed.get(told[0].reference, ()))
        now = Place(told[0].profile_id, told[0].order_number)
        events.hang(connection, subject_id, now, wanted)


def _asked(
    connection: Connection, statement: Select[tuple[object, ...]], references: Collection[str]
) -> Iterable[AnyRow]:
    return connection.execute(statement, {"references": sorted(references)})
