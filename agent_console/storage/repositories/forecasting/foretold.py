"""For when parcels are foretold, for whoever opens a customer."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.forecast import Forecast
from agent_console.storage.tables.parcels import journey

ENDED = frozenset(
    {
        ParcelStatus.DELIVERED.value,
        ParcelStatus.RETURN_TO_SENDER.value,
        ParcelStatus.CANCELLED.value,
    }
)
"""How parcels end; of these nothing is to come."""

FORETOLD = select(
    journey.c.subject_id, journey.c.half, journey.c.most, journey.c.samples, journey.c.alike
).where(
    journey.c.subject_id.in_(bindparam("subjects", expanding=True)),
    journey.c.is_open,
    journey.c.samples.is_not(None),
)


def foretold(connection: Connection, subjects: Collection[int]) -> dict[int, Forecast]:
    """Return the forecasts of parcels still to come, by their subjects."""
    if not subjects:
        return {}
    rows = connection.execute(FORETOLD, {"subjects": sorted(subjects)})
    return {
        row.subject_id: Forecast(_day(row.half), _day(row.most), row.samples, row.alike or "")
        for row in rows
    }


def _day(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
