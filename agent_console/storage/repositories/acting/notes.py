"""Notes of agents: sayings of this console, on the timeline in the transaction they come in."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from agent_console.domain.acting.note import Note
from agent_console.domain.moment import instant
from agent_console.domain.observation import (
    Channel,
    Direction,
    EntryKind,
    Observation,
)
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.notebook import DRAFT, KeyTakenError
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.repositories.acting.ourselves import own_row, subject, tell
from agent_console.storage.repositories.acting.owning import kin_of, owner_of
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.store import Store
from agent_console.storage.tables.drafts import draft
from agent_console.storage.tables.events import observation


@dataclass(frozen=True, slots=True)
class StoredNotebook:
    """Keeps notes (port Notebook)."""

    store: Store

    def write(
        self,
        key: str,
        profile: ProfileId,
        note: Note,
        said: Statement,
        *,
        ends_draft: bool = False,
    ) -> bool:
        """Write a note down, once; what was kept while it was typed goes with the same commit."""
        passing("note: before insert")
        with self.store.write(surely=True) as connection:
            if ends_draft:
                connection.execute(
                    delete(draft).where(
                        draft.c.kind == DRAFT, draft.c.profile_id.in_(kin_of(profile))
                    )
                )
            passing("note: draft gone")
            row = own_row(connection)
            known = select(observation.c.text, observation.c.kind).where(
                observation.c.connection_id == row, observation.c.external_id == key
            )
            if (found := connection.execute(known).first()) is not None:
                if (found.text or "") != note.text:
                    raise KeyTakenError(
                        f"Another note was saved under the key {key!r}; nothing was changed. "
                        "Use a new key for a new note."
                    )
                return False
            owner = owner_of(connection, profile, note.order)
            saying = _saying(key, owner, note, said)
            tell(connection, said.when, Place(owner, note.order), [saying])
            passing("note: told")
            kind = "call" if note.call else "note"
            audit.append(connection, Deed(said.who, said.when, kind, key))
            passing("note: before commit")
        passing("note: after commit")
        return True


def _saying(key: str, owner: ProfileId, note: Note, said: Statement) -> Observation:
    call = note.call
    status = "internal" if call is None else call.value
    return Observation(
        subject(owner, note.order),
        EntryKind.CALL if call else EntryKind.NOTE,
        note.disposition.value if note.disposition else status,
        instant(said.when),
        external_id=key,
        text=note.text or None,
        detail=said.who,
        order=note.order,
        channel=Channel.PHONE if call else None,
        direction=call or Direction.INTERNAL,
        author=said.who,
    )
