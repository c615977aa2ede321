"""Records of parcels as rows: what a source states of a parcel, in each life of its number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agent_console.domain.moment import Moment, Precision
from agent_console.domain.parcel import ParcelStatus, Scan, Shipment
from agent_console.domain.tracking.sightings import nearest
from agent_console.ports.source import ParcelRecord
from agent_console.storage.columns import moment_row
from agent_console.storage.repositories.parcels.seats import Record, Seat
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import AnyRow


@dataclass(frozen=True, slots=True)
class Told:
    """A record with the hash of it, its rows as stored before, and the seats it takes now."""

    record: ParcelRecord
    content: int
    stored: Sequence[AnyRow]
    seats: Sequence[Seat]
    heard_at: datetime

    def key(self) -> Record:
        """Return what names it over all sources."""
        return self.seats[-1].record

    def renumbered(self) -> Iterator[Seat]:
        """Yield the seats under which it had another number before, or wrote it in another way."""
        before = {row.id: row.number for row in self.stored}
        now = self.record.shipment.number or ""
        yield from (one for one in self.seats if before.get(one.row_id, now) != now)


def rows(
    told: Telling, one: Told, about: Mapping[tuple[Record, int], int]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a record, one for each of its seats; `about` are their subjects."""
    stored = {row.id: row for row in one.stored}
    for seat in one.seats:
        shared = _shared(told, one, seat) | {"subject_id": about[one.key(), seat.life]}
        if seat is one.seats[-1]:
            yield shared | _stated(one.record.shipment)
        elif seat.row_id is None:
            yield shared | _stated(_as_it_ended(one, seat))
        else:
            before = _stated(one.record.shipment).keys()
            yield shared | {name: getattr(stored[seat.row_id], name) for name in before}


def _shared(told: Telling, one: Told, seat: Seat) -> dict[str, Any]:
    seen = seat.seen
    return {
        "connection_id": told.connection_id,
        "external_id": one.record.external_id,
        "life": seat.life,
        "carrier": seat.carrier,
        "number": one.record.shipment.number or "",
        "reference": seat.reference,
        "unique_id": seat.unique_id,
        "first_seen": seen and seen.first,
        "last_seen": seen and seen.last,
        "is_exact": seen is not None and seen.precision is Precision.INSTANT,
        "channel": seat.channel,
        "url": one.record.url,
        "content": one.content,
        "first_heard": one.heard_at,
        "last_heard": one.heard_at,
    }


def _stated(shipment: Shipment) -> dict[str, Any]:
    return {
        "status": str(shipment.status),
        "status_text": shipment.status_text,
        **moment_row("promised", shipment.promised),
        **moment_row("estimated", shipment.estimated),
        **moment_row("delivered", shipment.delivered),
        "said": shipment.said,
        **moment_row("said", shipment.said_at),
        "signed_by": shipment.signed_by,
        "had_attempt": shipment.had_attempt,
        "fault": shipment.fault,
    }


def _as_it_ended(one: Told, seat: Seat) -> Shipment:
    """Return an earlier parcel of the number as its last scan left it."""
    last = max(_scans_of(one, seat), key=lambda scan: scan.moment.told_key())
    is_there = last.status == ParcelStatus.DELIVERED
    return Shipment(
        carrier=seat.carrier,
        number=one.record.shipment.number,
        status=last.status,
        status_text=last.text,
        fault=last.fault if not is_there else None,
        delivered=last.moment if is_there else None,
        said=last.text,
        said_at=last.moment,
    )


def _scans_of(one: Told, seat: Seat) -> Iterator[Scan]:
    windows = [each.seen for each in one.seats]
    for scan in one.record.shipment.scans:
        if scan.moment != Moment() and one.seats[nearest(scan.moment, windows)] is seat:
            yield scan
