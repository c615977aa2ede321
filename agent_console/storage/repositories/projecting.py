"""The timeline as made from events: disposable, and written anew from what was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from agent_console.domain.event import Heard, lead
from agent_console.domain.profile import ProfileId
from agent_console.storage.dialect import append_values
from agent_console.storage.event_rows import ENTRY, Spelled, entry_values, spelled
from agent_console.storage.repositories.waiting import standing
from agent_console.storage.rows import observation_of
from agent_console.storage.tables.events import event, observation, subject, timeline_entry

KIND = ENTRY.index("kind")
STATE = ("status", "sort_at", "precision")
STATES = select(event.c.id, *(event.c[name] for name in STATE))
RESTATED = (
    update(event)
    .where(event.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in STATE})
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subject's entries go: on whose timeline, and under which order; perhaps nowhere.

    A message to several people is on the timelines of `others` too, each with an order of theirs.
    """

    owner: ProfileId | None
    order: str | None = None
    others: tuple[tuple[ProfileId, str | None], ...] = ()

    def all(self) -> Iterator[tuple[ProfileId, str | None]]:
        """Yield every timeline with the order on it."""
        if self.owner is not None:
            yield self.owner, self.order
        yield from self.others


NOWHERE = Place(None)


class Shown(NamedTuple):
    """An event, where it is shown, what leads it, and that spelled out."""

    event_id: int
    place: Place
    leading: Heard
    spelled: Spelled


def project(connection: Connection, places: Mapping[int, Place]) -> None:
    """Write the timeline entries of events anew from what was said; `places` is by event."""
    if not places:
        return
    ids = list(places)
    heard = _heard(connection, ids)
    asked = _take_away(connection, ids)
    leading = {event_id: lead(sayings) for event_id, sayings in heard.items()}
    _restate(connection, leading)
    again = [
        Shown(event_id, places[event_id], one, spelled(one.observation))
        for event_id, one in leading.items()
    ]
    show(connection, again)
    standing.recount(connection, asked)


def _take_away(connection: Connection, ids: Sequence[int]) -> set[ProfileId]:
    """Delete entries; return on whose timelines something was asked or answered by them."""
    gone = delete(timeline_entry).where(timeline_entry.c.event_id.in_(ids))
    rows = connection.execute(gone.returning(timeline_entry.c.profile_id, timeline_entry.c.kind))
    return {ProfileId(row.profile_id) for row in rows if row.kind in standing.TURN_KINDS}


def show(connection: Connection, events: Sequence[Shown]) -> None:
    """Put events on the timelines they belong to; what belongs to nobody is on none."""
    rows = [
        entry_values(one.event_id, owner, one.leading, one.spelled)
        for one in events
        for owner in one.place.all()
    ]
    append_values(connection, timeline_entry, ENTRY, rows)
    turns = [one for one in rows if one[KIND] in standing.TURN_KINDS]
    standing.follow(connection, [dict(zip(ENTRY, one, strict=True)) for one in turns])


def _restate(connection: Connection, leading: Mapping[int, Heard]) -> None:
    told = {one: _state(heard) for one, heard in leading.items()}
    rows = connection.execute(STATES.where(event.c.id.in_(leading)))
    other = [row.id for row in rows if (row.status, row.sort_at, row.precision) != told[row.id]]
    if other:
        states = [dict(zip(STATE, told[one], strict=True)) | {"row": one} for one in other]
        connection.execute(RESTATED, states)


def _state(heard: Heard) -> tuple[str, int, str]:
    said = heard.observation
    return said.status, said.moment.sort_key(heard.heard_at), said.moment.precision().value


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
        heard.setdefault(row.event_id, []).append(
            Heard(observation_of(row), row.heard_at, row.told_again_at)
        )
    return heard
