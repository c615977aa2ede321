"""Which parcels a tracking connection is asked for: those that move, and those lately arrived."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select

from agent_console.domain.identity import reference
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import RereadRule
from agent_console.ports.source import Page, ParcelRecord, Untracked, WantedParcel
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.orders import customer_order, shipment
from agent_console.storage.tables.parcels import tracking
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import profile

ORDER, ASKED = customer_order.c, tracking.c
OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED})
TRACKING_KEY = Taken(("connection_id", "reference"))
KNOWN = select(tracking).where(
    ASKED.connection_id == bindparam("connection"),
    ASKED.reference.in_(bindparam("references", expanding=True)),
)


def due(
    connection: Connection, name: str, rule: RereadRule, now: datetime
) -> Iterator[WantedParcel]:
    """Yield the parcels that may be asked for now, the longest unasked first."""
    statement = (
        _numbers(name)
        .where(ORDER.placed_utc >= now - rule.tracked_for, _is_due(rule, now))
        .order_by(func.coalesce(func.min(ASKED.asked_at), 0), shipment.c.reference)
    )
    return _wanted(connection, statement)


def of_customer(connection: Connection, name: str, customer: ProfileId) -> Sequence[WantedParcel]:
    """Return the parcels of one customer's orders."""
    mine = select(profile.c.id).where(profile.c.customer_id == customer)
    return list(_wanted(connection, _numbers(name).where(ORDER.profile_id.in_(mine))))


def remember(connection: Connection, told: Telling, page: Page) -> None:
    """Note what was asked, and since when a parcel is over or a number in trouble."""
    rows = {row["reference"]: row for row in map(_untracked, page.untracked)}
    rows |= {row["reference"]: row for row in map(_tracked, page.parcels)}
    in_vain = {reference(one) for one in page.asked} - rows.keys()
    if not rows and not in_vain:
        return
    before = {
        row.reference: row
        for row in connection.execute(
            KNOWN, {"connection": told.connection_id, "references": [*rows, *in_vain]}
        )
    }
    rows |= {one: _as_before(one, before.get(one)) for one in in_vain}
    written = [
        _with_times(told, row, before.get(reference))
        for reference, row in rows.items()
        if reference not in before or before[reference].asked_at <= told.heard_at
    ]
    upsert(connection, tracking, written, TRACKING_KEY)


def _with_times(told: Telling, row: dict[str, Any], before: AnyRow | None) -> dict[str, Any]:
    is_same = before is not None and (before.is_over, before.trouble) == (
        row["is_over"],
        row["trouble"],
    )
    return {
        **row,
        "connection_id": told.connection_id,
        "asked_at": told.heard_at,
        "since": before.since if before is not None and is_same else told.heard_at,
    }


def _untracked(one: Untracked) -> dict[str, Any]:
    return {
        "reference": reference(one.number),
        "external_id": None,
        "is_over": False,
        "trouble": one.kind,
        "reason": one.reason,
    }


def _tracked(one: ParcelRecord) -> dict[str, Any]:
    return {
        "reference": reference(one.shipment.number or ""),
        "external_id": one.external_id,
        "is_over": one.shipment.status in OVER,
        "trouble": None,
        "reason": None,
    }


def _as_before(number: str, before: AnyRow | None) -> dict[str, Any]:
    """Return what is known of a number that was asked for in vain."""
    return {
        "reference": number,
        "external_id": None if before is None else before.external_id,
        "is_over": before is not None and before.is_over,
        "trouble": None if before is None else before.trouble,
        "reason": None if before is None else before.reason,
    }


def _numbers(name: str) -> Select[tuple[Any, ...]]:
    row = select(connections.c.id).where(connections.c.name == name).scalar_subquery()
    return (
        select(
            func.min(shipment.c.number).label("number"),
            func.min(shipment.c.carrier).label("carrier"),
            func.min(ASKED.external_id).label("external_id"),
        )
        .join(customer_order, ORDER.id == shipment.c.order_id)
        .outerjoin(
            tracking,
            and_(ASKED.connection_id == row, ASKED.reference == shipment.c.reference),
        )
        .where(~ORDER.is_draft, shipment.c.reference != "")
        .group_by(shipment.c.reference)
    )


def _is_due(rule: RereadRule, now: datetime) -> ColumnElement[bool]:
    still = and_(~ASKED.is_over, or_(ASKED.trouble.is_(None), ASKED.trouble != "refused"))
    return or_(
        ASKED.asked_at.is_(None),
        and_(still, ASKED.asked_at <= now - rule.moving_every, ASKED.asked_at < now),
        and_(
            ~still,
            ASKED.asked_at <= now - rule.settled_every,
            ASKED.asked_at < now,
            ASKED.since >= now - rule.arrived_for,
        ),
    )


def _wanted(connection: Connection, statement: Select[tuple[Any, ...]]) -> Iterator[WantedParcel]:
    for row in connection.execute(statement):
        yield WantedParcel(row.number, row.carrier, row.external_id)
