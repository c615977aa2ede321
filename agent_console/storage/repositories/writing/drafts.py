"""Drafts on this store: one text of a kind for each profile, the newest wins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.moments import passing
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.store import Store
from agent_console.storage.tables.drafts import draft

ONE = Taken(key=("profile_id", "kind"))


@dataclass(frozen=True, slots=True)
class StoredDrafts:
    """Keeps drafts (port Drafts)."""

    store: Store

    def draft(self, profiles: Collection[ProfileId], kind: str) -> str:
        """Return the newest words kept for a customer."""
        wanted = (
            select(draft.c.text)
            .where(draft.c.profile_id.in_(profiles), draft.c.kind == kind)
            .order_by(draft.c.changed_at.desc())
            .limit(1)
        )
        with self.store.read() as connection:
            return connection.execute(wanted).scalar_one_or_none() or ""

    def keep(self, profile: ProfileId, kind: str, text: str, now: datetime) -> None:
        """Keep words, surely; without words none are kept."""
        same = (draft.c.profile_id == profile) & (draft.c.kind == kind)
        row = {"profile_id": profile, "kind": kind, "text": text, "changed_at": now}
        with self.store.write(surely=True) as connection:
            if text:
                upsert(connection, draft, [row], ONE)
            else:
                connection.execute(delete(draft).where(same))
            passing("draft: before commit")
        passing("draft: after commit")

    def profiles(self, kind: str) -> Collection[ProfileId]:
        """Return for whom words are kept."""
        with self.store.read() as connection:
            found = connection.execute(select(draft.c.profile_id).where(draft.c.kind == kind))
            return frozenset(map(ProfileId, found.scalars()))
