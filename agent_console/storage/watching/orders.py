"""Orders that are due, as the rules see them: with parcels, what is unsent, what was complained."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import msgspec
from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from agent_console.domain.acting.waiting import ASKS
from agent_console.domain.moment import from_microseconds, microseconds
from agent_console.domain.order import PaymentStage
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.watching.facts import Report, Sighted, Watched
from agent_console.ports.tracking.watching import Bite, BiteWish
from agent_console.storage.asking.among import IDS, Bare, among, bare_rows, listed
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
from agent_console.storage.watching.parcels import sightings

MOST = 1 << 62
PAID = (PaymentStage.SETTLED, PaymentStage.AUTHORIZED)
kin = profile.alias("kin")
ORDERS = (
    select(
        customer_order.c.id,
        customer_order.c.number,
        type_coerce(customer_order.c.placed_utc, BigInteger).label("placed_utc"),
        customer_order.c.is_open,
        customer_order.c.address,
        profile.c.customer_id,
    )
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(among(customer_order.c.id))
    .where(~customer_order.c.is_draft, customer_order.c.gone_at.is_(None))
)
OF_STIRRED = (
    select(customer_order.c.id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .where(profile.c.customer_id.in_(select(kin.c.customer_id).where(among(kin.c.id))))
)
ASKED = (
    select(
        profile.c.customer_id,
        func.max(standing.c.asked_at).label("asked_at"),
        func.max(standing.c.done_at).label("done_at"),
    )
    .join(profile, profile.c.id == standing.c.profile_id)
    .where(among(profile.c.customer_id), standing.c.asked_at > 0)
    .group_by(profile.c.customer_id)
)
OWNERS = select(profile.c.id, profile.c.customer_id).where(among(profile.c.customer_id))
LINES = select(order_line.c.order_id, order_line.c.quantity, order_line.c.cancelled).where(
    among(order_line.c.order_id)
)
PACKED = select(fulfilment_line.c.order_id, fulfilment_line.c.quantity).where(
    among(fulfilment_line.c.order_id)
)
SAID = [
    timeline_entry.c[name]
    for name in ("profile_id", "event_id", "sort_at", "title", "text", "order_number")
]
PAYERS = (
    select(payment.c.order_id)
    .where(among(payment.c.order_id), payment.c.stage.in_(PAID))
    .distinct()
)


class Whereto(msgspec.Struct):
    """What counts of an address: the country."""

    country: str | None = None


ADDRESS = msgspec.json.Decoder(Whereto)


@dataclass(frozen=True, slots=True)
class Due:
    """Orders that are due by their rows, and the marks that made some of them so."""

    rows: frozenset[int]
    stirred: Sequence[int]


def bite(connection: Connection, wish: BiteWish) -> Bite:
    """Read some orders that are due."""
    now_due = _due(connection, wish)
    ids, oldest = listed(sorted(now_due.rows)), microseconds(wish.oldest)
    read = bare_rows(connection, ORDERS, ids) if now_due.rows else ()
    rows = [one for one in read if one[2] is None or one[2] >= oldest]
    if not rows:
        return Bite((), now_due.rows, now_due.stirred, {})
    abroad = {one[0]: _is_abroad(one[4], wish.home) for one in rows}
    found = sightings(connection, list(abroad), abroad)
    orders = [_watched(row, found.parcels.get(row[0], ())) for row in rows]
    orders = _with_unsent(connection, orders)
    orders = _with_reports(connection, orders, {row[0]: row[5] for row in rows})
    return Bite(orders, now_due.rows, now_due.stirred, found.subjects)


def _due(connection: Connection, wish: BiteWish) -> Due:
    newest = select(stirred.c.id, stirred.c.profile_id).order_by(stirred.c.id)
    marks = connection.execute(newest.limit(wish.at_once)).all()
    profiles = {one[1] for one in marks}
    rows: set[int] = set()
    if profiles:
        rows |= set(connection.execute(OF_STIRRED, {IDS: listed(sorted(profiles))}).scalars())
    left = wish.at_once - len(rows)
    if left > 0:
        due = select(watch.c.order_id).where(watch.c.due_at <= wish.now)
        rows |= set(connection.execute(due.order_by(watch.c.due_at).limit(left)).scalars())
    return Due(frozenset(rows), [one[0] for one in marks])


def _watched(row: Bare, parcels: Iterable[Sighted]) -> Watched:
    placed = None if row[2] is None else from_microseconds(row[2])
    return Watched(row[0], row[1], placed, bool(row[3]), tuple(parcels))


def _is_abroad(address: str | None, home: str | None) -> bool:
    if not (address and home):
        return False
    country = ADDRESS.decode(address).country
    return bool(country) and country != home


def _with_unsent(connection: Connection, orders: Sequence[Watched]) -> list[Watched]:
    """Note which orders are paid and have articles that are in no parcel."""
    rows = [one.row for one in orders if one.is_open and _may_lack(one)]
    if not rows:
        return list(orders)
    unsent = _unsent(connection, {IDS: listed(rows)})
    return [
        replace(one, unsent=True) if one.is_open and one.row in unsent else one for one in orders
    ]


def _unsent(connection: Connection, asked: Mapping[str, str]) -> set[int]:
    paid = set(connection.execute(PAYERS, asked).scalars())
    left: dict[int, Decimal] = {}
    for row in connection.execute(LINES, asked):
        wanted = Decimal(row.quantity) - Decimal(row.cancelled)
        left[row.order_id] = left.get(row.order_id, Decimal(0)) + wanted
    for packed in connection.execute(PACKED, asked):
        left[packed.order_id] = left.get(packed.order_id, Decimal(0)) - Decimal(packed.quantity)
    return {row for row in paid if left.get(row, Decimal(0)) > 0}


def _may_lack(one: Watched) -> bool:
    """Say that nothing was sent, or that some came and the order goes on all the same."""
    return not one.parcels or any(each.delivered for each in one.parcels)


def _with_reports(
    connection: Connection, orders: Sequence[Watched], customers: Mapping[int, int]
) -> list[Watched]:
    """Note what customers wrote after one of their parcels was delivered."""
    first = _first_delivered(orders, customers)
    if not first:
        return list(orders)
    asked = connection.execute(ASKED, {IDS: listed(first)}).all()
    since = {row.customer_id: max(first[row.customer_id], row.done_at) for row in asked}
    silent = {row.customer_id for row in asked if row.asked_at <= since[row.customer_id]}
    written = _written(connection, {one: at for one, at in since.items() if one not in silent})
    return [
        replace(one, reports=told) if (told := written.get(customers[one.row])) else one
        for one in orders
    ]


def _first_delivered(orders: Sequence[Watched], customers: Mapping[int, int]) -> dict[int, int]:
    first: dict[int, int] = {}
    for one in orders:
        if (at := _delivered(one)) is not None:
            customer = customers[one.row]
            first[customer] = min(microseconds(at), first.get(customer, MOST))
    return first


def _delivered(one: Watched) -> datetime | None:
    delivered = ParcelStatus.DELIVERED
    came = (each.delivered for each in one.parcels if each.status is delivered)
    return min((at for at in came if at is not None), default=None)


def _written(connection: Connection, since: Mapping[int, int]) -> dict[int, tuple[Report, ...]]:
    entry = timeline_entry.c
    found: dict[int, tuple[Report, ...]] = {}
    for customers in _some(since):
        kinsmen = connection.execute(OWNERS, {IDS: listed(customers)})
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
