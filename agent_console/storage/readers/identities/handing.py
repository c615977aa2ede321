"""Whom a code opens, and what was handed off of a customer last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from agent_console.domain.acting.handing import HandOff
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories.identities.handing import hand_off_of
from agent_console.storage.store import Store
from agent_console.storage.tables.people import hand_off

OURS: BindParameter[Any] = bindparam("profiles", expanding=True)
NEWEST = (
    select(hand_off).where(hand_off.c.profile_id.in_(OURS)).order_by(hand_off.c.id.desc()).limit(1)
)
"""Put together once: that takes longer than to ask."""


@dataclass(frozen=True, slots=True)
class StoredHandOffReader:
    """Reads hand-offs (port HandOffReader)."""

    store: Store

    def handed_off(self, code: str) -> HandOff | None:
        """Return whom a code opens."""
        with self.store.read() as connection:
            row = connection.execute(select(hand_off).where(hand_off.c.code == code)).first()
        return None if row is None else hand_off_of(row)


def last_hand_off(connection: Connection, profiles: Sequence[ProfileId]) -> HandOff | None:
    """Return how the customer was handed off, last."""
    row = connection.execute(NEWEST, {"profiles": profiles}).first()
    return None if row is None else hand_off_of(row)
