"""Which parcels a tracking connection is asked for: those that move, and those lately arrived."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select, update

from agent_console.domain.identity import reference
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.polling import (
    IN_VAIN_EVERY,
    SETTLES_AFTER,
    Standing,
    next_poll,
)
from agent_console.ports.intake import RereadRule
from agent_console.ports.source import NoticeRecord, Page, ParcelRecord, Untracked, WantedParcel
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.orders import customer_order, shipment
from agent_console.storage.tables.parcels import tracking
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import profile

ORDER, ASKED = customer_order.c, tracking.c
TRACKING_KEY = Taken(("connection_id", "reference"))
KNOWN = select(tracking).where(
    ASKED.connection_id == bindparam("connection"),
    ASKED.reference.in_(bindparam("references", expanding=True)),
)

HURRIED = (
    update(tracking)
    .where(
        ASKED.reference == bindparam("number"),
        ASKED.asked_at < bindparam("written"),
        ~ASKED.is_over,
        ASKED.next_at > bindparam("now"),
    )
    .values(next_at=bindparam("now"))
)


def due(
    connection: Connection, name: str, rule: RereadRule, now: datetime
) -> Iterator[WantedParcel]:
    """Yield the parcels to be asked for now, those never asked for first, then the most overdue."""
    statement = (
        _numbers(name)
        .where(ORDER.placed_utc >= now - rule.tracked_for, _is_due(rule, now))
        .order_by(func.coalesce(func.min(_overdue(rule)), 0), shipment.c.reference)
    )
    return _wanted(connection, statement)


def of_customer(connection: Connection, name: str, customer: ProfileId) -> Sequence[WantedParcel]:
    """Return the parcels of one customer's orders."""
    mine = select(profile.c.id).where(profile.c.customer_id == customer)
    return list(_wanted(connection, _numbers(name).where(ORDER.profile_id.in_(mine))))


@dataclass(frozen=True, slots=True)
class _Noted:
    """What a page tells of a number: the source's id, how it stands, or why it is not tracked."""

    standing: Standing
    external_id: str | None = None
    reason: str | None = None

    def is_same(self, before: AnyRow) -> bool:
        """Say that it was over, or in the same trouble, when it was asked for before."""
        now = self.standing
        return (before.is_over, before.trouble) == (now.is_over(), now.trouble)


def remember(connection: Connection, told: Telling, page: Page) -> None:
    """Note what was asked, how it stands and since when, and when to ask for it again."""
    noted = dict(_untracked(told, page.untracked)) | _tracked(told, page.parcels)
    in_vain = {reference(one) for one in page.asked} - noted.keys()
    if not noted and not in_vain:
        return
    numbers = [*noted, *in_vain]
    asked = {"connection": told.connection_id, "references": numbers}
    before = {row.reference: row for row in connection.execute(KNOWN, asked)}
    rows = [_row(told, number, one, before.get(number)) for number, one in noted.items()]
    rows += [_as_before(told, number, before.get(number)) for number in in_vain]
    current = [row for row in rows if not _is_late(told, before.get(row["reference"]))]
    upsert(connection, tracking, current, TRACKING_KEY)


def hurry(connection: Connection, told: Iterable[NoticeRecord], now: datetime) -> None:
    """Ask soon for parcels that messages tell of, whoever has not been asked since."""
    written: dict[str, datetime] = {}
    for one in told:
        number = reference(one.shipment.number or "")
        written[number] = max(one.told_at, written.get(number, one.told_at))
    for number, at in sorted(written.items()):
        connection.execute(HURRIED, {"number": number, "written": at, "now": now})


def _is_late(told: Telling, before: AnyRow | None) -> bool:
    """Say that the number has been asked for again since."""
    return before is not None and before.asked_at > told.heard_at


def _untracked(told: Telling, found: Iterable[Untracked]) -> Iterator[tuple[str, _Noted]]:
    for one in found:
        standing = Standing("unknown", told.heard_at, trouble=one.kind)
        yield reference(one.number), _Noted(standing, reason=one.reason)


def _tracked(told: Telling, found: Iterable[ParcelRecord]) -> dict[str, _Noted]:
    """Return how each number stands; of two records the one counts that is not over."""
    noted: dict[str, _Noted] = {}
    for one in found:
        read = one.shipment
        standing = Standing(read.status, told.heard_at, None, read.promised, read.estimated)
        number, now = reference(read.number or ""), _Noted(standing, one.external_id)
        other = noted.get(number)
        if other is None or other.standing.is_over() or not standing.is_over():
            noted[number] = now
    return noted


def _row(told: Telling, number: str, now: _Noted, before: AnyRow | None) -> dict[str, Any]:
    is_same = before is not None and now.is_same(before)
    standing = replace(now.standing, since=before.since) if before and is_same else now.standing
    return {
        "connection_id": told.connection_id,
        "reference": number,
        "external_id": now.external_id,
        "is_over": standing.is_over(),
        "trouble": standing.trouble,
        "reason": now.reason,
        "since": standing.since,
        "asked_at": told.heard_at,
        "next_at": next_poll(standing, told.heard_at),
    }


def _as_before(told: Telling, number: str, before: AnyRow | None) -> dict[str, Any]:
    """Return what is known of a number that was asked for in vain."""
    return {
        "connection_id": told.connection_id,
        "reference": number,
        "external_id": None if before is None else before.external_id,
        "is_over": before is not None and before.is_over,
        "trouble": None if before is None else before.trouble,
        "reason": None if before is None else before.reason,
        "since": told.heard_at if before is None else before.since,
        "asked_at": told.heard_at,
        "next_at": told.heard_at + IN_VAIN_EVERY,
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


def _overdue(rule: RereadRule) -> ColumnElement[Any]:
    return ASKED.next_at if rule.is_planned else ASKED.asked_at


def _is_due(rule: RereadRule, now: datetime) -> ColumnElement[bool]:
    """Say that nobody asked yet, or that its time has come; without a plan all is due but settled.

    What this pass has asked for is not due in it again.
    """
    again = and_(ASKED.next_at <= now, ASKED.asked_at < now)
    if not rule.is_planned:
        moves = and_(~ASKED.is_over, or_(ASKED.trouble.is_(None), ASKED.trouble != "refused"))
        again = and_(or_(moves, ASKED.since >= now - SETTLES_AFTER), ASKED.asked_at < now)
    return or_(ASKED.asked_at.is_(None), again)


def _wanted(connection: Connection, statement: Select[tuple[Any, ...]]) -> Iterator[WantedParcel]:
    for row in connection.execute(statement):
        yield WantedParcel(row.number, row.carrier, row.external_id)
