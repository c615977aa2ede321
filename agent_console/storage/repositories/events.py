"""Observations into events into timeline entries; told twice, they stay what they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    func,
    select,
    tuple_,
    update,
)

from agent_console.domain.event import MOST, Heard, Minutes, Teller, join, lead
from agent_console.domain.observation import EntryKind, Observation
from agent_console.storage.dialect import append_values, fresh_ids, insert_missing
from agent_console.storage.event_rows import (
    EVENT,
    OBSERVATION,
    Spelled,
    event_values,
    observation_values,
    spelled,
)
from agent_console.storage.repositories import projecting
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import event, observation, subject

EventKey = tuple[int, int]
"""(subject row, grouping)."""

SubjectKey = tuple[str, str]
"""(kind, key), the key unique over all connections."""

SUBJECTS = select(subject).where(
    tuple_(subject.c.kind, subject.c.key).in_(bindparam("keys", expanding=True))
)
HEARD = select(
    observation.c.id,
    observation.c.subject_id,
    observation.c.fingerprint,
    observation.c.event_id,
    observation.c.fault,
    func.coalesce(observation.c.told_again_at, observation.c.heard_at).label("told_at"),
).where(
    observation.c.connection_id == bindparam("connection"),
    observation.c.subject_id.in_(bindparam("subjects", expanding=True)),
)
HUNG = (
    update(subject)
    .where(subject.c.id == bindparam("row"))
    .values(profile_id=bindparam("owner"), order_number=bindparam("order"))
)
EXPLAINED = (
    update(observation).where(observation.c.id == bindparam("row")).values(fault=bindparam("why"))
)
EVENTS = select(event.c.id, event.c.subject_id, event.c.grouping).where(
    tuple_(event.c.subject_id, event.c.grouping).in_(bindparam("keys", expanding=True))
)
TOLD = (
    select(
        *(observation.c[name] for name in ("subject_id", "connection_id", "fingerprint")),
        *(observation.c[name] for name in ("external_id", "code", "text", "city")),
        event.c.grouping,
    )
    .join(event, event.c.id == observation.c.event_id)
    .where(
        observation.c.subject_id.in_(bindparam("subjects", expanding=True)),
        observation.c.kind == EntryKind.SCAN.value,
    )
    .order_by(observation.c.id)
)


class Said(NamedTuple):
    """An observation, where it belongs, and what it is about where several sources may tell."""

    observation: Observation
    place: Place
    shared_key: str | None = None


class _Placed(NamedTuple):
    """A saying with the row of its subject, spelled out."""

    subject_id: int
    said: Said
    spelled: Spelled

    def key(self) -> tuple[int, int]:
        """Return what makes it the same saying."""
        return self.subject_id, self.spelled.fingerprint


_Groups = dict[EventKey, list[_Placed]]
"""New sayings by the event they belong to."""

_Heard = Mapping[tuple[int, int], AnyRow]
"""What a connection has said before, by subject and fingerprint."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The rows of subjects; of the fresh ones nothing can have been heard yet."""

    ids: Mapping[SubjectKey, int]
    fresh: frozenset[int]


def save(connection: Connection, told: Telling, said: Sequence[Said]) -> Subjects:
    """Store what is new of what was said, bring events and timeline up to it; return subjects."""
    keys = [_subject_key(told, one) for one in said]
    about = _subjects(connection, {key: one.place for key, one in zip(keys, said, strict=True)})
    ids = [about.ids[key] for key in keys]
    tell(connection, told, list(zip(ids, said, strict=True)), about.fresh)
    return about


def tell(
    connection: Connection, told: Telling, said: Iterable[tuple[int, Said]], fresh: Set[int]
) -> None:
    """Store what is new of what was said of subjects, by their rows; of fresh ones all is new."""
    placed = [_Placed(about, one, told.ahead.spelled(one.observation)) for about, one in said]
    heard = _heard_before(connection, told, {one.subject_id for one in placed} - fresh)
    if heard:
        _take_back(connection, told, heard, placed)
        _explain(connection, heard, placed)
    if new := _unheard(heard, placed):
        old = {one.subject_id for one in new if one.spelled.minute is not None} - fresh
        minutes = _minutes(connection, old, {one.key() for one in placed}, told.connection_id)
        groups = _grouped(told, new, minutes)
        _write(connection, told, fresh, groups)


def _write(connection: Connection, told: Telling, fresh: Set[int], groups: _Groups) -> None:
    known = _event_ids(connection, [key for key in groups if key[0] not in fresh])
    leading = {key: _leading(told, each) for key, each in groups.items() if key not in known}
    words = {key: _spelled(groups[key], one.observation) for key, one in leading.items()}
    ids = known | _make_events(connection, leading, words)
    source = told.connection_id, told.heard_at
    rows = [
        observation_values(source, (key[0], ids[key]), one.spelled)
        for key, each in groups.items()
        for one in each
    ]
    append_values(connection, observation, OBSERVATION, rows)
    places = {key: each[-1].said.place for key, each in groups.items()}
    new = [projecting.Shown(ids[key], places[key], one, words[key]) for key, one in leading.items()]
    projecting.show(connection, new)
    projecting.project(connection, {ids[key]: places[key] for key in known})


def _spelled(each: Sequence[_Placed], leading: Observation) -> Spelled:
    """Return what leads an event spelled out; it may be put together of several."""
    found = (one.spelled for one in each if one.said.observation is leading)
    return next(found, None) or spelled(leading)


def _grouped(told: Telling, new: Sequence[_Placed], minutes: dict[int, Minutes]) -> _Groups:
    groups: _Groups = {}
    for one in new:
        said = one.said.observation
        grouping = one.spelled.minute
        if grouping is None:
            grouping = said.group(told.connection)
        else:
            there = minutes.setdefault(one.subject_id, {})
            grouping = join(there, grouping, _teller(told.connection_id, said))
        groups.setdefault((one.subject_id, grouping), []).append(one)
    return groups


def _teller(source: int, said: Observation) -> Teller:
    words = (said.code, said.text, said.place.city if said.place else None)
    return Teller(source, said.external_id, words)


def _minutes(
    connection: Connection, subjects: Set[int], now: Set[tuple[int, int]], source: int
) -> dict[int, Minutes]:
    """Return who told the scans of subjects; `now` is all that this source tells by now."""
    minutes: dict[int, Minutes] = {}
    rows = connection.execute(TOLD, {"subjects": sorted(subjects)}) if subjects else ()
    for row in rows:
        one = Teller(
            row.connection_id,
            row.external_id,
            (row.code, row.text, row.city),
            is_told=row.connection_id != source or (row.subject_id, row.fingerprint) in now,
        )
        there = minutes.setdefault(row.subject_id, {}).setdefault(row.grouping // MOST, {})
        there.setdefault(row.grouping, []).append(one)
    return minutes


def _leading(told: Telling, each: Sequence[_Placed]) -> Heard:
    said = [Heard(one.said.observation, told.heard_at) for one in each]
    return said[0] if len(said) == 1 else lead(said)


def _subject_key(told: Telling, said: Said) -> SubjectKey:
    about = said.observation.subject
    return about.kind.value, said.shared_key or f"{told.connection}:{about.key}"


def _subjects(connection: Connection, places: Mapping[SubjectKey, Place]) -> Subjects:
    """Find or make what is spoken of; what belongs somewhere else by now moves there."""
    rows = [
        {"kind": kind, "key": key, "profile_id": place.owner, "order_number": place.order}
        for (kind, key), place in places.items()
    ]
    columns = subject.c.id, subject.c.kind, subject.c.key
    made = insert_missing(connection, subject, rows, *columns)
    ids = {(row.kind, row.key): row.id for row in made}
    fresh = frozenset(ids.values())
    if old := {key: place for key, place in places.items() if key not in ids}:
        found = connection.execute(SUBJECTS, {"keys": list(old)}).all()
        ids |= {(row.kind, row.key): row.id for row in found}
        hang(connection, dict(_elsewhere(found, old)))
    return Subjects(ids, fresh)


def _elsewhere(
    found: Iterable[AnyRow], wanted: Mapping[SubjectKey, Place]
) -> Iterator[tuple[int, Place]]:
    for row in found:
        place = wanted[row.kind, row.key]
        if (place.owner, place.order) != (row.profile_id, row.order_number):
            yield row.id, place


def hang(connection: Connection, wanted: Mapping[int, Place]) -> None:
    """Hang subjects and their entries somewhere else, as when a store re-assigns an order."""
    if not wanted:
        return
    rows = [{"row": one, "owner": to.owner, "order": to.order} for one, to in wanted.items()]
    connection.execute(HUNG, rows)
    events = connection.execute(
        select(event.c.id, event.c.subject_id).where(event.c.subject_id.in_(wanted))
    )
    projecting.project(connection, {row.id: wanted[row.subject_id] for row in events})


def _heard_before(connection: Connection, told: Telling, old: Set[int]) -> _Heard:
    if not old:
        return {}
    asked = {"connection": told.connection_id, "subjects": sorted(old)}
    rows = connection.execute(HEARD, asked)
    return {(row.subject_id, row.fingerprint): row for row in rows}


def _unheard(heard: _Heard, placed: Sequence[_Placed]) -> list[_Placed]:
    new = {one.key(): one for one in placed if one.key() not in heard}
    return list(new.values())


def _take_back(
    connection: Connection, told: Telling, heard: _Heard, placed: Sequence[_Placed]
) -> None:
    """Let what is told again after a correction lead its event again."""
    latest: dict[int, datetime] = {}
    for row in heard.values():
        latest[row.event_id] = max(row.told_at, latest.get(row.event_id, row.told_at))
    again = {one.key(): one for one in placed if one.key() in heard}
    back = [heard[key] for key in again if heard[key].told_at < latest[heard[key].event_id]]
    if back:
        connection.execute(
            update(observation)
            .where(observation.c.id.in_([row.id for row in back]))
            .values(told_again_at=told.heard_at)
        )
        places = {row.event_id: again[row.subject_id, row.fingerprint].said.place for row in back}
        projecting.project(connection, places)


def _explain(connection: Connection, heard: _Heard, placed: Sequence[_Placed]) -> None:
    """Put right by whose fault it was: what was said may be read better than when it was heard."""
    now = {one.key(): one.said.observation.fault for one in placed if one.key() in heard}
    other = [{"row": heard[k].id, "why": one} for k, one in now.items() if one != heard[k].fault]
    if other:
        connection.execute(EXPLAINED, other)


def _make_events(
    connection: Connection, leading: Mapping[EventKey, Heard], words: Mapping[EventKey, Spelled]
) -> dict[EventKey, int]:
    if not leading:
        return {}
    ids = dict(zip(leading, fresh_ids(connection, event, len(leading)), strict=True))
    rows = [event_values(ids[key], key, one, words[key]) for key, one in leading.items()]
    append_values(connection, event, EVENT, rows)
    return ids


def _event_ids(connection: Connection, keys: Sequence[EventKey]) -> dict[EventKey, int]:
    if not keys:
        return {}
    rows = connection.execute(EVENTS, {"keys": keys})
    return {(row.subject_id, row.grouping): row.id for row in rows}
