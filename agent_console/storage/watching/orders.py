"""Orders that are due, as the rules see them: with parcels, what is unsent, what was complained."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from agent_console.domain.acting.waiting import ASKS
from agent_console.domain.moment import from_microseconds, microseconds
from agent_console.domain.order import PaymentStage
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.watching.facts import Report, Sighted, Watched
from agent_console.ports.tracking.watching import Bite, BiteWish
from agent_console.storage.repositories.waiting.standing import says
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import TURNS, timeline_entry
from agent_console.storage.tables.orders import (
    customer_order,
    fulfilment_line,
    order_line,
    payment,
)
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.waiting import standing
from agent_console.storage.tables.watching import stirred, watch
from agent_console.storage.watching.parcels import IDS, sightings

CUSTOMERS, MOST = "customers", 1 << 62
PAID = (PaymentStage.SETTLED, PaymentStage.AUTHORIZED)
kin = profile.alias("kin")
ORDERS = (
    select(
        customer_order.c.id,
        customer_order.c.number,
        customer_order.c.placed_utc,
        customer_order.c.is_open,
        customer_order.c.address,
        profile.c.customer_id,
    )
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(customer_order.c.id.in_(bindparam(IDS, expanding=True)))
    .where(~customer_order.c.is_draft, customer_order.c.gone_at.is_(None))
)
OF_STIRRED = (
    select(customer_order.c.id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(
        profile.c.customer_id.in_(
            select(kin.c.customer_id).where(kin.c.id.in_(bindparam(IDS, expanding=True)))
        )
    )
)
ASKED = (
    select(
        profile.c.customer_id,
        func.max(standing.c.asked_at).label("asked_at"),
        func.max(standing.c.done_at).label("done_at"),
    )
    .join(profile, profile.c.id == standing.c.profile_id)
    .where(profile.c.customer_id.in_(bindparam(CUSTOMERS, expanding=True)), standing.c.asked_at > 0)
    .group_by(profile.c.customer_id)
)
OWNERS = select(profile.c.id, profile.c.customer_id).where(
    profile.c.customer_id.in_(bindparam(CUSTOMERS, expanding=True))
)
LINES = select(order_line.c.order_id, order_line.c.quantity, order_line.c.cancelled).where(
    order_line.c.order_id.in_(bindparam(IDS, expanding=True))
)
PACKED = select(fulfilment_line.c.order_id, fulfilment_line.c.quantity).where(
    fulfilment_line.c.order_id.in_(bindparam(IDS, expanding=True))
)
SAID = [
    timeline_entry.c[name]
    for name in ("profile_id", "event_id", "sort_at", "title", "text", "order_number")
]
PAYERS = (
    select(payment.c.order_id)
    .where(payment.c.order_id.in_(bindparam(IDS, expanding=True)), payment.c.stage.in_(PAID))
    .distinct()
)


class Whereto(msgspec.Struct):
    """What counts of an address: the country."""

    country: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Orders that are due by their rows, and the marks that made some of them so."""

    rows: frozenset[int]
    stirred: Sequence[int]


def bite(connection: Connection, wish: BiteWish) -> Bite:
    """Read some orders that are due."""
    now_due = _due(connection, wish)
    ids = sorted(now_due.rows)
    read = connection.execute(ORDERS, {IDS: ids}).all() if ids else ()
    rows = [one for one in read if one.placed_utc is None or one.placed_utc >= wish.oldest]
    if not rows:
        return Bite((), now_due.rows, now_due.stirred, {})
    abroad = {one.id: _is_abroad(one.address, wish.home) for one in rows}
    found = sightings(connection, list(abroad), abroad)
    orders = [_watched(row, found.parcels.get(row.id, ())) for row in rows]
    orders = _with_unsent(connection, orders)
    orders = _with_reports(connection, orders, {row.id: row.customer_id for row in rows})
    return Bite(orders, now_due.rows, now_due.stirred, found.subjects)


def _due(connection: Connection, wish: BiteWish) -> Due:
    marks = connection.execute(select(stirred).order_by(stirred.c.id).limit(wish.at_once)).all()
    profiles = {one.profile_id for one in marks}
    rows: set[int] = set()
    if profiles:
        rows |= set(connection.execute(OF_STIRRED, {IDS: sorted(profiles)}).scalars())
    left = wish.at_once - len(rows)
    if left > 0:
        due = select(watch.c.order_id).where(watch.c.due_at <= wish.now)
        rows |= set(connection.execute(due.order_by(watch.c.due_at).limit(left)).scalars())
    return Due(frozenset(rows), [one.id for one in marks])


def _watched(row: AnyRow, parcels: Iterable[Sighted]) -> Watched:
    return Watched(row.id, row.number, row.placed_utc, row.is_open, tuple(parcels))


def _is_abroad(address: str | None, home: str | None) -> bool:
    if not (address and home):
        return False
    country = msgspec.json.decode(address, type=Whereto).country
    return bool(country) and country != home


def _with_unsent(connection: Connection, orders: Sequence[Watched]) -> list[Watched]:
    """Note which orders are paid and have articles that are in no parcel."""
    asked = [one.row for one in orders if one.is_open and _may_lack(one)]
    if not asked:
        return list(orders)
    paid = set(connection.execute(PAYERS, {IDS: asked}).scalars())
    left: dict[int, Decimal] = {}
    for row in connection.execute(LINES, {IDS: asked}):
        wanted = Decimal(row.quantity) - Decimal(row.cancelled)
        left[row.order_id] = left.get(row.order_id, Decimal(0)) + wanted
    for packed in connection.execute(PACKED, {IDS: asked}):
        left[packed.order_id] = left.get(packed.order_id, Decimal(0)) - Decimal(packed.quantity)
    return [
        replace(one, unsent=one.row in paid and left.get(one.row, Decimal(0)) > 0)
        if one.is_open
        else one
        for one in orders
    ]


def _may_lack(one: Watched) -> bool:
    """Say that nothing was sent, or that some came and the order goes on all the same."""
    return not one.parcels or any(each.delivered for each in one.parcels)


def _with_reports(
    connection: Connection, orders: Sequence[Watched], customers: Mapping[int, int]
) -> list[Watched]:
    """Note what customers wrote after one of their parcels was delivered."""
    first: dict[int, int] = {}
    for one in orders:
        if (at := _delivered(one)) is not None:
            customer = customers[one.row]
            first[customer] = min(microseconds(at), first.get(customer, MOST))
    if not first:
        return list(orders)
    asked = connection.execute(ASKED, {CUSTOMERS: sorted(first)}).all()
    since = {row.customer_id: max(first[row.customer_id], row.done_at) for row in asked}
    silent = {row.customer_id for row in asked if row.asked_at <= since[row.customer_id]}
    written = _written(connection, {one: at for one, at in since.items() if one not in silent})
    return [replace(one, reports=written.get(customers[one.row], ())) for one in orders]


def _delivered(one: Watched) -> datetime | None:
    delivered = ParcelStatus.DELIVERED
    came = (each.delivered for each in one.parcels if each.status is delivered)
    return min((at for at in came if at is not None), default=None)


def _written(connection: Connection, since: Mapping[int, int]) -> dict[int, tuple[Report, ...]]:
    entry = timeline_entry.c
    found: dict[int, tuple[Report, ...]] = {}
    for customers in _some(since):
        kinsmen = connection.execute(OWNERS, {CUSTOMERS: customers})
        owners = {one.id: one.customer_id for one in kinsmen}
        rows = connection.execute(
            select(*SAID)
            .where(entry.profile_id.in_(sorted(owners)), TURNS, says(ASKS))
            .where(entry.sort_at > min(since[one] for one in customers))
            .order_by(entry.sort_at)
        )
        for row in rows:
            customer = owners[row.profile_id]
            if row.sort_at > since[customer]:
                found[customer] = (*found.get(customer, ()), _report(row))
    return found


def _report(row: AnyRow) -> Report:
    words = f"{row.title} {row.text or ''}".casefold()
    return Report(row.event_id, from_microseconds(row.sort_at), words, row.order_number)


def _some(since: Collection[int]) -> Iterable[list[int]]:
    ordered, at_once = sorted(since), 200
    return (ordered[at : at + at_once] for at in range(0, len(ordered), at_once))
