"""What is said of two people that does not join them."""

from collections.abc import Set
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select, update

from agent_console.domain.profile import (
    Dismissal,
    DismissalId,
    Household,
    HouseholdId,
    ProfileId,
    Statement,
)
from agent_console.storage.repositories.acting import sealing
from agent_console.storage.repositories.acting.sealing import DISMISSAL, HOUSEHOLD, Saying
from agent_console.storage.repositories.joins import joining
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.people import dismissal, household


@dataclass(frozen=True, slots=True)
class StoredPairBook:
    """Writes dismissals and households (port PairBook)."""

    store: Store

    def dismiss(self, a: ProfileId, b: ProfileId, evidence: Set[str], said: Statement) -> Dismissal:
        """Say that two are two people."""
        row = {
            "a_id": min(a, b),
            "b_id": max(a, b),
            "who": said.who,
            "at": said.when,
            "evidence": msgspec.json.encode(sorted(evidence)).decode(),
        }
        with self.store.write() as connection:
            made = connection.execute(dismissal.insert().values(row).returning(dismissal)).one()
            sealing.make(connection, DISMISSAL, made, said)
            return dismissal_of(made)

    def reconsider(self, dismissal_id: DismissalId, said: Statement) -> Dismissal | None:
        """Take a dismissal back."""
        with self.store.write() as connection:
            ended = end(connection, DISMISSAL, dismissal_id, said)
        return None if ended is None else dismissal_of(ended)

    def relate(self, a: ProfileId, b: ProfileId, said: Statement) -> Household:
        """Say that two live together; one saying is enough, whichever profiles it names."""
        row = {
            "a_id": min(a, b),
            "b_id": max(a, b),
            "who": said.who,
            "at": said.when,
            "why": said.why,
        }
        with self.store.write() as connection:
            between = joining.between(connection, household, a, b)
            live = select(household).where(household.c.ended_at.is_(None), between).limit(1)
            found = connection.execute(live).first()
            if found is None:
                found = connection.execute(
                    household.insert().values(row).returning(household)
                ).one()
                sealing.make(connection, HOUSEHOLD, found, said)
            return household_of(found)

    def part(self, household_id: HouseholdId, said: Statement) -> Household | None:
        """Take a household back."""
        with self.store.write() as connection:
            ended = end(connection, HOUSEHOLD, household_id, said)
        return None if ended is None else household_of(ended)


def end(connection: Connection, saying: Saying, row_id: int, said: Statement) -> AnyRow | None:
    """End a live row and return it."""
    table = saying.table
    ended = connection.execute(
        update(table)
        .where(table.c.id == row_id, table.c.ended_at.is_(None))
        .values(ended_at=said.when, ended_by=said.who)
        .returning(table)
    ).first()
    if ended is not None:
        sealing.end(connection, saying, ended, said)
    return ended


def dismissal_of(row: AnyRow) -> Dismissal:
    """Read a dismissal."""
    evidence = frozenset(msgspec.json.decode(row.evidence, type=list[str]))
    return Dismissal(DismissalId(row.id), row.a_id, row.b_id, row.who, row.at, evidence)


def household_of(row: AnyRow) -> Household:
    """Read a household."""
    return Household(HouseholdId(row.id), row.a_id, row.b_id, row.who, row.at, row.why)
