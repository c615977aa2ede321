"""How parcels went: taken up as they are told, for as long as they are under way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection, func, or_, select

from agent_console.domain.forecasting.calibration import Calibration, CameTrue, judged
from agent_console.domain.forecasting.gaps import Gaps, Journey
from agent_console.domain.forecasting.samples import Finished, Sent
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.forecast import Forecast
from agent_console.ports.tracking.forecasting import Lesson, Sighted
from agent_console.storage.bulk import Row
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories.forecasting import lessons
from agent_console.storage.repositories.forecasting.sighting import first_said, sightings
from agent_console.storage.repositories.watching.stirring import stir
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.events import subject
from agent_console.storage.tables.parcels import journey, parcel
from agent_console.storage.tables.parcels import lesson as taught_rows

LATE_ROWS = 500
"""Where several write, rows with lower numbers may come later."""
LOOK_AGAIN = timedelta(days=1)
"""Time passes, also for a parcel of which nothing is heard."""
JUDGED = 5_000
BY_SUBJECT = Taken(("subject_id",))


@dataclass(frozen=True, slots=True)
class StoredJourneys:
    """Keeps how parcels went (ports JourneyBook and CalibrationReader)."""

    store: Store

    def sighted(self, now: datetime, limit: int) -> Sequence[Sighted]:
        """Return parcels that are new, or of which something was heard since they were kept."""
        with self.store.read() as connection:
            due = _new(connection, limit)
            if len(due) < limit:
                due = _heard_of(connection, now, limit - len(due)) | due
            return sightings(connection, due, now) if due else ()

    def keep(self, told: Sequence[tuple[Sighted, Forecast | None]], now: datetime) -> None:
        """Keep how parcels went so far, and for when they are foretold."""
        with self.store.write() as connection:
            rows = [_row(one, forecast, now) for one, forecast in told]
            stir(connection, _foretold_anew(connection, rows))
            upsert(connection, journey, rows, BY_SUBJECT)
        self.store.give_way()

    def samples(self) -> int:
        """Count the parcels that can be learned from."""
        with self.store.read() as connection:
            return connection.execute(
                select(func.count()).select_from(journey).where(journey.c.learned_from)
            ).scalar_one()

    def finished(self, most: int) -> Sequence[Finished]:
        """Return the parcels that left last and have come, the earliest first."""
        with self.store.read() as connection:
            return [_finished(row) for row in _latest(connection, most)]

    def journeys(self, most: int) -> Sequence[Journey]:
        """Return the scans of the parcels that left last and have come."""
        with self.store.read() as connection:
            rows = [(row, _sent(row)) for row in _latest(connection, most)]
        return [Journey(sent.carrier, sent.lane(), _scans(row)) for row, sent in rows]

    def lesson(self) -> Lesson | None:
        """Return what was learned last."""
        with self.store.read() as connection:
            return lessons.read(connection)

    def teach(self, lesson: Lesson, gaps: Gaps) -> None:
        """Keep what was learned in place of what was learned before."""
        with self.store.write() as connection:
            lessons.write(connection, lesson, gaps)

    def calibration(self) -> Calibration:
        """Judge what was said of the parcels that have come last."""
        with self.store.read() as connection:
            rows = connection.execute(
                select(journey)
                .where(journey.c.learned_from, journey.c.said_half.is_not(None))
                .order_by(journey.c.shipped.desc())
                .limit(JUDGED)
            ).all()
        return judged(one for one in map(_came_true, rows) if one is not None)


def _new(connection: Connection, limit: int) -> dict[int, int]:
    """Return parcels that were not kept yet, or that somebody else tells of too by now."""
    last = connection.execute(select(func.max(journey.c.record))).scalar_one() or 0
    rows = connection.execute(
        select(parcel.c.subject_id, parcel.c.id)
        .outerjoin(journey, journey.c.subject_id == parcel.c.subject_id)
        .where(
            parcel.c.id > last - LATE_ROWS,
            parcel.c.channel.is_(None),
            or_(journey.c.subject_id.is_(None), journey.c.record < parcel.c.id),
        )
        .order_by(parcel.c.id)
        .limit(limit)
    )
    return {row.subject_id: row.id for row in rows}


def _heard_of(connection: Connection, now: datetime, limit: int) -> dict[int, int]:
    """Return parcels to come of which something was heard, or learned, or nothing for a day."""
    taught = select(func.max(taught_rows.c.at)).scalar_subquery()
    rows = connection.execute(
        select(journey.c.subject_id, journey.c.record)
        .outerjoin(parcel, parcel.c.subject_id == journey.c.subject_id)
        .where(
            journey.c.is_open,
            or_(
                journey.c.looked_at < now - LOOK_AGAIN,
                journey.c.looked_at < taught,
                parcel.c.last_heard > journey.c.heard_at,
            ),
        )
        .order_by(journey.c.looked_at)
        .limit(limit)
    )
    return {row.subject_id: row.record for row in rows}


def _row(one: Sighted, forecast: Forecast | None, now: datetime) -> Row:
    sent, said = one.sent, one.first_said
    is_sample = one.delivered is not None and one.trouble is None and sent is not None
    told = forecast or Forecast(None, None, 0, "")
    return {
        "subject_id": one.subject,
        "record": one.record,
        "is_open": not one.is_over,
        "learned_from": is_sample,
        "sent": _json(sent and replace(sent, estimated=said.estimated)),
        "shipped": _text(None if sent is None else sent.shipped),
        "delivered": _text(one.delivered),
        "trouble": one.trouble,
        "scans": _json([at.isoformat() for at in one.scans] if is_sample else None),
        "half": _text(told.half),
        "most": _text(told.most),
        "samples": None if forecast is None else told.samples,
        "alike": told.like,
        "said_half": _text(said.half),
        "said_most": _text(said.most),
        "said_median": _text(said.median),
        "said_estimated": _text(said.estimated),
        "heard_at": one.heard_at,
        "looked_at": now,
    }


def _foretold_anew(connection: Connection, rows: Sequence[Row]) -> set[ProfileId]:
    """Return whose parcels are foretold for another day than before; they may be at risk now."""
    days = {row["subject_id"]: row["half"] for row in rows if row["half"] is not None}
    found = connection.execute(
        select(subject.c.id, subject.c.profile_id, journey.c.half)
        .outerjoin(journey, journey.c.subject_id == subject.c.id)
        .where(subject.c.id.in_(sorted(days)), subject.c.profile_id.is_not(None))
    )
    return {ProfileId(row.profile_id) for row in found if row.half != days[row.id]}


def _json(told: object) -> str | None:
    return None if told is None else msgspec.json.encode(told).decode()


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _latest(connection: Connection, most: int) -> Sequence[AnyRow]:
    rows = connection.execute(
        select(journey).where(journey.c.learned_from).order_by(journey.c.shipped.desc()).limit(most)
    ).all()
    return rows[::-1]


def _sent(row: AnyRow) -> Sent:
    return msgspec.json.decode(row.sent, type=Sent)


def _finished(row: AnyRow) -> Finished:
    return Finished(_sent(row), date.fromisoformat(row.delivered))


def _scans(row: AnyRow) -> list[datetime]:
    return msgspec.json.decode(row.scans or "[]", type=list[datetime])


def _came_true(row: AnyRow) -> CameTrue | None:
    said = first_said(row)
    if said.half is None or said.most is None:
        return None
    shipped, delivered = date.fromisoformat(row.shipped), date.fromisoformat(row.delivered)
    return CameTrue(shipped, delivered, said.half, said.most, said.median, said.estimated)
