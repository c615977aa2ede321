"""Timelines: a keyset page of each profile, merged, with the sources of what is shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import groupby, islice
from operator import attrgetter

from sqlalchemy import Connection, Select, case, func, select, tuple_

from agent_console.domain.acting.mailing import CAME_BACK
from agent_console.domain.identity import folded
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Position, Source, TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.storage.asking.among import IDS, among, listed
from agent_console.storage.readers import twins
from agent_console.storage.readers.returned import came_back
from agent_console.storage.rows import (
    AnyRow,
    channel_of,
    direction_of,
    moment_of,
    money_or_none,
)
from agent_console.storage.store import Store
from agent_console.storage.tables.events import observation, timeline_entry
from agent_console.storage.tables.people import connection as connections

ENTRY = timeline_entry.c
SHOWN = (ENTRY.title, ENTRY.text, ENTRY.order_number, ENTRY.shipment_number)
WORDS = func.coalesce(ENTRY.words, func.lower(func.concat_ws(" ", *SHOWN)))
"""What the search in a history looks through: folded, if only by ASCII where that is enough."""


TOLD = (
    select(
        observation.c.event_id,
        observation.c.external_id,
        observation.c.heard_at,
        observation.c.city,
        observation.c.region,
        observation.c.country,
        case((observation.c.kind == EntryKind.NOTE.value, observation.c.text)).label("words"),
        connections.c.name,
        connections.c.kind,
    )
    .join(connections, connections.c.id == observation.c.connection_id)
    .where(among(observation.c.event_id))
    .order_by(observation.c.channel.is_not(None), observation.c.id)
)
"""Who tells an event; of a scan those first who track it, then what mails tell of it."""


@dataclass(frozen=True, slots=True)
class StoredTimelines:
    """Reads timelines (port TimelineReader)."""

    store: Store

    def page(self, profiles: Sequence[ProfileId], wish: TimelineWish) -> Sequence[TimelineEntry]:
        """Return up to `limit` entries, newest first; with `after`, the ones just newer than it."""
        with self.store.read() as connection:
            pages = [connection.execute(_statement(one, wish)).all() for one in profiles]
            rows = _merged(pages, wish)
            told = _told(connection, _shown_as(connection, rows, wish))
            returned = came_back(connection, rows, profiles)
        entries = [_entry(row, told.get(row.event_id, _Told())) for row in rows]
        return [_marked(one, returned.get(one.event_id)) for one in entries]


def _merged(pages: Sequence[Sequence[AnyRow]], wish: TimelineWish) -> list[AnyRow]:
    upwards = wish.after is not None
    in_order = merge(*pages, key=lambda row: (row.sort_at, row.event_id), reverse=not upwards)
    rows = list(islice(_once(in_order), wish.limit))
    return rows[::-1] if upwards else rows


def _once(rows: Iterable[AnyRow]) -> Iterator[AnyRow]:
    """Yield an event once that is on the timelines of several profiles of the customer."""
    return (next(same) for _, same in groupby(rows, key=attrgetter("sort_at", "event_id")))


def _statement(profile: ProfileId, wish: TimelineWish) -> Select[tuple[object, ...]]:
    statement = select(timeline_entry).where(ENTRY.profile_id == profile)
    place = tuple_(ENTRY.sort_at, ENTRY.event_id)
    if wish.before is not None:
        statement = statement.where(place < _bound(wish.before))
    if wish.after is not None:
        statement = statement.where(place > _bound(wish.after))
    if twins.are_one(wish):
        statement = statement.where(twins.IS_LINE)
    if wish.kinds:
        statement = statement.where(ENTRY.kind.in_(sorted(kind.value for kind in wish.kinds)))
    for word in folded(wish.text).split():
        statement = statement.where(WORDS.contains(word, autoescape=True))
    if wish.after is not None:
        return statement.order_by(ENTRY.sort_at, ENTRY.event_id).limit(wish.limit)
    return statement.order_by(ENTRY.sort_at.desc(), ENTRY.event_id.desc()).limit(wish.limit)


def _bound(at: Position) -> tuple[int, int]:
    return (at.sort_at, at.event_id)


@dataclass(slots=True)
class _Told:
    """Who told an event, whose words are shown first, and where it was as the first knows."""

    sources: list[Source] = field(default_factory=list)
    place: Place | None = None


def _shown_as(connection: Connection, rows: Sequence[AnyRow], wish: TimelineWish) -> dict[int, int]:
    """Return which events are told on a page, and as which of its lines."""
    itself = {row.event_id: row.event_id for row in rows}
    return itself | (twins.told_by_shops(connection, rows) if twins.are_one(wish) else {})


def _told(connection: Connection, shown: Mapping[int, int]) -> dict[int, _Told]:
    found: dict[int, _Told] = {}
    if not shown:
        return found
    rows = connection.execute(TOLD, {IDS: listed(shown)}).all()
    for row in sorted(rows, key=lambda row: shown[row.event_id] != row.event_id):
        told = found.setdefault(shown[row.event_id], _Told())
        told.sources.append(Source(row.name, row.kind, row.external_id, row.heard_at, row.words))
        if row.city and told.place is None:
            told.place = Place(row.city, row.region, row.country)
    return found


def _marked(entry: TimelineEntry, returned: str | None) -> TimelineEntry:
    return replace(entry, status=CAME_BACK, remark=returned) if returned else entry


def _entry(row: AnyRow, told: _Told) -> TimelineEntry:
    return TimelineEntry(
        event_id=row.event_id,
        sort_at=row.sort_at,
        kind=EntryKind(row.kind),
        status=row.status,
        title=row.title,
        text=row.text,
        moment=moment_of(row, "told"),
        sources=tuple(told.sources),
        order=row.order_number,
        shipment=row.shipment_number,
        channel=channel_of(row),
        direction=direction_of(row),
        amount=money_or_none(row, "amount"),
        author=row.author,
        place=told.place,
    )
