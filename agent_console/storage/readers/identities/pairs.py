"""Households, dismissals and proofs, as seen from a customer's profiles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Table,
    bindparam,
    func,
    select,
    union_all,
)

from agent_console.domain.customer import CustomerName, Dismissed, Housemate
from agent_console.domain.profile import ProfileId, Verification
from agent_console.ports.reading import KeyKind
from agent_console.storage.readers.names import names_of
from agent_console.storage.repositories.identities.pairs import dismissal_of, household_of
from agent_console.storage.repositories.identities.verifying import verification_of
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.people import dismissal, household, profile, verification

AnyColumns = tuple[Any, ...]
OURS: BindParameter[Any] = bindparam("profiles", expanding=True)


def _between(table: Table) -> CompoundSelect[AnyColumns]:
    """Ask for the live rows of a table of pairs that name some profiles, from either side."""
    sides = ((table.c.a_id, table.c.b_id), (table.c.b_id, table.c.a_id))
    return union_all(
        *(
            select(table, theirs.label("their_id"), profile.c.customer_id.label("other"))
            .join(profile, profile.c.id == theirs)
            .where(ours.in_(OURS), table.c.ended_at.is_(None))
            for ours, theirs in sides
        )
    )


HOUSEHOLDS, DISMISSALS = _between(household), _between(dismissal)
PROOFS = (
    select(verification)
    .where(verification.c.profile_id.in_(OURS), verification.c.ended_at.is_(None))
    .order_by(verification.c.at.desc(), verification.c.id.desc())
    .limit(1)
)
"""Put together once: that takes longer than to ask."""


@dataclass(frozen=True, slots=True)
class StoredPairs:
    """Reads what was said of two people (port PairReader)."""

    store: Store

    def dismissed(self, profiles: Sequence[ProfileId]) -> Sequence[Dismissed]:
        """Return who was said to be somebody else, the first said first."""
        with self.store.read() as connection:
            told = list(_others(connection, DISMISSALS, profiles))
        return [Dismissed(other, dismissal_of(row)) for other, row in told]

    def shared(self, limit: int) -> Sequence[str]:
        """Return telephone numbers that several customers have, in their order."""
        several = (
            select(lookup_key.c.value)
            .join(profile, profile.c.id == lookup_key.c.profile_id)
            .where(lookup_key.c.kind == KeyKind.PHONE.value)
            .group_by(lookup_key.c.value)
            .having(func.min(profile.c.customer_id) < func.max(profile.c.customer_id))
            .order_by(lookup_key.c.value)
            .limit(limit)
        )
        with self.store.read() as connection:
            return list(connection.execute(several).scalars())


def housemates(connection: Connection, profiles: Sequence[ProfileId]) -> tuple[Housemate, ...]:
    """Return the other customers of the household; who was joined since is no other."""
    told = _others(connection, HOUSEHOLDS, profiles)
    return tuple(Housemate(other, household_of(row)) for other, row in told)


def last_proof(connection: Connection, profiles: Sequence[ProfileId]) -> Verification | None:
    """Return how the customer proved who she is, last."""
    row = connection.execute(PROOFS, {"profiles": profiles}).first()
    return None if row is None else verification_of(row)


def _others(
    connection: Connection, between: CompoundSelect[AnyColumns], profiles: Sequence[ProfileId]
) -> Iterator[tuple[CustomerName, AnyRow]]:
    """Yield the live rows that stand between these profiles and others, with whose those are."""
    found = connection.execute(between, {"profiles": profiles})
    rows = [row for row in found if row.their_id not in profiles]
    names = names_of(connection, list({ProfileId(row.other) for row in rows})) if rows else {}
    for row in sorted(rows, key=lambda row: int(row.id)):
        other = ProfileId(row.other)
        yield CustomerName(other, names[other]), row
