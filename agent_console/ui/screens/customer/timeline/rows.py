"""The rows of a timeline: entries under their days, a machine's many folded into one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from itertools import groupby, islice

from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.screens.customer.timeline.folding import folded
from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS, way
from agent_console.ui.widgets.times import Times, short_day

FEWEST_FOLDED = 3
LINES_OF_NEWEST = (2, 1)
"""Lines below the title for what people wrote last, and for what they wrote before that."""


class RowKind(Enum):
    """What a row is."""

    DAY = auto()
    ENTRY = auto()
    FOLDED = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a day, an entry, or several entries folded into one (`entry` is the newest)."""

    kind: RowKind
    key: object
    day: date
    entry: TimelineEntry | None = None
    members: tuple[TimelineEntry, ...] = ()
    is_unfolded: bool = False
    is_member: bool = False
    text_lines: int = 0
    """So many lines its text has below the title; without one it goes on after the title."""

    def event_ids(self) -> frozenset[int]:
        """Return the ids of the folded events."""
        return frozenset(member.event_id for member in self.members)


def rows(
    entries: Sequence[TimelineEntry],
    unfolded: Collection[int],
    times: Times,
    *,
    is_cut_at_top: bool = False,
) -> Iterator[Row]:
    """Yield the rows of entries that stand newest first; newer ones are left out if it is cut."""
    lines = {} if is_cut_at_top else _lines_of_newest(entries)
    for row in _day_by_day(entries, unfolded, times):
        count = lines.get(id(row.entry))
        yield replace(row, text_lines=count) if count else row


def _lines_of_newest(entries: Sequence[TimelineEntry]) -> dict[int, int]:
    newest = islice(filter(_text, entries), len(LINES_OF_NEWEST))
    return {id(entry): count for entry, count in zip(newest, LINES_OF_NEWEST, strict=False)}


def _day_by_day(
    entries: Sequence[TimelineEntry], unfolded: Collection[int], times: Times
) -> Iterator[Row]:
    dated = ((times.day(entry.moment, entry.sort_at), entry) for entry in entries)
    for day, of_day in groupby(dated, key=lambda pair: pair[0]):
        told = [entry for _, entry in of_day]
        yield Row(RowKind.DAY, ("day", day, told[-1].event_id), day)
        yield from _of_one_day(day, told, unfolded)


def _of_one_day(
    day: date, entries: Sequence[TimelineEntry], unfolded: Collection[int]
) -> Iterator[Row]:
    """Yield a day's rows; what machines told of one order stands where its newest part stands."""
    groups = folded(entries)
    for entry in entries:
        group = groups.get(entry.event_id, ())
        if len(group) < FEWEST_FOLDED:
            yield Row(RowKind.ENTRY, entry.event_id, day, entry)
        elif entry is group[0]:
            fold = _fold(day, tuple(group), unfolded)
            yield fold
            shown = fold.members if fold.is_unfolded else ()
            yield from (Row(RowKind.ENTRY, o.event_id, day, o, is_member=True) for o in shown)


def _fold(day: date, told: tuple[TimelineEntry, ...], unfolded: Collection[int]) -> Row:
    is_unfolded = any(one.event_id in unfolded for one in told)
    return Row(RowKind.FOLDED, ("fold", told[-1].event_id), day, told[0], told, is_unfolded)


def title(row: Row) -> str:
    """Word a row: its entry's title, or how many are folded here, of what, and the newest."""
    if row.entry is None:
        return ""
    if row.kind is RowKind.ENTRY:
        return row.entry.named()
    return group(row) if row.is_unfolded else f"{group(row)}: {row.entry.title}"


def group(row: Row) -> str:
    """Say how many are folded here, and of what; an entry is no group."""
    if row.entry is None or row.kind is RowKind.ENTRY:
        return ""
    of = f"order {row.entry.order}" if row.entry.order else _said_by(row)
    return f"{len(row.members)} {_sort(row.members)}s, {of}{where(row)}"


def _sort(members: Sequence[TimelineEntry]) -> str:
    """Name what all of them are; a new date was scanned nowhere, so a scan has its place."""
    kinds = {member.kind for member in members}
    is_scanned = all(member.city() for member in members) or kinds != {EntryKind.SCAN}
    word = KIND_LOOKS[members[0].kind].word if len(kinds) == 1 and is_scanned else "update"
    return "update" if word == "order" else word


def where(row: Row) -> str:
    """Name the city of an entry, or from which city to which those went that are folded here."""
    if row.kind is RowKind.ENTRY:
        return row.entry.where() if row.entry else ""
    cities = [city for one in reversed(row.members) if (city := one.city())]
    if not cities:
        return ""
    first, last = cities[0], cities[-1]
    return f", {first} → {last}" if first != last else f", {first}"


def _said_by(row: Row) -> str:
    connections = _connections(row)
    return connections[0] if len(connections) == 1 else f"{len(connections)} sources"


def _connections(row: Row) -> tuple[str, ...]:
    told = row.members or ((row.entry,) if row.entry else ())
    return tuple(dict.fromkeys(source.connection for one in told for source in one.sources))


def has_body(row: Row) -> bool:
    """Say whether people may have written something that the row shows."""
    entry = row.entry
    return row.kind is RowKind.ENTRY and entry is not None and KIND_LOOKS[entry.kind].has_body


def body(row: Row) -> str:
    """Return what people wrote, where the row shows it."""
    entry = row.entry
    if entry is None or not has_body(row):
        return ""
    return _text(entry)


def _text(entry: TimelineEntry) -> str:
    if not KIND_LOOKS[entry.kind].has_body:
        return ""
    text = " ".join((entry.text or "").split())
    return "" if text == entry.title else text


def told(row: Row) -> str:
    """Return an entry's way, remark and text, or the titles of what is folded, as it is spoken."""
    if row.kind is RowKind.FOLDED:
        return "; ".join(member.named() for member in row.members)
    entry = row.entry
    if entry is None:
        return ""
    text = "" if entry.text == entry.title else entry.text or ""
    return "; ".join(filter(None, (way(entry), entry.remark, text)))


def source(row: Row) -> str:
    """Name who told it: the connection, and how many others."""
    connections = _connections(row)
    if not connections:
        return ""
    first, *others = connections
    return f"{first} +{len(others)}" if others else first


def with_age(told_by: str, entry: TimelineEntry, times: Times) -> str:
    """Say who told it and how old the data is."""
    age = times.age(entry.observed_at())
    return f"{told_by}  ·  {age}" if told_by and age else told_by or age


def spoken(row: Row, times: Times) -> str:
    """Name a row for screen readers: title, time, source."""
    if row.entry is None:
        return times.heading(row.day)
    when = f"{short_day(row.day)} {row.day.year} {times.time(row.entry.moment)}"
    return f"{title(row)}, {when}, {source(row)}"
