"""Findings opened, changed and closed, a few orders in each transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from agent_console.domain.moment import from_microseconds
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.facts import Sighted
from agent_console.domain.watching.looking import Finding, Looked
from agent_console.domain.watching.policy import Kind
from agent_console.ports.tracking.watching import Subjects
from agent_console.storage.asking.among import IDS, among, listed
from agent_console.storage.dialect import Taken, insert_missing, upsert
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.watching import finding, watch
from agent_console.storage.watching.places import LastSeen, last_seen, last_told

Key = tuple[int, str, str]
"""(order row, number of the parcel, kind)."""
Row = dict[str, Any]
BEGUN_BY = {
    Kind.FAILED_ATTEMPT: ParcelStatus.ATTEMPT_FAILED.value,
    Kind.RETURN_TO_SENDER: ParcelStatus.RETURN_TO_SENDER.value,
}
REPORTED = frozenset({Kind.NOT_RECEIVED, Kind.DAMAGED})
SAME = ("since", "why", "acts_by", "notices_at", "promised", "expected", "city", "facts")
OPEN = select(finding).where(among(finding.c.order_id)).where(finding.c.closed_at.is_(None))
CHANGED = (
    update(finding)
    .where(finding.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in (*SAME, "region", "country")})
)
CLOSED = update(finding).where(among(finding.c.id)).values(closed_at=bindparam("now"))
OVER = delete(watch).where(among(watch.c.order_id))
CUSTOMERS = (
    select(profile.c.customer_id)
    .join(customer_order, customer_order.c.profile_id == profile.c.id)
    .where(among(customer_order.c.id))
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some orders: all rows of them, what a look at those that are there found."""

    rows: Sequence[int]
    looked: Sequence[Looked]
    subjects: Subjects
    now: datetime


def keep(connection: Connection, batch: Batch) -> frozenset[ProfileId]:
    """Bring the findings of some orders up to a look; return the customers for whom one changed."""
    there = {
        (row.order_id, row.key, row.kind): row
        for row in connection.execute(OPEN, {IDS: listed(batch.rows)})
    }
    wanted = {(row["order_id"], row["key"], row["kind"]): row for row in _rows(connection, batch)}
    changed = _close(connection, [there[key] for key in there.keys() - wanted.keys()], batch.now)
    changed |= _change(connection, there, wanted)
    fresh = [wanted[key] for key in sorted(wanted.keys() - there.keys())]
    insert_missing(connection, finding, fresh)
    changed |= {row["order_id"] for row in fresh}
    _watch(connection, batch)
    return _customers(connection, changed)


def _rows(connection: Connection, batch: Batch) -> Iterator[Row]:
    """Yield what is wrong now as rows."""
    found = [(one, each) for one in batch.looked for each in one.findings]
    about = [batch.subjects.get((one.order.row, each.key), 0) for one, each in found]
    seen = last_seen(connection, set(about) - {0})
    told = last_told(connection, {one.order.row for one, each in found if not each.key})
    for (one, each), subject_id in zip(found, about, strict=True):
        last = seen.get(subject_id, LastSeen())
        facts = _facts(one, each, last.event or told.get(one.order.row))
        encoded = msgspec.json.encode(facts).decode()
        parcel = next(filter(partial(_is_named, each.key), one.order.parcels), None)
        row = _row(one, each, parcel, last)
        yield row | {"facts": encoded, "opened_at": batch.now}


def _is_named(key: str, one: Sighted) -> bool:
    return one.key == key


def _facts(one: Looked, each: Finding, last: int | None) -> list[int]:
    reports = one.order.reports if each.kind in REPORTED else ()
    told = [report.event for report in reports if report.at >= each.since]
    return [*([last] if last else []), *told]


def _row(one: Looked, each: Finding, parcel: Sighted | None, last: LastSeen) -> Row:
    return {
        "order_id": one.order.row,
        "key": each.key,
        "kind": each.kind.value,
        "since": _since(each, last),
        "acts_by": each.acts_by,
        "notices_at": each.notices_at,
        "why": each.why,
        "carrier": parcel.carrier if parcel else None,
        "number": parcel.number if parcel else None,
        "promised": parcel.promised if parcel else None,
        "expected": (parcel.estimated or parcel.expected) if parcel else None,
        "city": last.place.city,
        "region": last.place.region,
        "country": last.place.country,
    }


def _since(each: Finding, last: LastSeen) -> datetime:
    """Return when it began: scans that came later tell of the same."""
    status = BEGUN_BY.get(each.kind)
    began = last.since.get(status) if status else None
    return each.since if began is None else min(each.since, from_microseconds(began))


def _close(connection: Connection, rows: Sequence[AnyRow], now: datetime) -> set[int]:
    if rows:
        closed = {IDS: listed(row.id for row in rows), "now": now}
        connection.execute(CLOSED, closed)
    return {row.order_id for row in rows}


def _change(
    connection: Connection, there: Mapping[Key, AnyRow], wanted: Mapping[Key, Row]
) -> set[int]:
    """Write what is told otherwise of what is open already."""
    both = [(row, wanted[key]) for key, row in there.items() if key in wanted]
    for row, now in both:
        now["since"] = min(row.since, now["since"])  # it began when it first was said to
    other = [(row, now) for row, now in both if _is_other(row, now)]
    if other:
        connection.execute(CHANGED, [_changed(row, now) for row, now in other])
    return {row.order_id for row, _ in other}


def _is_other(row: AnyRow, now: Row) -> bool:
    return any(getattr(row, name) != now[name] for name in SAME)


def _changed(row: AnyRow, now: Row) -> Row:
    return {"row": row.id, **{f"new_{name}": now[name] for name in (*SAME, "region", "country")}}


def _watch(connection: Connection, batch: Batch) -> None:
    """Note when to look again; what needs no look any more is left alone."""
    due = [
        {"order_id": one.order.row, "due_at": one.due}
        for one in batch.looked
        if one.due is not None
    ]
    upsert(connection, watch, due, Taken(("order_id",)))
    over = set(batch.rows) - {row["order_id"] for row in due}
    if over:
        connection.execute(OVER, {IDS: listed(sorted(over))})


def _customers(connection: Connection, orders: set[int]) -> frozenset[ProfileId]:
    if not orders:
        return frozenset()
    found = connection.execute(CUSTOMERS, {IDS: listed(sorted(orders))}).scalars()
    return frozenset(ProfileId(one) for one in found)
