"""Addresses of so many people that they name nobody: a till's, a help desk's, a whole office's.

Whoever sells at a counter types something where an address is wanted. By such an address strangers
would become one customer.

An account or a mailbox is told with the name of whom it belongs to. Where a store hides its
customers, an order is all there is, and its name is that of whom the parcel went to: who sends
presents has as many as there are presents. So that name makes nobody another person, nor does the
phone on the parcel; a phone that was left with the order and is not on the parcel does. Only where
there are so many orders that hardly any two went to the same name, or to none, is it a till.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, literal_column, select, update

from agent_console.domain.identity import IdentityKind
from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.reading import KeyKind
from agent_console.ports.source import NOBODY as HIDDEN_BUYER
from agent_console.storage import columns
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import identity, link, profile

MOST_PEOPLE = 3
"""People who share no word of their names: a couple, a family, a small office. With one more the
address is nobody's."""
MOST_PROFILES = 40
"""However accounts are called: nobody is known to so many sources. Of orders without a customer it
matters whether they went to the same few names."""
MOST_WORDS = 24
"""Of the names of one profile: a store that knows guests by their address renames it each time."""
LOOKED_AT = 30
"""Profiles of an address whose names are compared, the oldest."""
SHORTEST_WORD, FEWEST_WORDS = 2, 2
"""Letters of a word, and words of a name: less is no name to tell two people apart by."""

KNOWN = (
    select(profile.c.id, profile.c.kind, profile.c.customer_id, lookup_key.c.value.label("word"))
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
PHONES = (
    select(identity.c.profile_id, identity.c.raw, identity.c.value, customer_order.c.address)
    .outerjoin(customer_order, customer_order.c.profile_id == identity.c.profile_id)
    .where(
        identity.c.kind == IdentityKind.PHONE.value,
        identity.c.profile_id.in_(bindparam("ids", expanding=True)),
    )
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of somebody: whether they are no more than an order, and what marks them."""

    is_order: bool
    words: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)

    def differs_from(self, told: Set[str]) -> bool:
        """Say whether this is somebody else than whose marks were told before."""
        if self.is_order:
            return bool(self.phones) and told.isdisjoint(self.phones | self.words)
        return len(self.words) >= FEWEST_WORDS and told.isdisjoint(self.words)


def looked_at(
    connection: Connection, of: Mapping[str, Sequence[ProfileId]], owners: Collection[ProfileId]
) -> Holders:
    """Read who holds addresses, as far as it matters for joining them."""
    ids = {one for holders in of.values() for one in holders[:LOOKED_AT]} | {*owners}
    customer: dict[ProfileId, int] = {}
    known: dict[ProfileId, _Known] = {}
    for row in connection.execute(KNOWN, {"ids": sorted(ids)}):
        customer[ProfileId(row.id)] = row.customer_id
        one = known.setdefault(ProfileId(row.id), _Known(row.kind == HIDDEN_BUYER))
        if row.word is not None and len(row.word) >= SHORTEST_WORD and row.word.isalpha():
            one.words.add(row.word)
    _read_phones(connection, known)
    crowded = {one for one, holders in of.items() if _is_crowd(holders, known)}
    return Holders(of, customer, crowded)


def _read_phones(connection: Connection, known: Mapping[ProfileId, _Known]) -> None:
    """Read the phones that were left with orders, but for those that their parcels bear."""
    ids = sorted(one for one, told in known.items() if told.is_order)
    rows = connection.execute(PHONES, {"ids": ids}).all() if ids else ()
    for row in rows:
        known[ProfileId(row.profile_id)].phones.add(row.value)
    for row in rows:
        to = columns.address_of(row.address)
        if to is not None and to.phone == row.raw:
            known[ProfileId(row.profile_id)].phones.discard(row.value)


def _is_crowd(holders: Sequence[ProfileId], known: Mapping[ProfileId, _Known]) -> bool:
    """Say whether these are too many people for one address to be anybody's."""
    near = [known[one] for one in holders[:LOOKED_AT] if one in known]
    return (
        any(len(one.words) > MOST_WORDS for one in near if not one.is_order)
        or _people(near) > MOST_PEOPLE
        or (len(holders) > MOST_PROFILES and _are_mostly_strangers(near))
    )


def part(connection: Connection, address: str, said: Statement) -> frozenset[ProfileId]:
    """End the links that a rule made by an address, before it was known to be a crowd's.

    Nobody decided them, so nobody is kept apart; return whom they joined.
    """
    asked = {"said": said.why, "address": address, "when": said.when}
    rows = connection.execute(ENDED, asked)
    return frozenset(ProfileId(one) for row in rows for one in (row.a_id, row.b_id))


def _people(near: Sequence[_Known]) -> int:
    """Count who shares no mark with anybody counted before."""
    told: set[str] = set()
    count = 0
    for one in near:
        if one.differs_from(told):
            count, told = count + 1, told | one.words | one.phones
    return count


def _are_mostly_strangers(near: Sequence[_Known]) -> bool:
    """Say whether most are accounts, or orders that went to nobody before them or to no name.

    Here it takes two words to be alike: among so many people some share one by chance.
    """
    told: list[set[str]] = []
    count = 0
    for one in near:
        if one.is_order and one.words:
            if any(_are_alike(one.words, other) for other in told):
                continue
            told.append(one.words)
        count += 1
    return count * 2 > len(near)


def _are_alike(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) >= FEWEST_WORDS or one <= other or other <= one
