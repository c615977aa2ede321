"""Parcels that hang on orders, as those tell them who track them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC

from sqlalchemy import Connection, func, select

from agent_console.domain.customer import Namesake, Tracked
from agent_console.domain.event import Heard, lead
from agent_console.domain.moment import Moment, from_microseconds, instant
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.forecast import Forecast
from agent_console.storage.repositories.forecasting.foretold import ENDED, foretold
from agent_console.storage.repositories.parcels.speaking import FIRST
from agent_console.storage.rows import AnyRow, channel_of, fault_of, moment_or_none, observation_of
from agent_console.storage.tables.events import event, observation, subject
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import connection as connections

OrderKey = tuple[int, str]
"""(profile row, order number): where a parcel hangs."""

UNTOLD = (None, ParcelStatus.UNKNOWN.value)


def tracked(
    connection: Connection, references: Collection[str], *, scans: bool
) -> dict[OrderKey, list[Tracked]]:
    """Return the parcels of these numbers by their orders, with or without their scans.

    Of a parcel that several sources track, the one that saw it last speaks, and what messages tell
    of it only where nobody tracks it; one that has nothing to tell yet is left out.
    """
    rows = [row for row in _rows(connection, references) if not _is_silent(row)]
    by_subject = {row.subject_id: row for row in reversed(rows)}
    wanted = [one for one, row in by_subject.items() if scans or _keeps_why(row)]
    told = _scans(connection, wanted)
    forecasts = _forecasts(connection, by_subject)
    found: dict[OrderKey, list[Tracked]] = {}
    for row in (row for row in rows if by_subject[row.subject_id] is row):
        one = _tracked(row, tuple(told.get(row.subject_id, ())), scans=scans)
        one = replace(one, forecast=forecasts.get(row.subject_id))
        found.setdefault((row.profile_id, row.order_number), []).append(one)
    return found


def _forecasts(connection: Connection, told: Mapping[int, AnyRow]) -> Mapping[int, Forecast]:
    to_come = {about for about, row in told.items() if row.status not in ENDED}
    return foretold(connection, to_come)


def _tracked(row: AnyRow, told: tuple[Scan, ...], *, scans: bool) -> Tracked:
    read = replace(_shipment(row), scans=told if scans else ())
    is_why, since = _keeps_why(row), _since(read, told)
    return Tracked(
        row.reference,
        read,
        row.source,
        row.last_heard,
        is_why,
        since if is_why else None,
        channel=channel_of(row),
    )


def namesakes(
    connection: Connection, references: Collection[str]
) -> dict[str, tuple[Namesake, ...]]:
    """Return by its number, normalised, what bears one of these and hangs on no order."""
    found: dict[str, tuple[Namesake, ...]] = {}
    if not references:
        return found
    rows = connection.execute(
        select(
            parcel.c.reference,
            func.min(parcel.c.carrier).label("carrier"),
            func.min(parcel.c.first_seen).label("first_seen"),
            func.max(parcel.c.last_seen).label("last_seen"),
            func.count().filter(~parcel.c.is_exact).label("inexact"),
        )
        .join(subject, subject.c.id == parcel.c.subject_id)
        .where(
            parcel.c.reference.in_(sorted(references)),
            subject.c.profile_id.is_(None),
            parcel.c.channel.is_(None),
        )
        .group_by(parcel.c.subject_id, parcel.c.reference)
        .order_by(func.max(parcel.c.last_seen).desc().nulls_last(), parcel.c.subject_id)
    )
    for row in rows:
        first, last = (_seen(key, row.inexact) for key in (row.first_seen, row.last_seen))
        one = Namesake(row.reference, row.carrier, first, last)
        found[row.reference] = (*found.get(row.reference, ()), one)
    return found


def _seen(key: int | None, inexact: int) -> Moment | None:
    """Return a time of which only the sort key was kept; without a zone, no more than its day."""
    if key is None:
        return None
    at = from_microseconds(key)
    return Moment(local=at.astimezone(UTC).date().isoformat()) if inexact else instant(at)


def _rows(connection: Connection, references: Collection[str]) -> Sequence[AnyRow]:
    if not references:
        return ()
    return connection.execute(
        select(
            parcel, subject.c.profile_id, subject.c.order_number, connections.c.name.label("source")
        )
        .join(subject, subject.c.id == parcel.c.subject_id)
        .join(connections, connections.c.id == parcel.c.connection_id)
        .where(parcel.c.reference.in_(sorted(references)), subject.c.profile_id.is_not(None))
        .order_by(*FIRST, parcel.c.id.desc())
    ).all()


def _is_silent(row: AnyRow) -> bool:
    """Say that a source tracks a parcel and has heard nothing of it yet."""
    said = (row.status_text or "").lower() or None
    is_untold = row.status == ParcelStatus.UNKNOWN and said in UNTOLD
    return is_untold and row.last_seen is None and moment_or_none(row, "estimated") is None


def _keeps_why(row: AnyRow) -> bool:
    said_at, last = moment_or_none(row, "said"), row.last_seen
    return said_at is not None and last is not None and said_at.sort_key(row.last_heard) < last


def _since(read: Shipment, scans: Sequence[Scan]) -> Scan | None:
    """Return the last that was told after its words; where it was rather than what was planned."""
    said_at = read.said_at
    if said_at is None:
        return None
    key = said_at.told_key()
    later = [one for one in scans if one.moment != Moment() and one.moment.told_key() > key]
    worded = sorted((one for one in later if one.text), key=lambda one: one.moment.told_key())
    placed = [one for one in worded if one.place.city]
    return next(reversed(placed or worded), None)


def _shipment(row: AnyRow) -> Shipment:
    return Shipment(
        carrier=row.carrier,
        number=row.number,
        status=row.status,
        status_text=row.status_text,
        unique_id=row.unique_id,
        promised=moment_or_none(row, "promised"),
        estimated=moment_or_none(row, "estimated"),
        delivered=moment_or_none(row, "delivered"),
        signed_by=row.signed_by,
        had_attempt=row.had_attempt,
        said=row.said,
        said_at=moment_or_none(row, "said"),
        fault=fault_of(row),
    )


def _scans(connection: Connection, subjects: Sequence[int]) -> Mapping[int, Sequence[Scan]]:
    """Return what happened to parcels, each event as its best source tells it, in order.

    What only messages tell is no scan.
    """
    by_event: dict[tuple[int, int], list[Heard]] = {}
    for row in _sayings(connection, subjects):
        heard = Heard(observation_of(row), row.heard_at, row.told_again_at)
        by_event.setdefault((row.subject_id, row.event_id), []).append(heard)
    found: dict[int, list[Scan]] = {}
    for (subject_id, _), sayings in by_event.items():
        found.setdefault(subject_id, []).append(_scan(lead(sayings)))
    return found


def _sayings(connection: Connection, subjects: Sequence[int]) -> Iterator[AnyRow]:
    if not subjects:
        return
    yield from connection.execute(
        select(
            observation, subject.c.kind.label("subject_kind"), subject.c.key.label("subject_key")
        )
        .join(subject, subject.c.id == observation.c.subject_id)
        .join(event, event.c.id == observation.c.event_id)
        .where(
            observation.c.subject_id.in_(subjects),
            observation.c.kind == EntryKind.SCAN.value,
            observation.c.channel.is_(None),
        )
        .order_by(event.c.sort_at, event.c.id, observation.c.id)
    )


def _scan(heard: Heard) -> Scan:
    said = heard.observation
    return Scan(said.code, said.text, said.status, said.moment, said.place or Place(), said.fault)
