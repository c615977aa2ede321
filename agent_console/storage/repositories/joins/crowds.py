"""Addresses of so many people that they name nobody: a till's, a help desk's, a whole office's.

Whoever sells at a counter types something where an address is wanted. By such an address strangers
would become one customer.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, literal_column, select, update

from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.reading import KeyKind
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.people import link, profile

MOST_PEOPLE = 3
"""People who share no word of their names: a couple, a family, a small office. With one more the
address is nobody's."""
MOST_PROFILES = 40
"""However they are called: nobody is known to so many sources, or by so many nameless orders."""
MOST_WORDS = 24
"""Of the names of one profile: a store that knows guests by their address renames it each time."""
LOOKED_AT = 30
"""Profiles of an address whose names are compared, the oldest."""
SHORTEST_WORD, FEWEST_WORDS = 2, 2
"""Letters of a word, and words of a name: less is no name to tell two people apart by."""

KNOWN = (
    select(profile.c.id, profile.c.customer_id, lookup_key.c.value.label("word"))
    .select_from(profile)
    .outerjoin(
        lookup_key,
        and_(
            lookup_key.c.kind == literal_column(f"'{KeyKind.NAME.value}'"),
            lookup_key.c.profile_id == profile.c.id,
        ),
    )
    .where(profile.c.id.in_(bindparam("ids", expanding=True)))
)
ENDED = (
    update(link)
    .where(
        link.c.ended_at.is_(None),
        link.c.who == SYSTEM,
        link.c.why == bindparam("said"),
        link.c.a_id.in_(
            select(lookup_key.c.profile_id).where(
                lookup_key.c.kind == KeyKind.EMAIL.value,
                lookup_key.c.value == bindparam("address"),
            )
        ),
    )
    .values(ended_at=bindparam("when"), ended_by=SYSTEM)
    .returning(link.c.a_id, link.c.b_id)
)


@dataclass(frozen=True, slots=True)
class Holders:
    """Who can be found by each address, the oldest first, and whose they are; which are crowds'."""

    of: Mapping[str, Sequence[ProfileId]]
    customer: Mapping[ProfileId, int]
    crowds: Set[str]

    def are_one(self, owner: ProfileId, address: str) -> bool:
        """Say whether somebody is one customer with the oldest other of an address, or alone."""
        other = next(iter(self.others(owner, address)), owner)
        return self.customer.get(owner) == self.customer.get(other)

    def others(self, owner: ProfileId, address: str) -> Sequence[ProfileId]:
        """Return with whom an address may join somebody; with nobody if it is a crowd's."""
        holders = () if address in self.crowds else self.of.get(address, ())
        return [one for one in holders if one != owner]

    def to_part(self) -> Sequence[str]:
        """Return the crowds' addresses that may have joined people while they were none.

        A large crowd has not, unless it did before there was this rule.
        """
        return [one for one in sorted(self.crowds) if self._may_be_joined(self.of[one])]

    def _may_be_joined(self, holders: Sequence[ProfileId]) -> bool:
        theirs = [self.customer.get(one) for one in holders[:LOOKED_AT]]
        return len(holders) <= MOST_PROFILES or len({*theirs}) < len(theirs)


NOBODY = Holders({}, {}, frozenset())


def looked_at(
    connection: Connection, of: Mapping[str, Sequence[ProfileId]], owners: Collection[ProfileId]
) -> Holders:
    """Read who holds addresses, as far as it matters for joining them."""
    ids = {one for holders in of.values() for one in holders[:LOOKED_AT]} | {*owners}
    customer: dict[ProfileId, int] = {}
    words: dict[ProfileId, set[str]] = {}
    for row in connection.execute(KNOWN, {"ids": sorted(ids)}):
        customer[ProfileId(row.id)] = row.customer_id
        if row.word is not None and len(row.word) >= SHORTEST_WORD and row.word.isalpha():
            words.setdefault(ProfileId(row.id), set()).add(row.word)
    crowded = {one for one, holders in of.items() if _is_crowd(holders, words)}
    return Holders(of, customer, crowded)


def _is_crowd(holders: Sequence[ProfileId], words: Mapping[ProfileId, Set[str]]) -> bool:
    """Say whether these are too many people for one address to be anybody's."""
    names = [words.get(one, frozenset()) for one in holders[:LOOKED_AT]]
    return (
        len(holders) > MOST_PROFILES
        or any(len(one) > MOST_WORDS for one in names)
        or _people(names) > MOST_PEOPLE
    )


def part(connection: Connection, address: str, said: Statement) -> frozenset[ProfileId]:
    """End the links that a rule made by an address, before it was known to be a crowd's.

    Nobody decided them, so nobody is kept apart; return whom they joined.
    """
    asked = {"said": said.why, "address": address, "when": said.when}
    rows = connection.execute(ENDED, asked)
    return frozenset(ProfileId(one) for row in rows for one in (row.a_id, row.b_id))


def _people(names: Sequence[Set[str]]) -> int:
    """Count who shares no word of a name with anybody counted before."""
    told: set[str] = set()
    count = 0
    for one in names:
        if len(one) >= FEWEST_WORDS and told.isdisjoint(one):
            count, told = count + 1, told | one
    return count
