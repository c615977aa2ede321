"""What was learned, written down: one row for the days parcels take, one for their pauses."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select

from agent_console.domain.forecasting.delivery_days import Almanac, DeliveryDays
from agent_console.domain.forecasting.gaps import Gap, Gaps, Scope
from agent_console.domain.forecasting.learning import Learned
from agent_console.domain.forecasting.samples import Sent
from agent_console.domain.forecasting.spread import Spread
from agent_console.domain.tracking.forecast import FEWEST
from agent_console.ports.tracking.forecasting import Lesson
from agent_console.storage.store import Store
from agent_console.storage.tables.parcels import journey
from agent_console.storage.tables.parcels import lesson as table

DAYS, PAUSES = "days", "pauses"
MOST_BYTES = 64 << 20


class DaysContent(msgspec.Struct):
    """How many days parcels take, as it is kept."""

    almanac: list[tuple[str, str, list[int], list[tuple[int, int]]]]
    spreads: list[tuple[list[str], float, dict[int, float], int]]
    trust: list[tuple[list[str], float, float]]


class PausesContent(msgspec.Struct):
    """How long parcels pause, in seconds, as it is kept."""

    gaps: list[tuple[str, str, float, float, float, int]]
    quiet: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class StoredGaps:
    """Reads how long parcels usually stay silent (port GapReader)."""

    store: Store

    def gaps(self) -> Gaps:
        """Return what was learned last; nothing where too few parcels have come yet."""
        with self.store.read() as connection:
            kept = connection.execute(
                select(table.c.content).where(table.c.name == PAUSES)
            ).scalar_one_or_none()
        return Gaps() if kept is None else _gaps(kept)

    def scopes(self, subjects: Collection[int]) -> Mapping[int, Scope]:
        """Return the carrier and lane of parcels that were scanned, as `Gaps` names them."""
        with self.store.read() as connection:
            rows = connection.execute(
                select(journey.c.subject_id, journey.c.sent).where(
                    journey.c.subject_id.in_(sorted(subjects)), journey.c.sent.is_not(None)
                )
            ).all()
        sent = {row.subject_id: msgspec.json.decode(row.sent, type=Sent) for row in rows}
        return {about: (one.carrier, one.lane()) for about, one in sent.items()}


def read(connection: Connection) -> Lesson | None:
    """Return what was learned last of the days parcels take."""
    row = connection.execute(select(table).where(table.c.name == DAYS)).one_or_none()
    if row is None:
        return None
    told = msgspec.json.decode(_unpacked(row.content), type=DaysContent)
    days = {
        (carrier, country): DeliveryDays(frozenset(closed), frozenset(holidays))
        for carrier, country, closed, holidays in told.almanac
    }
    spreads = {
        tuple(scope): Spread(half_life, weights, samples)
        for scope, half_life, weights, samples in told.spreads
    }
    trust = {tuple(scope): (lost, weight) for scope, lost, weight in told.trust}
    return Lesson(Learned(Almanac(days), spreads, trust), row.samples, row.at)


def write(connection: Connection, taught: Lesson, gaps: Gaps) -> None:
    """Keep what was learned; of what rests on too few parcels nothing is ever asked."""
    learned = taught.learned
    days = DaysContent(
        [
            (*scope, sorted(one.closed), sorted(one.holidays))
            for scope, one in learned.almanac.by_scope.items()
        ],
        [
            (list(scope), one.half_life, one.weights, one.samples)
            for scope, one in learned.spreads.items()
            if one.samples >= FEWEST
        ],
        [(list(scope), *sums) for scope, sums in learned.trust.items()],
    )
    shared = {"samples": taught.samples, "at": taught.at}
    rows = [
        {"name": DAYS, "content": _packed(days), **shared},
        {"name": PAUSES, "content": _packed(_pauses(gaps)), **shared},
    ]
    connection.execute(delete(table))
    connection.execute(insert(table), rows)


def _pauses(gaps: Gaps) -> PausesContent:
    return PausesContent(
        [
            (
                *scope,
                one.usual.total_seconds(),
                one.rare.total_seconds(),
                one.longest.total_seconds(),
                one.samples,
            )
            for scope, one in gaps.by_scope.items()
        ],
        {carrier: sorted(days) for carrier, days in gaps.quiet.items()},
    )


def _gaps(kept: bytes) -> Gaps:
    told = msgspec.json.decode(_unpacked(kept), type=PausesContent)
    by_scope = {
        (carrier, lane): Gap(
            timedelta(seconds=usual), timedelta(seconds=rare), timedelta(seconds=longest), samples
        )
        for carrier, lane, usual, rare, longest, samples in told.gaps
    }
    return Gaps(by_scope, {carrier: frozenset(days) for carrier, days in told.quiet.items()})


def _packed(content: msgspec.Struct) -> bytes:
    return zlib.compress(msgspec.json.encode(content), 6)


def _unpacked(kept: bytes) -> bytes:
    return zlib.decompressobj().decompress(kept, MOST_BYTES)
