"""Parcels of many orders as the rules see them: what the store sent, and what is told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Table, and_, select, type_coerce
from sqlalchemy.sql.elements import KeyedColumnElement

from agent_console.domain.identity import reference
from agent_console.domain.moment import from_microseconds
from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.watching.facts import Sighted
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import subject
from agent_console.storage.tables.orders import customer_order, fulfilment, shipment
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.watching.among import IDS, among, listed

DAY = timedelta(days=1)
DATES = 4_096
FAULTS = {one.value: one for one in Fault}
STATUSES = {one.value: one for one in ParcelStatus}


def keys(table: Table, *names: str) -> Iterator[KeyedColumnElement[Any]]:
    """Yield the two columns of times as told, instants as they are kept: most are not needed."""
    for name in names:
        yield type_coerce(table.c[f"{name}_utc"], BigInteger).label(f"{name}_utc")
        yield table.c[f"{name}_local"]


SENT = (
    select(
        fulfilment.c.order_id,
        fulfilment.c.external_id,
        fulfilment.c.status,
        fulfilment.c.carrier,
        fulfilment.c.number,
        *keys(fulfilment, "created", "shipped", "delivered"),
    )
    .where(among(fulfilment.c.order_id))
    .where(fulfilment.c.status != ParcelStatus.CANCELLED.value)
    .order_by(fulfilment.c.order_id, fulfilment.c.position)
)
TRACKED = (
    select(
        shipment.c.order_id,
        parcel.c.reference,
        parcel.c.subject_id,
        parcel.c.carrier,
        parcel.c.status,
        parcel.c.status_text,
        parcel.c.said,
        parcel.c.had_attempt,
        parcel.c.first_seen,
        parcel.c.last_seen,
        *keys(parcel, "promised", "estimated", "delivered", "said"),
        parcel.c.fault,
    )
    .join(customer_order, customer_order.c.id == shipment.c.order_id)
    .join(parcel, parcel.c.reference == shipment.c.reference)
    .join(
        subject,
        and_(
            subject.c.id == parcel.c.subject_id,
            subject.c.profile_id == customer_order.c.profile_id,
            subject.c.order_number == customer_order.c.number,
        ),
    )
    .where(among(shipment.c.order_id), ~shipment.c.is_return)
    .order_by(parcel.c.last_seen.desc().nulls_last(), parcel.c.last_heard.desc(), parcel.c.id)
)
"""Of a parcel that several sources track, the one that saw it last comes first."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """The parcels of orders by their rows, and on what the scans of each hang."""

    parcels: Mapping[int, list[Sighted]]
    subjects: Mapping[tuple[int, str], int]


def sightings(connection: Connection, ids: Sequence[int], abroad: Mapping[int, bool]) -> Sightings:
    """Return the parcels of orders; `abroad` says of each whether it crosses a border."""
    told = _told(connection, listed(ids))
    found: dict[int, list[Sighted]] = {}
    for sent in connection.execute(SENT, {IDS: listed(ids)}).all():
        order, _, _, _, number, *_ = sent
        key = number or ""
        known = told.get((order, key))
        if known is None and key:
            key = reference(key)
            known = told.get((order, key))
        one = _as_sent(sent, key) if known is None else _as_tracked(sent, known, abroad)
        found.setdefault(order, []).append(one)
    return Sightings(found, {key: row[2] for key, row in told.items()})


def _told(connection: Connection, ids: str) -> dict[tuple[int, str], AnyRow]:
    """Return the best of what is told of each parcel."""
    told: dict[tuple[int, str], AnyRow] = {}
    for row in connection.execute(TRACKED, {IDS: ids}).all():
        if row[9] is not None or not _is_silent(row):
            told.setdefault((row[0], row[1]), row)
    return told


def _is_silent(row: AnyRow) -> bool:
    """Say that a source tracks a parcel and has heard nothing of it yet."""
    return (
        row.status == ParcelStatus.UNKNOWN
        and row.last_seen is None
        and row.estimated_utc is None
        and row.estimated_local is None
    )


def _as_sent(sent: AnyRow, key: str) -> Sighted:
    return Sighted(
        key=key,
        carrier=sent.carrier,
        number=sent.number,
        status=STATUSES.get(sent.status, ParcelStatus.UNKNOWN),
        is_tracked=False,
        made=_at(sent.created_utc, sent.created_local),
        shipped=_at(sent.shipped_utc, sent.shipped_local),
        delivered=_at(sent.delivered_utc, sent.delivered_local),
    )


def _as_tracked(sent: AnyRow, row: AnyRow, abroad: Mapping[int, bool]) -> Sighted:
    """Read a parcel by the places of columns in SENT and TRACKED: names take thrice as long."""
    status = STATUSES.get(row[4], ParcelStatus.UNKNOWN)
    came = _at(row[14], row[15])
    if came is None and status is ParcelStatus.DELIVERED:
        came = _seen(row[9])
    return Sighted(
        row[1],
        sent[3] or row[3],
        sent[4],
        status,
        said=row[6],
        words=_folded(row[6], row[5]),
        fault=FAULTS.get(row[18]),
        made=_at(sent[5], sent[6]),
        shipped=_at(sent[7], sent[8]),
        first_scan=_seen(row[8]),
        last_scan=_seen(row[9]),
        said_at=_at(row[16], row[17]),
        promised=_until(row[10], row[11]),
        estimated=_until(row[12], row[13]),
        delivered=came,
        had_attempt=row[7],
        is_abroad=abroad.get(sent[0], False),
    )


def _seen(key: int | None) -> datetime | None:
    return None if key is None else from_microseconds(key)


def _at(utc: int | None, local: str | None) -> datetime | None:
    if utc is not None:
        return from_microseconds(utc)
    return None if local is None else _read(local)


@lru_cache(DATES)
def _until(utc: int | None, local: str | None) -> datetime | None:
    """Return the end of what was told: a day is over at its end; most are told the same few."""
    if utc is not None:
        return from_microseconds(utc)
    if local is None:
        return None
    return _read(local) if "T" in local else _read(local) + DAY


@lru_cache(DATES)
def _folded(said: str | None, status: str | None) -> str:
    return " ".join(filter(None, (said, status))).casefold()


@lru_cache(DATES)
def _read(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=UTC)
