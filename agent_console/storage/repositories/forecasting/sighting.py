"""Parcels put together from all who track them, as far as their way can teach anything.

What messages tell of a parcel teaches nothing: they name hardly a time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from sqlalchemy import Connection, select

from agent_console.domain.forecasting.samples import Area, Sent, day_of, unusable
from agent_console.domain.moment import Moment, Precision
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.carrier_names import carrier_and_service
from agent_console.ports.tracking.forecasting import FirstSaid, Sighted
from agent_console.storage.columns import address_of
from agent_console.storage.repositories.forecasting.foretold import ENDED
from agent_console.storage.rows import AnyRow, moment_of, moment_or_none
from agent_console.storage.tables.events import observation, subject
from agent_console.storage.tables.orders import customer_order, shipment
from agent_console.storage.tables.parcels import journey, parcel

UNSENT = frozenset({ParcelStatus.PRE_TRANSIT.value, ParcelStatus.UNKNOWN.value})
GIVEN_UP = timedelta(days=90)
"""Whoever has not come by then is asked for no more."""

Rows = dict[int, list[AnyRow]]


@dataclass(frozen=True, slots=True)
class Told:
    """All rows that tell of some parcels, by their subjects."""

    records: Rows
    scans: Rows
    addresses: Mapping[int, Area]
    returning: Collection[str]
    before: Mapping[int, FirstSaid]


def sightings(connection: Connection, subjects: Mapping[int, int], now: datetime) -> list[Sighted]:
    """Return what is known of parcels; `subjects` are their newest rows by subject."""
    told = _told(connection, sorted(subjects))
    return [_sighted(told, one, subjects[one], now) for one in sorted(subjects)]


def _sighted(told: Told, about: int, record: int, now: datetime) -> Sighted:
    rows, scans = told.records.get(about, []), told.scans.get(about, [])
    if not rows:
        return Sighted(about, record, now.date(), is_over=True, trouble="nobody tells of it")
    newest, heard_at = rows[0], max(row.last_heard for row in rows)
    moving = [row for row in scans if row.status not in UNSENT and _moment(row) != Moment()]
    moving.sort(key=lambda row: _moment(row).told_key())
    sent = _sent(told, newest, moving, about)
    delivered, has_come = _delivered(rows, moving)
    began = min(row.first_heard for row in rows)
    is_over = has_come or newest.status in ENDED or now - began > GIVEN_UP
    return Sighted(
        about,
        record,
        _known_by(heard_at, moving),
        is_over,
        sent,
        delivered,
        _trouble(told, newest, sent, delivered) if is_over else None,
        _times(moving),
        told.before.get(about, FirstSaid()),
        heard_at,
    )


def _trouble(told: Told, newest: AnyRow, sent: Sent | None, delivered: date | None) -> str | None:
    if newest.reference in told.returning:
        return "it came back from the customer"
    if delivered is None:
        return "nobody says when it came"
    if sent is not None and not sent.carrier:
        return "nobody names its carrier"
    return unusable(None if sent is None else sent.shipped, delivered)


def _sent(told: Told, newest: AnyRow, moving: Sequence[AnyRow], about: int) -> Sent | None:
    first = next((row for row in moving if row.status != ParcelStatus.DELIVERED.value), None)
    shipped = None if first is None else day_of(_moment(first))
    if first is None or shipped is None:
        return None
    carrier, service = carrier_and_service(newest.carrier or "")
    return Sent(
        carrier,
        shipped,
        Area(first.country or "", first.region or first.city or ""),
        told.addresses.get(about, Area()),
        service,
        day_of(moment_or_none(newest, "estimated")),
        day_of(moment_or_none(newest, "promised")),
    )


def _delivered(rows: Sequence[AnyRow], moving: Sequence[AnyRow]) -> tuple[date | None, bool]:
    """Return the day a parcel came, and whether it came at all."""
    came = [row for row in rows if row.status == ParcelStatus.DELIVERED.value]
    scanned = (row for row in moving if row.status == ParcelStatus.DELIVERED.value)
    stated = (moment_or_none(row, "delivered") for row in came)
    days = (day_of(one) for one in (*stated, *map(_moment, scanned)))
    return (next((day for day in days if day is not None), None), True) if came else (None, False)


def _known_by(heard_at: datetime, moving: Sequence[AnyRow]) -> date:
    """Return the day up to which all is known, as days lie where the parcel was last."""
    if not moving:
        return heard_at.date()
    last = _moment(moving[-1])
    return max(heard_at.astimezone(_zone(last)).date(), day_of(last) or heard_at.date())


def _times(moving: Iterable[AnyRow]) -> tuple[datetime, ...]:
    """Return when a parcel was scanned, by the most exact clock that tells it."""
    exact = [_moment(row) for row in moving]
    for precision in (Precision.INSTANT, Precision.WALL_CLOCK):
        if times := {_time(one) for one in exact if one.precision() is precision}:
            return tuple(sorted(times))
    return ()


def _time(moment: Moment) -> datetime:
    if moment.utc is not None:
        return moment.utc.astimezone(_zone(moment))
    return datetime.fromisoformat(moment.local or "").replace(tzinfo=UTC)


def _zone(moment: Moment) -> timezone:
    if not moment.offset:
        return UTC
    told = datetime.fromisoformat(f"2000-01-01T00:00:00{moment.offset}").utcoffset()
    return timezone(told or timedelta(0))


def _moment(row: AnyRow) -> Moment:
    return moment_of(row, "told")


def _told(connection: Connection, subjects: Sequence[int]) -> Told:
    records = _by_subject(
        connection.execute(
            select(parcel)
            .where(parcel.c.subject_id.in_(subjects), parcel.c.channel.is_(None))
            .order_by(
                parcel.c.last_seen.desc().nulls_last(),
                parcel.c.last_heard.desc(),
                parcel.c.id.desc(),
            )
        ).all()
    )
    saying = observation.c
    scans = select(
        *(saying.subject_id, saying.status, saying.told_utc, saying.told_local),
        *(saying.told_offset, saying.city, saying.region, saying.country),
    ).where(
        saying.subject_id.in_(subjects),
        saying.kind == EntryKind.SCAN.value,
        saying.channel.is_(None),
    )
    numbers = {row.reference for rows in records.values() for row in rows}
    back = select(shipment.c.reference).where(
        shipment.c.reference.in_(sorted(numbers)), shipment.c.is_return
    )
    return Told(
        records,
        _by_subject(connection.execute(scans).all()),
        _addresses(connection, subjects),
        set(connection.execute(back).scalars()),
        _before(connection, subjects),
    )


def _by_subject(rows: Iterable[AnyRow]) -> Rows:
    found: Rows = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row)
    return found


def _addresses(connection: Connection, subjects: Sequence[int]) -> dict[int, Area]:
    rows = connection.execute(
        select(subject.c.id, customer_order.c.address)
        .join(customer_order, customer_order.c.profile_id == subject.c.profile_id)
        .where(
            subject.c.id.in_(subjects),
            customer_order.c.number == subject.c.order_number,
            customer_order.c.address.is_not(None),
        )
    )
    told = {row.id: address_of(row.address) for row in rows}
    return {
        about: Area(one.country, one.region or "", one.postcode)
        for about, one in told.items()
        if one is not None
    }


def _before(connection: Connection, subjects: Sequence[int]) -> dict[int, FirstSaid]:
    rows = connection.execute(select(journey).where(journey.c.subject_id.in_(subjects)))
    return {row.subject_id: first_said(row) for row in rows}


def first_said(row: AnyRow) -> FirstSaid:
    """Read what was said of a parcel when it had just left."""
    said = (row.said_half, row.said_most, row.said_median, row.said_estimated)
    return FirstSaid(*(day and date.fromisoformat(day) for day in said))
