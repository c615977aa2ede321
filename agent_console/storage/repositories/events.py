"""Observations into events into timeline entries; told twice, they stay what they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_

from agent_console.domain.event import Heard, lead
from agent_console.domain.identity import folded
from agent_console.domain.observation import Observation, SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.wording import title
from agent_console.storage.columns import moment_row, money_row
from agent_console.storage.dialect import insert_missing
from agent_console.storage.repositories.people import Telling
from agent_console.storage.rows import observation_of
from agent_console.storage.tables.events import event, observation, subject, timeline_entry

EventKey = tuple[int, int]
"""(subject row, grouping)."""


@dataclass(frozen=True, slots=True)
class Said:
    """An observation and the profile whose timeline it belongs on."""

    observation: Observation
    owner: ProfileId


def save(connection: Connection, told: Telling, said: Sequence[Said]) -> None:
    """Store what is new of what was said, and bring events and timeline up to it."""
    if not said:
        return
    subjects = _subjects(connection, told, said)
    new = _unheard(connection, told, subjects, said)
    if not new:
        return
    groups: dict[EventKey, list[Said]] = {}
    for one in new:
        row = subjects[_subject_key(told, one.observation)]
        groups.setdefault((row, one.observation.group(told.connection)), []).append(one)
    known = _event_ids(connection, list(groups))
    fresh = {key: each for key, each in groups.items() if key not in known}
    leading = {key: _leading(told, each) for key, each in fresh.items()}
    ids = known | _make_events(connection, leading)
    connection.execute(
        insert(observation),
        [
            _observation_row(told, one.observation, key[0], ids[key])
            for key, each in groups.items()
            for one in each
        ],
    )
    _show(connection, [(ids[key], fresh[key][-1].owner, one) for key, one in leading.items()])
    project(connection, {ids[key]: groups[key][-1].owner for key in known})


def _leading(told: Telling, each: Sequence[Said]) -> Heard:
    return lead([Heard(one.observation, told.heard_at) for one in each])


def _show(connection: Connection, led: Sequence[tuple[int, ProfileId, Heard]]) -> None:
    if led:
        rows = [_entry_row(event_id, owner, one) for event_id, owner, one in led]
        connection.execute(insert(timeline_entry), rows)


def project(connection: Connection, owners: Mapping[int, ProfileId]) -> None:
    """Write the timeline entries of events anew from what was said; `owners` is by event."""
    if not owners:
        return
    ids = list(owners)
    heard = _heard(connection, ids)
    connection.execute(delete(timeline_entry).where(timeline_entry.c.event_id.in_(ids)))
    leading = {event_id: lead(sayings) for event_id, sayings in heard.items()}
    _restate(connection, leading)
    _show(connection, [(event_id, owners[event_id], one) for event_id, one in leading.items()])


def move(connection: Connection, told: Telling, said: Iterable[Said]) -> None:
    """Hang subjects and their entries on another profile, as when a store re-assigns an order."""
    owners = {_subject_key(told, one.observation): one.owner for one in said}
    for owner in sorted(set(owners.values())):
        _move(connection, sorted(key for key in owners if owners[key] == owner), owner)


def _move(connection: Connection, keys: Sequence[tuple[str, str]], owner: ProfileId) -> None:
    rows = connection.execute(
        select(subject.c.id).where(
            tuple_(subject.c.kind, subject.c.key).in_(keys), subject.c.profile_id != owner
        )
    ).scalars()
    moved = list(rows)
    if moved:
        connection.execute(subject.update().where(subject.c.id.in_(moved)).values(profile_id=owner))
        events = connection.execute(select(event.c.id).where(event.c.subject_id.in_(moved)))
        project(connection, dict.fromkeys(events.scalars(), owner))


def _subject_key(told: Telling, one: Observation) -> tuple[str, str]:
    kind, key = one.subject.kind, one.subject.key
    return kind.value, key if kind is SubjectKind.PARCEL else f"{told.connection}:{key}"


def _subjects(
    connection: Connection, told: Telling, said: Sequence[Said]
) -> dict[tuple[str, str], int]:
    owners = {_subject_key(told, one.observation): one.owner for one in said}
    rows = [{"kind": k, "key": v, "profile_id": owner} for (k, v), owner in owners.items()]
    insert_missing(connection, subject, rows)
    found = connection.execute(
        select(subject.c.id, subject.c.kind, subject.c.key).where(
            tuple_(subject.c.kind, subject.c.key).in_(list(owners))
        )
    )
    return {(row.kind, row.key): row.id for row in found}


def _unheard(
    connection: Connection,
    told: Telling,
    subjects: Mapping[tuple[str, str], int],
    said: Sequence[Said],
) -> list[Said]:
    rows = connection.execute(
        select(observation.c.subject_id, observation.c.fingerprint).where(
            observation.c.connection_id == told.connection_id,
            observation.c.subject_id.in_(list(set(subjects.values()))),
        )
    )
    heard = {(row.subject_id, row.fingerprint) for row in rows}
    new: list[Said] = []
    for one in said:
        key = (subjects[_subject_key(told, one.observation)], one.observation.fingerprint())
        if key not in heard:
            heard.add(key)
            new.append(one)
    return new


def _make_events(connection: Connection, leading: Mapping[EventKey, Heard]) -> dict[EventKey, int]:
    if not leading:
        return {}
    connection.execute(insert(event), [_event_row(key, one) for key, one in leading.items()])
    return _event_ids(connection, list(leading))


def _event_ids(connection: Connection, keys: Sequence[EventKey]) -> dict[EventKey, int]:
    rows = connection.execute(
        select(event.c.id, event.c.subject_id, event.c.grouping).where(
            tuple_(event.c.subject_id, event.c.grouping).in_(keys)
        )
    )
    return {(row.subject_id, row.grouping): row.id for row in rows}


def _event_row(key: EventKey, heard: Heard) -> dict[str, Any]:
    one = heard.observation
    return {
        "subject_id": key[0],
        "grouping": key[1],
        "kind": one.kind.value,
        "status": one.status,
        "sort_at": one.moment.sort_key(heard.heard_at),
        "precision": one.moment.precision().value,
    }


def _restate(connection: Connection, leading: Mapping[int, Heard]) -> None:
    for event_id, one in leading.items():
        said = one.observation
        connection.execute(
            event.update()
            .where(event.c.id == event_id, event.c.sort_at != said.moment.sort_key(one.heard_at))
            .values(
                status=said.status,
                sort_at=said.moment.sort_key(one.heard_at),
                precision=said.moment.precision().value,
            )
        )


def _heard(connection: Connection, event_ids: Sequence[int]) -> dict[int, list[Heard]]:
    rows = connection.execute(
        select(
            observation, subject.c.kind.label("subject_kind"), subject.c.key.label("subject_key")
        )
        .join(subject, subject.c.id == observation.c.subject_id)
        .where(observation.c.event_id.in_(event_ids))
        .order_by(observation.c.id)
    )
    heard: dict[int, list[Heard]] = {}
    for row in rows:
        heard.setdefault(row.event_id, []).append(Heard(observation_of(row), row.heard_at))
    return heard


def _observation_row(
    told: Telling, one: Observation, subject_id: int, event_id: int
) -> dict[str, Any]:
    place = one.place
    return {
        "subject_id": subject_id,
        "connection_id": told.connection_id,
        "fingerprint": one.fingerprint(),
        "event_id": event_id,
        "external_id": one.external_id,
        "code": one.code,
        "detail": one.detail,
        "city": place and place.city,
        "region": place and place.region,
        "country": place and place.country,
        "heard_at": told.heard_at,
        **_shared(one),
    }


def _entry_row(event_id: int, owner: ProfileId, heard: Heard) -> dict[str, Any]:
    one = heard.observation
    line = title(one)
    words = " ".join(filter(None, (line, one.text, one.detail, one.order, one.shipment)))
    return {
        "profile_id": owner,
        "sort_at": one.moment.sort_key(heard.heard_at),
        "event_id": event_id,
        "title": line,
        "words": folded(words),
        **_shared(one),
    }


def _shared(one: Observation) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "status": one.status,
        "text": one.text,
        **moment_row("told", one.moment),
        **money_row("amount", one.amount),
        "order_number": one.order,
        "shipment_number": one.shipment,
        "channel": one.channel,
        "direction": one.direction,
        "author": one.author,
    }
