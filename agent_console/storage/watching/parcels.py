"""Parcels of many orders as the rules see them: what the store sent, and what is told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Table, and_, select, type_coerce
from sqlalchemy.sql.elements import KeyedColumnElement

from agent_console.domain.identity import reference
from agent_console.domain.moment import from_microseconds
from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.tracking.forecast import Forecast
from agent_console.domain.watching.facts import Sighted
from agent_console.storage.asking.among import Bare, among, bare_rows, listed
from agent_console.storage.repositories.parcels.speaking import FIRST
from agent_console.storage.tables.events import subject
from agent_console.storage.tables.orders import customer_order, fulfilment, shipment
from agent_console.storage.tables.parcels import journey, parcel

DAY = timedelta(days=1)
DATES = 4_096
ENDED = (ParcelStatus.DELIVERED, ParcelStatus.RETURN_TO_SENDER, ParcelStatus.CANCELLED)
UNKNOWN = ParcelStatus.UNKNOWN.value
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
        parcel.c.channel,
        journey.c.half,
        journey.c.most,
        journey.c.samples,
        journey.c.alike,
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
    .outerjoin(journey, and_(journey.c.subject_id == subject.c.id, journey.c.is_open))
    .where(among(shipment.c.order_id), ~shipment.c.is_return)
    .order_by(*FIRST, parcel.c.id)
)
"""Who is to speak of a parcel comes first."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """The parcels of orders by their rows, and on what the scans of each hang."""

    parcels: Mapping[int, list[Sighted]]
    subjects: Mapping[tuple[int, str], int]


def sightings(connection: Connection, ids: Sequence[int], abroad: Mapping[int, bool]) -> Sightings:
    """Return the parcels of orders; `abroad` says of each whether it crosses a border."""
    told = _told(connection, listed(ids))
    found: dict[int, list[Sighted]] = {}
    for sent in bare_rows(connection, SENT, listed(ids)):
        order, key = sent[0], sent[3] or ""
        known = told.get((order, key))
        if known is None and key:
            key = reference(key)
            known = told.get((order, key))
        if known is not None and known[19] is None:
            one = _as_tracked(sent, known, abroad)
        else:
            one = _as_noticed(_as_sent(sent, key), known)
        found.setdefault(order, []).append(one)
    return Sightings(found, {key: row[2] for key, row in told.items()})


def _told(connection: Connection, ids: str) -> dict[tuple[int, str], Bare]:
    """Return the best of what is told of each parcel."""
    told: dict[tuple[int, str], Bare] = {}
    for row in bare_rows(connection, TRACKED, ids):
        if not _is_silent(row):
            told.setdefault((row[0], row[1]), row)
    return told


def _is_silent(row: Bare) -> bool:
    """Say that a source tracks a parcel and has heard nothing of it yet."""
    return row[4] == UNKNOWN and row[9] is None and row[12] is None and row[13] is None


def _as_noticed(sent: Sighted, row: Bare | None) -> Sighted:
    """Let a message that a parcel has come calm an alarm; it raises none, for it is no scan."""
    if row is None or row[4] != ParcelStatus.DELIVERED.value or sent.status in ENDED:
        return sent
    return replace(sent, status=ParcelStatus.DELIVERED, delivered=_seen(row[9]))


def _as_sent(sent: Bare, key: str) -> Sighted:
    return Sighted(
        key,
        sent[2],
        sent[3],
        STATUSES.get(sent[1], ParcelStatus.UNKNOWN),
        is_tracked=False,
        made=_at(sent[4], sent[5]),
        shipped=_at(sent[6], sent[7]),
        delivered=_at(sent[8], sent[9]),
    )


def _as_tracked(sent: Bare, row: Bare, abroad: Mapping[int, bool]) -> Sighted:
    """Read a parcel by the places of columns in SENT and TRACKED: names take thrice as long."""
    status = STATUSES.get(row[4], ParcelStatus.UNKNOWN)
    came = _at(row[14], row[15])
    if came is None and status is ParcelStatus.DELIVERED:
        came = _seen(row[9])
    foretold = _foretold(*row[20:24]) if row[20] and row[21] else None
    return Sighted(
        row[1],
        sent[2] or row[3],
        sent[3],
        status,
        said=row[6],
        words=_folded(row[6], row[5]),
        fault=FAULTS.get(row[18]),
        made=_at(sent[4], sent[5]),
        shipped=_at(sent[6], sent[7]),
        first_scan=_seen(row[8]),
        last_scan=_seen(row[9]),
        said_at=_at(row[16], row[17]),
        promised=_until(row[10], row[11]),
        estimated=_until(row[12], row[13]),
        delivered=came,
        expected=None if foretold is None else _until(None, row[20]),
        foretold=foretold,
        had_attempt=bool(row[7]),
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
def _foretold(half: str, most: str, samples: int, alike: str | None) -> Forecast:
    """Read a forecast; those of one lane that left on one day have the same."""
    return Forecast(date.fromisoformat(half), date.fromisoformat(most), samples, alike or "")


@lru_cache(DATES)
def _folded(said: str | None, status: str | None) -> str:
    return " ".join(filter(None, (said, status))).casefold()


@lru_cache(DATES)
def _read(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=UTC)
