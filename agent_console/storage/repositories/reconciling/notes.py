"""Notes that a source took back: the timeline says so, what they said stays with the evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, select, tuple_

from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import observation_of
from agent_console.storage.tables.events import event, observation, subject

DELETED = "deleted"
STANDING = (
    select(observation, subject.c.kind.label("subject_kind"), subject.c.key.label("subject_key"))
    .join(subject, subject.c.id == observation.c.subject_id)
    .join(event, event.c.id == observation.c.event_id)
    .where(
        tuple_(subject.c.kind, subject.c.key).in_(bindparam("keys", expanding=True)),
        observation.c.connection_id == bindparam("connection"),
        observation.c.kind == EntryKind.NOTE.value,
        observation.c.external_id.is_not(None),
        event.c.status != DELETED,
    )
    .order_by(observation.c.id)
)


@dataclass(frozen=True, slots=True)
class Whole:
    """Somebody or something of which all notes are told, and where they are shown."""

    subject: Subject
    told: Sequence[Observation]
    place: Place

    def ids(self) -> set[str | None]:
        """Return what names the notes that are there."""
        return {one.external_id for one in self.told}


def deleted(connection: Connection, told: Telling, whole: Iterable[Whole]) -> list[Said]:
    """Return what to say of the notes that are known, and not among all that are told now."""
    keys = {(one.subject.kind.value, f"{told.connection}:{one.subject.key}"): one for one in whole}
    if not keys:
        return []
    rows = connection.execute(STANDING, {"keys": list(keys), "connection": told.connection_id})
    standing = [(keys[row.subject_kind, row.subject_key], observation_of(row)) for row in rows]
    gone = {
        (one.subject, note.external_id): Said(_taken_back(note, one.subject), one.place)
        for one, note in standing
        if note.external_id not in one.ids()
    }
    return list(gone.values())


def _taken_back(note: Observation, about: Subject) -> Observation:
    """Return the note as deleted; when that was, nobody told."""
    gone = replace(note, subject=about, status=DELETED, moment=Moment())
    return replace(gone, code=None, text=None, detail=None)
